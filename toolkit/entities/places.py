"""Places: names of the built-in table where the context does not speak against them, and sites by their head noun."""

from __future__ import annotations

from functools import cache

from toolkit.entities.people import name_end
from toolkit.entities.words import (
    ADJ,
    AREA,
    AREAS,
    CUE,
    DEFINITE,
    DIRECTION,
    FUNCTION,
    LINK,
    NAME,
    NATION,
    ORG,
    PROPER,
    ROLE,
    SITE,
    STATE,
    STOP,
    VERB,
    WEAK,
    Words,
)
from toolkit.words.analyzers import analyzer_named
from toolkit.words.buckwalter import BuckwalterAnalyzer
from toolkit.words.lattice import frequencies

_BEFORE = frozenset("في من الي داخل خارج نحو بين قرب باتجاه مدينه".split())
COMMON = 2_500  # occurrences in the shipped word list (10 M words)
MILLION = 1_000_000  # people: the name of so large a town is its name before all else
MANY_FORMS = 1.9  # how many times more frequent than the form its lemma is
LARGE = 150_000  # people: the name of a large town needs no context


def spoken_of(words: Words, hits: list[tuple]) -> list[tuple]:
    """The look-ups without towns that are called as a common word («معسكر», «القصر»), unless the article speaks of their country.

    It does where it names the state or another place there, or says of the town that it is one («مدينة معسكر»).
    """
    places = [hit for hit in hits if hit[5] == "place" and str(hit[3]).startswith("place:")]
    common = [hit for hit in places if hit[1] == 1 and hit[6] < MILLION and common_word(words.hosts[hit[0] - words.first])]
    if not common:
        return hits
    sure = [hit for hit in places if hit not in common and plausible(words, hit[0] - words.first, hit[0] - words.first + hit[1], hit[6])]
    countries = {_country(hit) for hit in sure}
    said = {hit[3] for hit in common if _after_area(words, hit[0] - words.first)}
    gone = [hit for hit in common if hit[3] not in said and _country(hit) not in countries]
    return [hit for hit in hits if hit not in gone]


def _country(hit: tuple) -> str:
    return str(hit[3]).split(":")[1]


def _after_area(words: Words, i: int) -> bool:
    return bool(i) and words.has(i - 1, AREA) and words.sentence[i - 1] == words.sentence[i]


@cache
def common_word(word: str) -> bool:
    """Whether the word is a common noun or adjective of the dictionary rather than a name; False where there is no dictionary.

    A common word stands in many forms (معسكر، معسكرات، المعسكر), so that its lemma is far more frequent than the form; a name that
    the dictionary lists as a noun (الباحة) has hardly another form.
    """
    analyzer = analyzer_named()
    return isinstance(analyzer, BuckwalterAnalyzer) and analyzer.noun_share(word) > MANY_FORMS * frequencies().get(word, 0) / _total()


@cache
def _total() -> int:
    return sum(frequencies().values())


def plausible(words: Words, a: int, b: int, population: int, *, own: bool = False) -> bool:
    """Whether the look-up at tokens a … b-1 is the place and not a common word or a person's name."""
    if own or b - a > 1:
        return True
    flags, word = words.flags[a], words.hosts[a]
    if flags & (STOP | FUNCTION | CUE) or len(word) < 3:
        return False
    before = words.flags[a - 1] if a and words.sentence[a - 1] == words.sentence[a] else 0
    after = words.flags[a + 1] if a + 1 < len(words) else 0
    previous = words.hosts[a - 1] if before or a else ""
    if flags & STATE and word.endswith("ي") and not words.clitic[a] and _indefinite_noun(words, a - 1):
        return False  # «ضخ مالي»: an adjective
    # «الشركة السعودية», «الحكومة الجزائر…»: an adjective after a definite noun
    if flags & DEFINITE and word.endswith("ية") and before & DEFINITE and not words.clitic[a] and not before & (AREA | SITE):
        return False
    if before & LINK or (before & NAME and not flags & STATE and not words.clitic[a] and not before & (AREA | SITE) and flags & (NAME | DEFINITE)):
        return False  # part of a person's name
    if flags & NAME and after & (NAME | LINK) and population < 2_000_000:
        return False
    if flags & PROPER or population >= 10**8:
        return True
    if flags & DEFINITE and frequencies().get(word, 0) > COMMON and population < 3_000_000:
        return bool(before & AREA)  # «المدينة», «الخبر»: far more often the common noun
    if (
        before & (AREA | SITE | DIRECTION)
        or previous in _BEFORE
        or (words.types[a][:1] == "ب" and words.clitic[a] and frequencies().get(word, 0) < COMMON)
    ):
        return not flags & (VERB | ADJ) or population >= LARGE
    return population >= LARGE and not flags & (VERB | ADJ) and not flags & NAME


def _indefinite_noun(words: Words, i: int) -> bool:
    other = DEFINITE | FUNCTION | CUE | STOP | NAME | AREA | SITE | DIRECTION | PROPER | LINK | ROLE | ORG | WEAK
    return i >= 0 and words.is_word[i] and words.sentence[i] == words.sentence[i + 1] and not words.flags[i] & other and words.hosts[i] not in _BEFORE


_STATES = frozenset("الجمهورية المملكة السلطنة".split())


def after_heads(words: Words, listed: dict[int, int]) -> list[tuple[int, int, str]]:
    """«مطار قرطاج» (the site with its head), «محافظة شانلي» (the area without): (start, end, rule).

    `listed`: token → length of every name in the place table, also of those that another context would not allow.
    """
    found, i, size = [], 0, len(words)
    while i < size - 1:
        flags = words.flags[i]
        if flags & (AREA | SITE) and words.is_word[i] and words.sentence[i + 1] == words.sentence[i]:
            at = i + 1 + bool(flags & AREA and words.has(i + 1, NATION) and not words.clitic[i + 1])  # «العاصمة البريطانية لندن»
            b = _name_end(words, at, listed) if at < size else at
            # «مدن الشمال»: after a plural only what is known for a place
            if b > at and not (flags & AREAS and at not in listed and not words.has(at, PROPER)):
                start = i if flags & SITE else at
                found.append((start, b, "site" if flags & SITE else "area"))
                if flags & AREAS and at in listed:
                    found += _chain(words, b, listed)
                i = b
                continue
        if words.hosts[i] in _STATES and words.has(i + 1, NATION) and words.has(i + 1, DEFINITE) and not words.clitic[i + 1]:
            b = i + 2 + bool(i + 2 < size and words.has(i + 2, NATION) and words.has(i + 2, DEFINITE) and not words.clitic[i + 2])
            found.append((i, b, "area"))  # «الجمهورية اليمنية»
            i = b
            continue
        i += 1
    return found


_SITE_ADJECTIVES = frozenset("الدولي السريع الاولمبي الكبير الكبري الجديد الجديدة البخارية التاريخي الحدودي".split())


def _chain(words: Words, b: int, listed: dict[int, int]) -> list[tuple[int, int, str]]:
    """«محافظات تونس | وسدرة وغدير»: after a plural head and a known place, all that و joins is a place."""
    found = []
    barred = FUNCTION | CUE | ROLE | ORG | WEAK | AREA | SITE | VERB | DIRECTION
    while b < len(words) and words.is_word[b] and words.clitic[b] and words.types[b].startswith("و") and words.sentence[b] == words.sentence[b - 1]:
        if words.flags[b] & barred and b not in listed:
            break
        size = max(listed.get(b, 1), 1)
        found.append((b, b + size, "area"))
        b += size
    return found


def _name_end(words: Words, a: int, listed: dict[int, int]) -> int:
    b, size = a + (listed.get(a, 0) if not words.clitic[a] else 0), len(words)
    while b < size and b - a < 4 and words.is_word[b] and not words.clitic[b] and words.sentence[b] == words.sentence[a]:
        flags = words.flags[b]
        if flags & ROLE and flags & DEFINITE and b == a and b + 1 < size and words.flags[b + 1] & (NAME | LINK):
            b = name_end(words, b + 1)  # «مطار الملك خالد»
        elif b > a and words.types[b] in _SITE_ADJECTIVES:
            b += 1
        elif b == a and flags & DEFINITE and flags & (ORG | WEAK) and words.has(a - 1, AREA) and (b + 1 == size or words.clitic[b + 1]):
            b += 1  # «منطقة السرية»: after such a head even a word for an organization is the place
        elif flags & (STOP | FUNCTION | CUE | ORG | WEAK | ROLE | VERB) or (flags & NAME and b > a and (a in listed or words.has(b - 1, PROPER))):
            break
        elif flags & (PROPER | NAME | LINK) or (flags & DEFINITE and b == a):
            b += 1
        else:
            break
    while b > a and words.has(b - 1, LINK):
        b -= 1
    return b


def coordinated(words: Words, known: list[tuple[int, int]], listed: dict[int, int]) -> list[tuple[int, int, str]]:
    """«القصرين وتيماء وأملج», «جدة، ينبع»: proper nouns joined to a place are places."""
    found = []
    for _, b in known:
        at = b
        while at < len(words) and words.sentence[at] == words.sentence[b - 1]:
            comma = words.types[at] in ("،", ",")
            k = at + comma
            if k >= len(words) or not words.is_word[k] or not (comma or words.types[k].startswith("و")):
                break
            joined = words.clitic[k] and words.types[k].startswith("و")
            flags = words.flags[k]
            if k in listed and (joined or comma) and not flags & (CUE | FUNCTION | STOP):
                found.append((k, k + listed[k], "coordinated"))
                at = k + listed[k]
                continue
            last = k + 1
            barred = flags & (NAME | STOP | FUNCTION | CUE | ROLE | ORG)
            if joined and last in listed and words.clitic[last] and words.types[last].startswith("و") and not barred:
                found.append((k, last, "coordinated"))  # «لحج وأبين وتعز»: between two places, a place
                at = last
                continue
            own = words.hosts[k].endswith("ها") and len(words.hosts[k]) > 6  # «واستحواذها»
            if not (joined or comma) or own or flags & (NAME | STOP | FUNCTION | CUE | ROLE | ORG | WEAK | VERB) or not flags & PROPER:
                break
            found.append((k, k + 1, "coordinated"))
            at = k + 1
    return found
