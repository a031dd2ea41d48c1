"""Persons: after a title, by a list of names, as the subject of a verb of saying; then by last name alone."""

from __future__ import annotations

from toolkit.entities.words import (
    ADJ,
    AREA,
    CUE,
    DEFINITE,
    DEFNAME,
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
from toolkit.words.lattice import frequencies

LONGEST = 6
FAMILY_COUNT = 1500  # occurrences in the shipped word list (10 M words) from which a definite word is a common noun
_TITLE_REACH = 12  # words between a title and the name
_NO_SURNAME = frozenset("الله الدين العام الاول الثاني الاسلام الرحمن العزيز الكريم".split())


def name_part(words: Words, i: int, first: bool) -> bool:
    """Whether token i can stand in a person's name (`first`: at its head)."""
    if not words.is_word[i] or (words.clitic[i] and not first):
        return False
    flags = words.flags[i]
    if flags & (DIRECTION | STATE):  # directions and countries stand beside names: «شرقي تركيا», «حرب العراق»
        return False
    if flags & LINK or (flags & NAME and not flags & STOP):
        return True
    if flags & ROLE and not first and not flags & DEFINITE and words.has(i - 1, NAME) and _family(words, i + 1) and not words.has(i + 1, NATION):
        return True  # «سالم قائد المرواني»
    if not first and words.has(i - 1, LINK) and not flags & (STOP | FUNCTION):
        return True  # whatever follows بن or عبد
    if flags & DEFINITE and not first:
        return not flags & (STOP | FUNCTION | ORG | AREA) and len(words.hosts[i]) > 4 and not (flags & ROLE and _titled(words, i))
    if flags & (STOP | FUNCTION | CUE | ROLE | ORG | WEAK | SITE) or words.types[i][:1].isdigit() or words.types[i].isascii():
        return False
    if flags & DEFINITE:
        return bool(flags & DEFNAME)
    return bool(flags & PROPER) and len(words.hosts[i]) > 2


def _tribe(words: Words, i: int) -> bool:
    """«سالم المرواني | الزيدي | أن»: a second family name in ـي at the phrase's end."""
    other = ROLE | ORG | WEAK | NATION | STOP | FUNCTION | AREA
    return (
        i < len(words) and words.has(i, DEFINITE) and words.hosts[i].endswith("ي") and not words.flags[i] & other and not words.clitic[i]
        and rare(words.hosts[i]) and words.sentence[i] == words.sentence[i - 1] and _boundary(words, i + 1)
    )  # fmt: skip


def _titled(words: Words, i: int) -> bool:
    """«سالم بن علي | الرئيس العام», «محمد | المسؤول في»: a title after the name; «سالم الطبيب،» is a surname."""
    if i + 1 >= len(words) or words.has(i, NAME):
        return False
    if (
        i > 1
        and words.has(i - 1, NAME | PROPER)
        and words.has(i - 2, NAME)
        and words.has(i + 1, NAME)
        and i + 2 < len(words)
        and words.has(i + 2, NAME | LINK)
    ):
        return True  # «دعت منى سالم | الإعلامي كريم بن صالح»: the title of the next person
    own = words.has(i + 1, ADJ) and words.has(i + 1, DEFINITE) and not words.has(i + 1, ROLE)
    return own or words.types[i + 1] == "في" or words.types[i + 1].startswith("لل")


def name_end(words: Words, a: int) -> int:
    """One past the name that begins at token a (a if none does).

    Names run on through بن and عبد; a definite word after at least one other is a family name, and the last.
    """
    size, b = len(words), a
    while b < size and b - a < LONGEST + 4 and words.sentence[b] == words.sentence[a] and name_part(words, b, b == a):
        definite = words.has(b, DEFINITE) and not words.has(b, LINK)
        linked = b > a and words.has(b - 1, LINK)
        if words.hosts[b] == "المبارك" and words.hosts[b - 1] in ("رمضان", "الفطر", "الاضحي", "شهر", "الشهر"):
            break
        if b - a >= LONGEST and not linked:
            break
        if (
            definite
            and not linked
            and not words.has(b, NAME | PROPER)
            and b > a
            and not words.has(b - 1, NAME | PROPER | LINK | ROLE)
            and not (b >= 2 and words.has(b - 2, LINK))
        ):
            break
        b += 1
        if definite and not linked and b - a >= 2 and not (b < size and words.has(b, LINK)) and not _tribe(words, b):
            break
    while b > a and words.has(b - 1, LINK):
        b -= 1
    return b


def _named(words: Words, a: int, b: int) -> int:
    """How many of the words are known names or proper nouns, or stand behind بن."""
    return sum(1 for k in range(a, b) if words.flags[k] & (NAME | PROPER) or (k > a and words.has(k - 1, LINK)))


def _boundary(words: Words, i: int) -> bool:
    """Whether a phrase must end before token i: a mark, a function word, a verb of saying, a title, the sentence's end."""
    return i >= len(words) or not words.is_word[i] or bool(words.flags[i] & (FUNCTION | CUE | ROLE | STOP)) or words.clitic[i]


def _plain(words: Words, i: int) -> bool:
    """An indefinite noun that nothing else claims."""
    taken = FUNCTION | CUE | VERB | ORG | WEAK | AREA | SITE | STOP | ROLE | DEFINITE
    return (
        i < len(words)
        and words.is_word[i]
        and not words.clitic[i]
        and not words.flags[i] & taken
        and not words.types[i][:1].isdigit()
        and len(words.hosts[i]) > 2
        and not _accusative(words.hosts[i])
    )


def _accusative(word: str) -> bool:
    """«دفعا»: a common noun with the ـا of tanwin, known to plain text without it."""
    return len(word) > 3 and word.endswith("ا") and frequencies().get(word[:-1], 0) > frequencies().get(word, 0)


def after_titles(words: Words, covered: set[int]) -> list[tuple[int, int, str]]:
    """«وزير الصحة | سعيد العايدي», «الدكتور | محمد بن إبراهيم»: (start, end, rule).

    `covered`: tokens of listed places and organizations, which belong to the title. A title with the article is closed:
    an indefinite noun after it can only be the name.
    """
    found, i, size = [], 0, len(words)
    while i < size:
        if not words.has(i, ROLE):
            i += 1
            continue
        j, closed = i + 1, words.has(i, DEFINITE)
        if j < size and words.has(j, NATION) and (words.has(j, DEFINITE) == closed) and (not closed or _begins(words, j + 1)):
            j += 1  # «مسؤول تركي», «الشاعر المغربي | المهدي …»: of which country
        while j < size and j - i < _TITLE_REACH and words.sentence[j] == words.sentence[i] and words.is_word[j]:
            flags = words.flags[j]
            if j in covered and not (j == i + 1 and flags & NAME):
                closed = True
            elif flags & AREA:  # «أمير منطقة مكة …»: the area's name is no person's
                while j + 1 < size and words.has(j + 1, PROPER) and not words.flags[j + 1] & (NAME | LINK):
                    j += 1
                closed = True
            elif (
                (flags & (NAME | LINK | PROPER) and not flags & STOP and not words.clitic[j] and (not flags & DEFINITE or flags & NAME))
                or (
                    flags & DEFNAME
                    and j > i + 1
                    and j + 1 < size
                    and words.has(j + 1, DEFINITE if flags & NATION else DEFINITE | NAME)
                    and not words.clitic[j]
                )
                or (closed and _plain(words, j) and (_boundary(words, j + 2) or words.has(j + 1, NAME | LINK)) and not _boundary(words, j + 1))
                or (flags & ADJ and flags & DEFINITE and closed and not words.hosts[j].endswith(("ي", "ية")) and _family(words, j + 1))
                or (flags & (FUNCTION | CUE | VERB | STOP) and not words.clitic[j])
            ):
                break
            else:
                closed |= bool(flags & DEFINITE)
            j += 1
        b = _title_name(words, i, j, closed)
        if b == j and (told := _after_comma(words, i, j)):
            j, b = told
        if b > j:
            found.append((j, b, "title+name"))
            i = b
        else:
            i += 1
    return found


def _begins(words: Words, i: int) -> bool:
    """Whether a name may begin at token i."""
    return i < len(words) and bool(words.flags[i] & (NAME | PROPER | LINK | DEFNAME)) and not words.clitic[i]


def _after_comma(words: Words, i: int, j: int) -> tuple[int, int] | None:
    """«وزيرة المرأة والأسرة، | نزيهة العبيدي | إن»: two words between a title's comma and the end of the phrase."""
    at = next((k for k in range(i + 1, min(j + 1, len(words) - 2)) if words.types[k] in ("،", ",")), None)
    if at is None or words.sentence[at + 2] != words.sentence[i] or words.clitic[at + 1] or words.clitic[at + 2]:
        return None
    first, last = words.flags[at + 1], words.flags[at + 2]
    taken = FUNCTION | CUE | ORG | WEAK | AREA | SITE | STOP | ROLE | NATION
    if first & (taken | DEFINITE) or last & taken or not words.is_word[at + 1] or not words.is_word[at + 2] or _accusative(words.hosts[at + 1]):
        return None
    surname = rare(words.hosts[at + 2]) if last & DEFINITE else bool(last & (NAME | PROPER) or first & (NAME | PROPER))
    return (at + 1, at + 3) if surname and _boundary(words, at + 3) and len(words.hosts[at + 1]) > 2 else None


def _family(words: Words, i: int) -> bool:
    """A definite noun that is no adjective, with the phrase's end behind it: «الحبيب | الصيد | إن»."""
    return (
        i < len(words)
        and words.has(i, DEFINITE)
        and rare(words.hosts[i])
        and not words.has(i, ADJ | ROLE | ORG | STOP)
        and not words.clitic[i]
        and _boundary(words, i + 1)
    )


def _title_name(words: Words, i: int, j: int, closed: bool) -> int:
    """One past the name at token j behind the title at token i, or j."""
    size = len(words)
    if j >= size or not words.is_word[j] or words.sentence[j] != words.sentence[i] or words.clitic[j]:
        return j
    b = name_end(words, j)
    known = _named(words, j, b)
    if b - j >= 2 and known >= 1:
        return b
    if b - j == 1 and known and _plain(words, b) and _boundary(words, b + 1):
        return b + 1  # «صالح قدح»: a known name and one that is not
    if b - j == 1 and known and j == i + 1 and not words.has(j, DEFINITE) and len(words.hosts[j]) > 2:
        return b
    if closed and b == j and _plain(words, j) and not _boundary(words, j + 1):
        end = j + 2 if not words.has(j + 1, LINK) else name_end(words, j + 1)
        common = frequencies().get(words.hosts[j], 0) > FAMILY_COUNT  # «رؤساء دوائر المحاسبة»
        sure = words.flags[j + 1] & (NAME | PROPER | LINK | DEFNAME) or (not common and (words.has(j + 1, DEFINITE) and rare(words.hosts[j + 1])))
        return end if sure and _boundary(words, end) and not words.has(j + 1, VERB | STOP) else j
    if words.has(j, DEFINITE) and _family(words, j + 1):
        return j + 2
    return j


def with_fathers(words: Words, a: int) -> int:
    """Where a name that was found from token a on begins: «| ضاري بن سالم بن علي», found from سالم or from بن on."""
    while a and (at := a - (words.hosts[a] not in ("بن", "بنت"))) > 0 and words.hosts[at] in ("بن", "بنت"):
        k = at - 1
        if words.sentence[k] != words.sentence[a] or not words.is_word[k] or words.flags[k] & (FUNCTION | CUE | ROLE | STOP | DEFINITE):
            break
        a = k
    return a


def rare(word: str) -> bool:
    """Whether a definite word is seldom met in news: a family name rather than «الأراضي»."""
    return frequencies().get(word, 0) < FAMILY_COUNT


def _told(words: Words, a: int, b: int) -> bool:
    """Whether the place of the phrase speaks for a person: after a verb of saying or a comma, before one, a title or أن."""
    before = words.flags[a - 1] if a and words.sentence[a - 1] == words.sentence[a] else CUE
    after = b + (b < len(words) and words.types[b] in ("،", ","))
    return bool(before & CUE) or (after < len(words) and (words.has(after, ROLE | CUE) or words.types[after] in ("ان", "انه", "انها")))


def by_lists(words: Words) -> list[tuple[int, int, str]]:
    """Two names in a row, or a chain with بن: «محمد المسعودي», «فهد بن سلطان»."""
    found, i, size = [], 0, len(words)
    while i < size - 1:
        flags = words.flags[i]
        if flags & (NAME | LINK) and not flags & (STOP | FUNCTION) and words.is_word[i] and name_part(words, i, True):
            b = name_end(words, i)
            known = _named(words, i, b)
            chain = any(words.hosts[k] in ("بن", "بنت", "ابن", "ال", "آل") for k in range(i + 1, b))
            verbal = flags & VERB and not words.flags[i + 1] & (NAME | PROPER)
            family = (
                known == 1
                and words.has(b - 1, DEFINITE)
                and (flags & PROPER or _told(words, i, b))
                and not words.has(b - 1, NATION)
                and (words.has(b - 1, DEFNAME) or rare(words.hosts[b - 1]))
            )
            if b - i == 1 and flags & NAME and _plain(words, b) and _boundary(words, b + 1) and _told(words, i, b + 1) and not flags & (VERB | ADJ):
                found.append((i, b + 1, "name-list"))
                i = b + 1
                continue
            if words.hosts[i] == "عبد" and b - i == 2 and words.has(i + 1, DEFINITE):
                b += _plain(words, b) and _boundary(words, b + 1)  # «وعبد الكريم سنوسي عن النقابة»: عبد needs no other sign
                known, verbal = known + 1, False
            if b - i >= 2 and not verbal and (chain or known >= 2 or family):
                found.append((i, b, "name-list"))
                i = b
                continue
        i += 1
    return found


def proper_runs(words: Words) -> list[tuple[int, int, str]]:
    """Two or more unknown or proper words in a row before a verb of saying, after one, or before «، رئيس …»."""
    found, i, size = [], 0, len(words)
    while i < size:
        if i and words.has(i - 1, CUE) and _surname(words, i):
            found.append((i, i + 1, "speaker"))
        elif words.has(i, PROPER) and not words.has(i, STOP | DEFINITE) and name_part(words, i, True):
            b = name_end(words, i)
            before = words.flags[i - 1] if i else 0
            after = b + (b < size and words.types[b] in ("،", ","))
            title = after < size and words.has(after, ROLE)
            if b - i >= 2 and (before & CUE or title or _named(words, i, b) == b - i):
                found.append((i, b, "speaker" if before & CUE else "apposition" if title else "proper-run"))
            elif b - i == 1 and (before & CUE) and not words.clitic[i] and not words.has(i, VERB):
                found.append((i, b, "speaker"))
            i = max(b, i + 1)
            continue
        i += 1
    return found


SELDOM = 150  # occurrences below which a definite relational adjective after a verb of saying is a surname


def _surname(words: Words, i: int) -> bool:
    """«وقال | الفطحلي | في …»: a definite word in ـي that news hardly knows."""
    other = ROLE | ORG | WEAK | NATION | STOP | FUNCTION | AREA | SITE
    return (
        words.has(i, DEFINITE) and words.hosts[i].endswith("ي") and not words.flags[i] & other and not words.clitic[i]
        and words.sentence[i] == words.sentence[i - 1] and frequencies().get(words.hosts[i], 0) < SELDOM and _boundary(words, i + 1)
    )  # fmt: skip


def last_names(words: Words, names: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Further occurrences of the last (or only foreign first) word of full names found in the article."""
    surnames: dict[str, tuple[int, int]] = {}
    for a, b in names:
        if b - a >= 2:
            surnames.setdefault(words.hosts[b - 1], (a, b))
            if words.has(b - 2, LINK) and b - a >= 3:
                surnames.setdefault(f"{words.hosts[b - 2]} {words.hosts[b - 1]}", (a, b))
        elif not words.has(a, DEFINITE):
            surnames.setdefault(words.hosts[a], (a, b))
    surnames = {word: span for word, span in surnames.items() if len(word) > 2 and word not in _NO_SURNAME}
    found = []
    for i, word in enumerate(words.hosts):
        two = f"{words.hosts[i - 1]} {word}" if i else ""
        if two in surnames and words.has(i - 1, LINK):
            found.append((i - 1, i + 1, "last-name"))
        elif word in surnames and words.is_word[i] and not words.has(i, FUNCTION | ROLE | STOP) and not (i and words.hosts[i - 1] == "شهر"):
            found.append((i, i + 1, "last-name"))  # «الفنان سامي رمضان … في شهر رمضان»: the month is not he
    return found
