"""Noun phrases around a cue: where the source begins and ends, and whether it can speak at all."""

from __future__ import annotations

from functools import cache

from toolkit.arabic import fold
from toolkit.articles.date_names import hijri_names, month_names
from toolkit.attribution.lexicon import countries, inanimate, roles, source_heads
from toolkit.attribution.view import View
from toolkit.lexicons import table, word_list

PREPOSITIONS = frozenset(["في", "من", "عن", "الي", "علي", "مع", "عبر", "منذ", "حتي", "خلال", "حول", "بين", "ضد", "لدي", "دون", "عند", "ضمن"])
PLAIN_WORDS = frozenset(
    [
        "قد",
        "ان",
        "انه",
        "انها",
        "لم",
        "لن",
        "لا",
        "ما",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "ثم",
        "او",
        "بل",
        "لكن",
        "حيث",
        "اذ",
        "كما",
        "فيما",
        "بينما",
        "عندما",
        "حين",
        "اذا",
        "لو",
    ]
)
_COMMAS = frozenset("،,؛;-–—")
_RELATIVE = frozenset(["الذي", "التي", "الذين", "اللذان", "اللذين", "اللتان", "اللتين"])
DETERMINERS = frozenset(
    [
        "هذا",
        "هذه",
        "نفس",
        "ذات",
        "احد",
        "احدي",
        "كل",
        "هذان",
        "تلك",
        "ذلك",
        "بعض",
        "عدد",
        "العديد",
        "عديد",
        "جميع",
        "معظم",
        "اغلب",
        "كثير",
        "الكثير",
        "مجموعه",
        "مجموعة",
        "عدة",
    ]
)
# «الحركة المنضوية في إطار …»، «الإعلامي المنضم إلى …»: participles whose preposition belongs to them.
WITH_COMPLEMENT = frozenset(
    fold(front + stem + ending)
    for front in ("ال", "وال")
    for stem in "منضوي منضم منتمي منخرط منبثق مكلف متخصص مختص مقرب معني مشرف مسؤول مشارك منشق محسوب".split()
    for ending in ("", "ة", "ون", "ين", "ات")
)
# «ذكرت المنظمات | نقلا عن شهود», «أضاف العلي | دون الكشف عن …»: no part of who says it.
_ACCORDING = frozenset("نقلا وفق وفقا بحسب حسب طبقا دون رغم".split())
# Words of time and circumstance that have a complement: «ذكر بخصوص القضية، أن».
_WITH_NOUN = frozenset("خلال عقب بعد قبل اثر منذ عبر حول لدي بخصوص بشان بمناسبة بحضور ردا تعليقا اثناء بعيد قبيل طيلة غداة فضلا اضافة".split())
LONGEST = 28  # words of a source


@cache
def time_words() -> frozenset[str]:
    """Folded words that begin an expression of time or circumstance, months and their like."""
    months = {name.split()[0] for name in (*month_names(), *hijri_names()) if " " not in name and len(name) > 2}
    return word_list("time_words") | months


@cache
def venues() -> frozenset[str]:
    words = word_list("venues")
    return words | {"ال" + word for word in words}


@cache
def media() -> frozenset[str]:
    return frozenset(
        {"ل" + fold(word) for word in word_list("media_heads")}
        | {
            fold("لوسائل"),
            "لمراسل",
            "لمراسلة",
            "لمراسلتنا",
            "لمراسلنا",
            "للصحفيين",
            *("ل" + fold(name) for name in table("agencies")["name"] if " " not in name),
            "للصحافيين",
            "لبرنامج",
            "للصحافة",
        }
    )


def posted(word: str) -> bool:
    """Whether the folded title is an envoy's: «سفير … لدى»."""
    return word.removeprefix("ال") in ("سفير", "سفيرة", "مندوب", "مندوبة", "مبعوث", "ممثل", "ممثلة", "قنصل", "قائم")


def starts_adjunct(view: View, i: int, end: int) -> bool:
    """Whether a circumstance (when, where, on which occasion, to whom) begins at token i."""
    word = view.types[i]
    if i and word in PREPOSITIONS and view.types[i - 1] in WITH_COMPLEMENT:
        return False
    if word == "الجمعة" and i and view.types[i - 1] in ("خطيب", "امام", "صلاة", "خطبة"):
        return False
    if word in time_words() or word in media() or (word[:1] == "و" and word[1:] in ("ذلك",)):
        return True
    following = view.types[i + 1] if i + 1 < end else ""
    if word in ("في", "خلال", "ضمن", "عبر", "علي", "اثر", "من", "وفي"):
        if word == "علي":
            return following in (
                "هامش",
                "صفحته",
                "صفحتها",
                "حسابه",
                "حسابها",
                "لسان",
                "موقع",
                "تويتر",
                "موجات",
                "امواج",
                "اثر",
                "خلفيه",
                "هوامش",
                "موقعه",
                "موقعها",
                "اذاعة",
            )
        if word == "من":
            return following in ("خلال", "جهته", "جهتها", "جانبه", "جانبها", "جهة", "جهتهم", "ناحيته", "جديد", "ان", "انه")
        own = i + 1 < end and "+" in view.segments[i + 1] and following.endswith(("ه", "ها", "هم")) and view.pos[i + 1] == "NOUN"
        return word in ("خلال", "عبر", "اثر") or own or following in venues() or following.strip('«»"“”') in venues()
    return word in ("ل", "لـ") and following in ("«", '"', "“")


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
    from toolkit.attribution.lexicon import cue_forms

    cue = cue_forms().get(word)
    return cue is not None and cue.form == "participle"


def _cue_like(view: View, j: int, b: int) -> bool:
    from toolkit.attribution.lexicon import cue_forms

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


def head_at(view: View, a: int, b: int) -> int:
    """The token of a phrase's head noun: past «عدد من», «بعض», «هذه» and marks."""
    for i in range(a, min(a + 4, b)):
        word = view.types[i]
        if view.is_word[i] and word.removeprefix("و") not in DETERMINERS and word != "من":
            return i
    return a


def head(view: View, a: int) -> str:
    """The folded head noun of the phrase that begins at token a."""
    return view.types[head_at(view, a, len(view))]


def is_state(view: View, a: int) -> bool:
    """Whether a state's name begins at token a: «تونس», «كوريا الشمالية»."""
    first = view.types[a].removeprefix("ل") if view.types[a] not in countries() else view.types[a]
    return first in countries() or " ".join([first, *view.types[a + 1 : a + 2]]) in countries()


def can_speak(view: View, a: int, b: int, *, strict: bool = False) -> bool:
    """Whether the phrase can be a source. `strict` asks for evidence (a role, an organization, a document, a state)."""
    if is_state(view, a):
        return True
    word = head(view, a)
    bare = word[1:] if word[:1] == "و" and word not in source_heads() and word not in roles() else word
    if bare in roles() or bare in source_heads() or bare in countries() or bare.removeprefix("ل") in countries():
        return not (bare in source_heads() and source_heads()[bare] == "anonymous" and _resource(view, a, b))
    if bare in inanimate() or _is_said(bare) or (view.pos[head_at(view, a, b)] in _NO_HEAD and bare not in word_list("names")):
        return False
    if strict:
        titled = any(view.types[k] in roles() and not (k > a and _adjective(view, k)) for k in range(a, min(b, a + 6)))
        return (
            titled or bare.endswith(("ون", "يين", "يون")) or any(view.types[k] in word_list("names") - PREPOSITIONS for k in range(a, min(b, a + 2)))
        )
    return True


def _adjective(view: View, k: int) -> bool:
    """«الأهمية | الاقتصادية»: a title by its letters, an adjective by its place."""
    return view.types[k].endswith(("ي", "ية")) and view.pos[k - 1] == "NOUN" and view.types[k - 1].startswith("ال")


_NO_HEAD = frozenset({"PART", "PRON", "ADV", "CCONJ", "SCONJ", "ADP", "AUX"})


def _is_said(word: str) -> bool:
    """«مؤكدا», «تعقيبا», «قوله», «هذا التهديد»: what is said or done, not who says it."""
    from toolkit.attribution.lexicon import cue_forms

    cue = cue_forms().get(word)
    return cue is not None and cue.form in ("participle", "masdar")


def _resource(view: View, a: int, b: int) -> bool:
    """«مصادر تمويل»، «مصدر رزق»: a source of something, not somebody."""
    return a + 1 < len(view) and view.types[a + 1] in word_list("resource_nouns")


@cache
def person_plurals() -> frozenset[str]:
    """Folded sound plurals of roles and peoples' adjectives that stand in lists of heads."""
    words = {word + ending for word in word_list("roles") for ending in ("ون", "ين")}
    words -= roles()  # «أمين» is no plural of «أم»
    return frozenset(words | {"ال" + word for word in words} | {"لل" + word for word in words})
