"""Noun phrases around a cue: where the source begins and ends."""

from __future__ import annotations

from toolkit.attribution.circumstances import PREPOSITIONS, WITH_COMPLEMENT, posted, starts_adjunct, time_words
from toolkit.attribution.lexicon import countries, cue_forms, roles, source_heads
from toolkit.attribution.view import View
from toolkit.lexicons import word_list

PLAIN_WORDS = frozenset("قد ان انه انها لم لن لا ما هذا هذه ذلك تلك ثم او بل لكن حيث اذ كما فيما بينما عندما حين اذا لو".split())
_COMMAS = frozenset("،,؛;-–—")
_RELATIVE = frozenset(["الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين"])
# «ذكرت المنظمات | نقلا عن شهود», «أضاف العلي | دون الكشف عن …»: no part of who says it.
_ACCORDING = frozenset("نقلا وفق وفقا بحسب حسب طبقا دون رغم".split())
# Words of time and circumstance that have a complement: «ذكر بخصوص القضية، أن».
_WITH_NOUN = frozenset("خلال عقب بعد قبل اثر منذ عبر حول لدي بخصوص بشان بمناسبة بحضور ردا تعليقا اثناء بعيد قبيل طيلة غداة فضلا اضافة".split())
LONGEST = 28  # words of a source


def after_cue(view: View, a: int, b: int, *, at_once: bool = False) -> tuple[int, int] | None:
    """The source in the gap between a cue and its complement, tokens a … b-1, or None (the subject is dropped).

    `at_once`: the phrase begins at token a, whatever preposition is written on it (وفقا لـ…).
    """
    i = a if at_once else _skip_circumstance(view, a, b)
    if i is None or i >= b:
        return None
    j = i
    while j < b and j - i < LONGEST:
        word = view.types[j]
        if word in _COMMAS:
            if j + 1 >= b or not _apposition(view, j + 1, b):
                break
        elif (
            (j > i and starts_adjunct(view, j, b) and not (word == "لدي" and any(posted(view.types[k]) for k in range(i, j))))
            or (j > i and word in _RELATIVE and _cue_like(view, j, b))
            or (j > i and word in ("ومقره", "ومقرها", "بان"))
            or (j > i and word in ("علي", "الي") and view.types[j - 1] not in WITH_COMPLEMENT)
            or (j > i and word in _ACCORDING)
            or (j > i and _addressed(view, i, j))
            or (j > i and _leaves_name(view, i, j))
            or (j > i and _past_name(view, j))
            or (j > i and j in view.opened and view.types[j - 1] in countries())  # «بحسب موسكو | “اهتماما كبيرا” …»
            or (j > i and _from_where(view, i, j, b))
            or word in (":", "؛")
            or (j > i and word in ("قد", "لم", "لن", "حيث", "بينما", "فيما", "عندما", "كما"))
        ):
            break
        j += 1
    i, j = view.trim(i, j)
    while j > i + 1 and (view.types[j - 1] in PREPOSITIONS or view.types[j - 1] in _RELATIVE):
        i, j = view.trim(i, j - 1)
    return (i, j) if j > i and nominal(view, i) and any(view.is_word[i:j]) else None


def _leaves_name(view: View, i: int, j: int) -> bool:
    """«الحبيب الصيد | لفائدة …», «الوزارة | في …»: a preposition after a name or after one definite noun."""
    before = view.types[j - 1]
    named = view.pos[j - 1] == "PROPN" or before in word_list("names")
    if view.segments[j].startswith(("ل+", "ب+")):
        return named and not before.startswith("ال")
    return view.types[j] == "في" and j == i + 1 and view.types[i].startswith("ال") and view.types[i] not in roles()


def _past_name(view: View, j: int) -> bool:
    """«جدد إردوغان | تأكيده», «أعلن سالم العلي | قرارا»: after a person's name a word that is neither title, relative nor mark."""
    word = view.types[j]
    return view.name_before(j) == "PER" and view.is_word[j] and word not in roles() and word not in _RELATIVE and j not in view.names and word != "و"


def _from_where(view: View, i: int, j: int, b: int) -> bool:
    """«أعلن التحالف الدولي | من واشنطن أن»: where it was said, after a definite phrase; «مسؤولون من ليبيا» stays whole."""
    definite = view.types[i].startswith("ال") and view.types[j - 1].startswith("ال")
    return definite and view.types[j] == "من" and j + 1 < b and view.pos[j + 1] == "PROPN"


def _addressed(view: View, i: int, j: int) -> bool:
    """«مصدر أمني لـ…», «الحكومة للشركات»: to whom it was said, after a source that needs no complement."""
    if not view.segments[j].startswith("ل+") or view.types[j - 1] in ("العام", "الرسمي", "العامة", "التابع", "التابعة", "الاعلي", "الاول"):
        return False
    first = source_heads().get(view.types[i])
    return first == "anonymous" or (first == "organization" and j == i + 1 and view.types[i].startswith("ال"))


def _skip_circumstance(view: View, a: int, b: int) -> int | None:
    """The first token of a possible subject after leading adverbs and prepositional phrases."""
    i = a
    while i < b and (view.types[i] in _COMMAS or view.types[i] in ("(",)):
        i += 1
    while i < b:
        word = view.types[i]
        if view.is_word[i] and (word in time_words() or word[:1].isdigit()) and word not in _WITH_NOUN:
            i += 1
        elif word in ("ل", "لـ") and i + 1 in view.opened and view.quotations[view.opened[i + 1]].words() <= 4:
            i = view.quotations[view.opened[i + 1]].close + 1  # «ذكر لـ«الوطن» رئيس اللجنة أن»
        elif word in PREPOSITIONS or starts_adjunct(view, i, b) or _prefixed(view, i) or (view.pos[i] == "ADP" and word != "احد"):
            comma = next((k for k in range(i, b) if view.types[k] in _COMMAS), None)
            if comma is None:
                return _subject_after_phrase(view, i, b)
            i = comma + 1
        else:
            return i
    return None


def _subject_after_phrase(view: View, i: int, b: int) -> int | None:
    """«قال في تصريح اليوم وزير الصحة إن»: a role or organization that follows a circumstance without a comma."""
    for k in range(i + 2, b):
        word = view.types[k]
        if (word in roles() or (source_heads().get(word) in ("organization", "anonymous") and not word.startswith("ال"))) and (
            view.types[k - 1] in time_words() or view.types[k - 1] in ("له", "لها", "لهم")
        ):
            return k
    return None


def _prefixed(view: View, i: int) -> bool:
    first = view.segments[i].split("+", 1)[0] if "+" in view.segments[i] else ""
    return first in ("ب", "ل") or view.types[i] in ("له", "لها", "لهم", "به", "بها")


def _apposition(view: View, i: int, b: int) -> bool:
    """After a comma: a title or a name that still belongs to the source, not a circumstance or a new clause."""
    if i >= b or starts_adjunct(view, i, b) or view.types[i] in PREPOSITIONS or _prefixed(view, i):
        return False
    if view.types[i] in ("وهو", "وهي"):
        return True
    word = view.types[i]
    if "+" in view.segments[i] and word.endswith(("ه", "ها", "هم")) and word not in roles() and word not in ("نظيره", "نظيرها"):
        return False  # «، تمسكها بـ…» is an object
    return view.is_word[i] and word not in PLAIN_WORDS and not _is_participle(word)


def _is_participle(word: str) -> bool:
    cue = cue_forms().get(word)
    return cue is not None and cue.form == "participle"


def _cue_like(view: View, j: int, b: int) -> bool:
    return any(view.types[k] in cue_forms() for k in range(j + 1, min(j + 3, b)))


def nominal(view: View, i: int) -> bool:
    """Whether a noun phrase can begin at token i."""
    word = view.types[i]
    if not view.is_word[i]:
        return word in ("«", '"', "“", "(")
    if word in ("هذا", "هذه", "هؤلاء"):
        return True
    return word not in PLAIN_WORDS and word not in PREPOSITIONS and not word[:1].isdigit()


_CLAUSE_OPENERS = frozenset(
    "كان كانت وكان وكانت كانوا وهو وهي هو هي وهم فيما بينما وفيما وبينما لكن ولكن لكنه لكنها لكنهم لكنهما ولكنه ولكنها ولكنهم ان بان انه انها فان وان فانه كما حيث اما واما غير الا قد فقد وقد ثم : ؛ ؟ ! . …".split()
)


def before_cue(view: View, i: int, least: int) -> tuple[int, int] | None:
    """The subject that stands before its verb at token i (SVO, or كان X قد …); looks back no further than `least`."""
    stop = i
    while stop > least and view.types[stop - 1] in ("قد", "،", ",", "فقد"):
        stop -= 1
    a = stop
    while a > least and stop - a < LONGEST:
        word = view.types[a - 1]
        if word in _CLAUSE_OPENERS or (word in _COMMAS and not _apposition(view, a, stop)):
            break
        if view.pos[a - 1] == "VERB" and not word.startswith("ال") and word not in roles() and word not in word_list("names"):
            break  # another clause
        a -= 1
    if stop > a and view.types[stop - 1] in ("عندما", "حين", "حينما", "بعدما", "لما"):
        return None  # «ارتكب "خطأ" عندما كشف عن …»: the verb opens its clause
    if stop - a > 2 and view.types[stop - 2] == "من" and view.types[stop - 1] in ("جهته", "جهتها", "جانبه", "جانبها"):
        stop -= 2  # «العلي | من جهته قال»
    a, stop = view.trim(a, stop)
    while a < stop and (view.types[a] in time_words() or view.types[a] == "و"):
        a += 1
    if a >= stop:
        return None
    if view.types[a].removeprefix("و") in ("هذا", "هذه", "هؤلاء", "تلك"):
        return a, stop
    phrase = nominal(view, a) and not _prefixed(view, a) and not view.segments[a].startswith(("و+ب+", "و+ل+", "ف+ب+", "و+ك+"))
    return (a, stop) if phrase and view.pos[a] not in ("ADP", "ADV", "PRON") and view.types[a] not in ("وحول", "وعن", "وفي") else None


def second_noun(view: View, a: int, b: int) -> int | None:
    """«ثمن البيان | الجهد الشعبي», «وصف بيان الوزارة | الحكم»: where a definite noun follows a definite noun, of which it is no adjective."""
    for k in range(a + 1, b):
        word = view.types[k]
        before = view.types[k - 1]
        # after «حكومات غربية», indefinite with its adjective, a definite noun is another one as well
        own = view.pos[k - 1] == "NOUN" if before.startswith("ال") else view.pos[k - 1] == "ADJ" and k > a + 1
        if word.startswith("ال") and view.pos[k] == "NOUN" and own and not word.endswith(("ي", "ية", "يون", "يين")):
            if word not in roles() and word not in word_list("names"):
                return k
    return None
