"""The fullest mention: the longest phrase of an article that names the same speaker."""

from __future__ import annotations

from bisect import bisect_right

from toolkit.attribution.chunks import chunk_end, is_name, name_end, name_like, names
from toolkit.attribution.lexicon import countries, roles, source_heads
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View
from toolkit.words.lattice import frequencies

RARE = 300  # occurrences in the shipped word list below which a word after a name is a name
GENERIC = frozenset(
    ["نفس", "ذات", "المصدر", "المصادر", "ذاته", "ذاتها", "نفسه", "نفسها", "عينه", "هذا", "هذه", "المذكور", "المذكوره", "المذكورة", "السابق", "الحالي"]
)


def pool_of(view: View, found: list[Relation]) -> list[tuple[int, int]]:
    """Phrases that may name a speaker in full, each wording once: all sources, and every role with the name after it."""
    starts = sorted(
        {r.content[0] for r in found if r.content and r.frame in ("clause", "preposition", "object") and view.types[r.content[0]] not in roles()}
    )
    phrases_ = []
    for a, b in _phrases(view, found):  # «طالب خبير اقتصادي | بضرورة …»: what is said is no part of who says it
        at = bisect_right(starts, a)
        phrases_.append((a, min(b, starts[at]) if at < len(starts) else b))
    return list({tuple(plain_words(view, span)): span for span in reversed(phrases_)}.values())[::-1]


def _phrases(view: View, found: list[Relation]) -> list[tuple[int, int]]:
    pool = [_core(view, span) if not _apposed(view, span) else span for r in found for span in (r.source, r.antecedent) if span]
    size = len(view)
    verbs = {r.at for r in found}
    pool += _titled_names(view, verbs)
    for i in range(size):
        word = view.types[i]
        if i in verbs and word in roles():
            continue  # «طالب خبير بضرورة …»: the verb, not the student
        known = source_heads().get(word)
        if word in roles() or known in ("organization", "anonymous") or (known in ("document", "group") and not word.startswith("ال")):
            end = chunk_end(view, i, size)
            if end - i > 1:
                pool.append((i, end))
            # «رئيس الهيئة، سالم العلي»: the name after a comma, if it is a name by itself
            if end + 2 < size and view.types[end] in ("،", ",") and word in roles():
                name = name_end(view, end + 1, size)
                if name - end > 2 and is_name(view, end + 1):
                    pool.append((i, name))
                elif view.types[end + 1] in roles() and view.types[end + 1].startswith("ال") and is_name(view, end + 2):
                    pool.append((i, chunk_end(view, end + 1, size)))  # «مدير الجامعة، الدكتور سالم العلي»
        elif word not in countries() and (word in names() or view.pos[i] == "PROPN") and (i == 0 or not name_like(view, i - 1)):
            end = name_end(view, i, size)
            if end - i > 1:
                pool.append((i, end))
                # «سمير الورغي المتحدث الرسمي للهيئة», «سالم بن جابر، أمين عام …»: the title after the name
                title = end + (end < size and view.types[end] in ("،", ","))
                if title < size and view.types[title] in roles() and view.sentence[title] == view.sentence[i]:
                    pool.append((i, chunk_end(view, title, size)))
    return pool


def _titled_names(view: View, verbs: set[int]) -> list[tuple[int, int]]:
    """«المفوض العام لوكالة الغوث (الأونروا)، فيليب لازاريني»: each person's name with the title before or after it."""
    phrases_ = []
    for a, (b, kind) in view.names.items():
        if kind != "PER":
            continue
        first = None
        for k in range(a - 1, max(a - REACH, view.sentence_start(a) - 1, -1), -1):
            if k in verbs or view.pos[k] == "VERB" or view.types[k] in _APART or (view.types[k] in ("،", ",") and k < a - 1):
                break
            if view.name_before(k + 1) == "PER":
                break
            if view.types[k] in roles() and not view.segments[k].startswith(("ل+", "ب+")):
                first = k
        if first is not None:
            phrases_.append((first, b))
        title = b + (b < len(view) and view.types[b] in ("،", ","))
        if title < len(view) and view.types[title] in roles() and view.sentence[title] == view.sentence[a]:
            phrases_.append((a, chunk_end(view, title, len(view))))
    return phrases_


REACH = 18  # words of a title
_APART = frozenset(". : ؛ ؟ ! … ان أن التي الذي الذين حيث كما بينما لكن مع عن من خلال بعد قبل".split())
_STATES = frozenset(["سلطنة", "دولة", "مملكة", "جمهورية"])  # «سفير (سلطنة) عمان»
HONORIFICS = frozenset("سعادته معاليه سموه فضيلته جلالته فخامته سيادته معاليها سعادتها سموها سيادتها دولته".split())
_SYNONYMS = {"ناطق": "متحدث", "الناطق": "المتحدث", "ناطقة": "متحدثة", "الناطقة": "المتحدثة"}


def plain_words(view: View, span: tuple[int, int]) -> list[str]:
    """The words of a phrase as they are compared: without marks and conjunctions, عبد joined to its complement."""
    words: list[str] = []
    for i in range(*span):
        if not view.is_word[i] or view.types[i] == "و":
            continue
        word, segments = view.types[i], view.segments[i].split("+")
        if len(segments) > 1 and (segments[0] == "و" or (i == span[0] and segments[0] in ("ل", "ب", "ف"))):
            word = word[1:]
            if segments[0] == "ل" and word.startswith("ل") and len(word) > 3:
                word = "ا" + word
        word = _SYNONYMS.get(word, word)
        if words and words[-1] in ("عبد", "ابو"):
            words[-1] += word
        else:
            words.append(word)
    return words


def _apposed(view: View, span: tuple[int, int]) -> bool:
    """«رئيس الهيئة، سالم العلي»: a comma joins title and name."""
    end = _core(view, span)[1]
    return end < span[1] and view.types[end] in ("،", ",")


def _core(view: View, span: tuple[int, int]) -> tuple[int, int]:
    """The phrase up to a relative clause, a comma or a preposition: what names, without what describes."""
    a, b = span
    for k in range(a + 1, b):
        if view.types[k] in ("التي", "الذي", "الذين", "،", ",", "وهو", "وهي", "عن", "من", "الي", "خلال", "في") and not (
            view.types[k] in ("في", "عن") and view.types[a] in roles()
        ):
            return a, k
    return span


def _runs_on(own: list[str], words: list[str]) -> bool:
    """A person's longer form may add words before the shared last name, not run on past it («سالم العلي | تبني وثيقة …»)."""
    if source_heads().get(own[0]) or own[0] in roles() or own[-1] not in words:
        return False
    after = words[words.index(own[-1]) + 1 :]
    if after and len(own) == 1 and frequencies().get(after[0], 0) < RARE:
        return False  # a further family name
    return bool(after) and after[0] not in roles() and not after[0].startswith("ال") and after[0] not in names()


def fullest(view: View, span: tuple[int, int], pool: list[tuple[int, int]]) -> tuple[int, int]:
    """The longest phrase of the article that names the same: «العلي» → «وزير الصناعة سالم العلي», «الوزارة» → «وزارة …»."""
    whole = len(plain_words(view, span))
    begin, end = _core(view, span)
    end = next((k for k in range(begin + 1, end) if view.types[k] == "("), end)  # «رئيس الحملة (المتخصصة بـ…)»
    own = [word for n, word in enumerate(plain_words(view, (begin, end))) if word not in GENERIC and (n == 0 or word not in _STATES)]
    if not own or len(own) > 12:
        return span
    best, best_words, best_named = span, len(own), False
    titled = own[0] in roles() and not own[0].startswith("ال") and not _apposed(view, span) and not any(is_name(view, k) for k in range(begin, end))
    if _apposed(view, span):
        best_words = whole  # title and name in apposition: the phrase itself is full already
    for other in pool:
        words = plain_words(view, other)
        if _thing(view, other[0]) and view.pos[span[0]] in ("PROPN", None):
            continue  # «العلي» is not «الفارق بينه وبين العلي»
        if not words:
            continue
        person = any(view.types[k] in names() for k in range(*other))
        if own[0] in roles() and not person and source_heads().get(words[0]) == "organization" and words[0] not in roles():
            continue  # «رئيس المؤسسة …» is not «المكتب المديري للمؤسسة …»
        if len(own) > 7 and not set(own) <= set(words):
            continue
        if len(words) <= 16 and other != span and _same(own, words) and not _runs_on(own, words):
            named = titled and words[0].removeprefix("ال") == own[0].removeprefix("ال") and _named(view, other)
            # «رئيس الحملة سالم العلي» before «رئيس الحملة التابعة لوزارة الشؤون الاجتماعية»
            if (named and not best_named) or (named >= best_named and len(words) > best_words):
                best, best_words, best_named = other, len(words), named
    return best


def _named(view: View, span: tuple[int, int]) -> bool:
    """Whether a personal name of two words or more ends the phrase."""
    return any(is_name(view, k) and view.types[k] not in countries() and name_end(view, k, span[1]) - k > 1 for k in range(*span))


def _thing(view: View, a: int) -> bool:
    word = view.types[a]
    return view.pos[a] == "NOUN" and word not in roles() and word not in names() and word not in source_heads()


def _forms(word: str) -> set[str]:
    """«للحلف», «لحلف», «الحلف»: a word with and without the article and ل."""
    return {word, word.removeprefix("ال"), word.removeprefix("لل"), word[1:] if word.startswith("ل") and len(word) > 3 else word}


def _same(own: list[str], words: list[str]) -> bool:
    heads, first, last, rest = source_heads(), own[0], own[-1], set(own)
    bare = first.removeprefix("ال")
    is_role, kind = first in roles(), heads.get(first)
    head = words[0].removeprefix("ال")
    if (is_role or kind) and first.startswith("ال"):
        # «الوزارة» → «وزارة الصحة», «الوزير السعودي» → «وزير الخارجية السعودي فلان»
        if head == bare and all(_forms(word) & {form for other in words for form in _forms(other)} for word in rest - {first}):
            return True
        if is_role and len(own) == 1:
            return len(words) > 2 and words[-1] == first  # a surname that is also a trade: «الطبيب»
        return is_role and last in words[1:] and last not in roles() and not last.endswith(("ي", "ية")) and head in roles()
    if kind in ("organization", "document", "group", "anonymous") and not is_role:
        return head == bare and len(own) > 1 and (rest <= set(words) or len(rest & set(words)) >= max(2, len(rest) - 1))
    if len(own) > 1 and first.startswith("ال") and not kind and words[0] in roles() and words[1 : 1 + len(own)] == own and last not in names():
        return False  # «المرصد العربي للحقوق» is not «مدير المرصد العربي للحقوق سالم العلي»
    if words[0] in roles() and not is_role and any(word.startswith("لل") for word in own):
        return False  # «الضفاف للكهرباء» is not «رئيس شركة الضفاف للكهرباء»
    if rest <= set(words):
        return True
    if len(own) == 1 and len(words) > 1 and words[-1] == "ال" + first and not is_role and not kind:
        return True  # «توقع مرواني» → «الوالي، سالم المرواني»
    # a person: the last name is shared, and nothing contradicts the first
    if last in words[1:] and last not in heads and last not in roles():
        return len(own) == 1 or len(rest & set(words)) >= 2
    return False
