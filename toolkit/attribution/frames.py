"""What follows a cue: its complement (أن، إن، a colon, a quotation, قائلا، its own preposition, an object)."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.attribution.lexicon import PREPOSITIONS, Cue, complement_words, cue_forms
from toolkit.attribution.objects import verbal_noun
from toolkit.attribution.view import THAT_NOT, View
from toolkit.lexicons import word_list

REACH = 60  # tokens between a cue and its complement
PRONOUNS = ("", "ه", "ها", "هم", "هما", "ني", "نا", "نه", "هن", "ك", "كم", "ي")
COMPLEMENTIZERS = frozenset("ان" + p for p in PRONOUNS) | frozenset({"انني", "اننا", THAT_NOT})
WITH_BI = frozenset("ب" + word for word in COMPLEMENTIZERS)
_QAIL = frozenset(["قائلا", "قايلا", "قائله", "قائلة", "قائلين", "قائلات", "بالقول", "بقوله", "بقولها", "بقولهم", "يقول", "تقول"])
_TURNS = frozenset("لكنه لكنها لكنهم ولكنه ولكنها ولكنهم كما فيما بينما".split())  # words that begin a clause of its own
_FALSE_AFTER = {
    "علي": frozenset(["هامش", "لسان", "حد", "اثر", "خلفيه", "خلفية", "صفحته", "صفحتها", "حسابه", "حسابها", "موقع", "تويتر", "ذلك", "موجات"]),
    "الي": frozenset(["جانب", "ذلك", "حين", "حد"]),
    "عن": frozenset(["طريق", "ذلك", "كثب"]),
    "من": frozenset(["خلال", "جهته", "جهتها", "جانبه", "جانبها", "جهة", "جديد", "بين", "اجل", "قبل"]),
    "في": frozenset(),
    "ل": frozenset(),
}


@dataclass(frozen=True)
class Frame:
    """`kind`, and token indexes: the gap between cue and complement ends at `gap_end`, the content begins at `content`."""

    kind: str  # clause, colon, quote, preposition
    gap_end: int
    content: int
    opener: int | None = None  # the token of an opening quotation mark that starts the content


def is_opener(view: View, i: int) -> bool:
    """Whether a quotation opens at token i."""
    return i in view.opened


def quote_at(view: View, i: int) -> int | None:
    """Index in view.quotations of the quotation that opens at token i."""
    return view.opened.get(i)


def find_frame(view: View, i: int, cue: Cue, end: int) -> Frame | None:
    """The complement of the cue at token i, before token `end`."""
    own = {PREPOSITIONS[f] for f in cue.frames if f in PREPOSITIONS}
    clause = "clause" in cue.frames
    limit = min(end, i + 1 + REACH)
    j = i + 1
    while j < limit:
        word = view.types[j]
        if word == ":" and clause:
            return _after_colon(view, j, end) if j + 1 < len(view) else None
        if clause and word in _QAIL and j - i <= 25:
            return _after_qail(view, j, end)
        if clause and (word in COMPLEMENTIZERS or word in WITH_BI):
            before = view.types[j - 1]
            taken = any(view.types[k].lstrip("وف") in complement_words("clause_verb") for k in range(max(j - 3, i + 1), j))
            nearer = cue_forms().get(before)
            taken = taken or (nearer is not None and nearer.form in ("perfect", "imperfect") and j - 1 > i)  # «يظهر فيه شابان يعتقد أنهما …»
            if j == i + 1 or not (taken or {before, before.removeprefix("و")} & complement_words("not_mine")):
                prep = 1 if before in ("علي", "الي", "من", "عن", "في") and j - 1 > i else 0
                return _clause(view, j, j - prep)
        if word in own and j + 1 < end and view.types[j + 1] not in _FALSE_AFTER.get(word, ()):
            if view.types[j + 1] in COMPLEMENTIZERS:
                return _clause(view, j + 1, j)
            if not (word in ("من", "في") and j - i > 12):
                return _content_at(view, "preposition", j, j + 1, end)
        if (
            "ب" in own
            and word not in complement_words("false_bi")
            and (view.segments[j].startswith("ب+") or word in ("ب", "بـ"))
            and _bi_content(view, i, j)
            and not _where(view, j, limit)
            and not (clause and _before_clause(view, i, j, limit))
        ):
            if word in ("ب", "بـ"):
                return _content_at(view, "preposition", j, j, end)
            return Frame("preposition", j, j)
        if (
            "الي" in own
            and cue.cls == "demand"
            and j == i + 1
            and view.segments[j].startswith("ل+")
            and (cue.form == "participle" or verbal_noun(view.types[j].replace("لل", "ال", 1)) or view.types[i - 1 : i] == ["كما"])
            and not _breaks(view, i, j)
        ):
            return Frame("preposition", j, j)  # «داعيا للاستفادة من …», «كما دعا للتعاون»
        if clause and is_opener(view, j):
            number = quote_at(view, j)
            quotation = view.quotations[number] if number is not None else None
            if j + 1 < limit and view.types[j + 1] in COMPLEMENTIZERS:
                return Frame("quote", j, j + 1, j)
            if quotation and (quotation.words() >= 4 or not quotation.closed) and not _later_clause(view, quotation.close, limit):
                return Frame("quote", j, j + 1, j)
            if quotation:
                j = min(quotation.close, limit - 1)
        elif word == "(" and ")" in view.types[j : min(j + 7, limit)]:
            j = view.types.index(")", j)  # «قناة (إن بي إن) أن»: a name in brackets is no complement
        elif _breaks(view, i, j):
            return None
        j += 1
    return None


def _bi_content(view: View, i: int, j: int) -> bool:
    """بـ opens the content, not a place inside the source («نقابة الصيادين بالمرسى»)."""
    host = view.segments[j].split("+", 1)[1] if "+" in view.segments[j] else ""
    return not host or view.pos[j] != "PROPN"


def _where(view: View, j: int, limit: int) -> bool:
    """«وصف الهجوم | بمسجد المدينة بالعمل الجبان»: a place, when another بـ comes before the next mark."""
    if view.types[j].removeprefix("ب") not in word_list("place_heads"):
        return False
    for k in range(j + 1, min(j + 8, limit)):
        if not view.is_word[k]:
            return False
        if view.segments[k].startswith("ب+") and view.types[k].startswith("بال"):
            return True
    return False


def _before_clause(view: View, i: int, j: int, limit: int) -> bool:
    """«أفاد وكيل المحكمة | بالجهة أنه …»: a place within the source, when the verb's own clause follows."""
    if j == i + 1 or verbal_noun(view.types[j].removeprefix("ب")):
        return False
    place = view.types[j].startswith("بال")
    for k in range(j + 1, limit):
        if view.types[k] in COMPLEMENTIZERS | WITH_BI:
            before = view.types[k - 1]
            own = (
                view.pos[k - 1] != "VERB" and before not in cue_forms() and before not in complement_words("not_mine") and before not in _FALSE_AFTER
            )
            return own and (place or view.types[k] in WITH_BI or before in ("،", ","))
        if view.types[k] in cue_forms() and _breaks(view, i, k):
            return False
        if k in view.opened and view.quotations[view.opened[k]].words() >= 4 and view.types[k - 1] not in (",", "،"):
            return True  # «صرح العلي في لقاء بالعاصمة “سنشارك في البطولة”»
        if view.pos[k] == "VERB" and view.is_word[k - 1]:
            return False
    return False


def _later_clause(view: View, a: int, limit: int) -> bool:
    for k in range(a + 1, min(a + 14, limit)):
        other = cue_forms().get(view.types[k])
        if other is not None and other.front > 0 and other.form == "perfect" and view.types[k - 1] in ("،", ",", ".", "»", "”", '"'):
            return False  # «قال المدير «…»، وأضاف أن»
        if k <= a + 2 and other is not None and other.form == "participle":
            return False  # «قال مسؤول “…” مضيفا أن»: the clause is the participle's
        if view.types[k] in COMPLEMENTIZERS or view.types[k] in WITH_BI or view.types[k] == ":":
            return True
        if view.types[k] in (".", "؛"):
            return False
    return False


def _breaks(view: View, i: int, j: int) -> bool:
    """Another cue takes over before a complement came: a participle after a comma, or a verb joined by و."""
    other = cue_forms().get(view.types[j])
    if view.types[j] in ("؛", "؟", "!"):
        return True
    if other is None or other.form in ("masdar", "preposition") or (view.types[j] == "عبر" and view.types[j + 1 : j + 2] != ["عن"]):
        return False  # «، عبر صفحتها»: the preposition
    if other.form == "participle":
        return view.types[j - 1] in ("،", ",") and view.types[j] not in _QAIL and not _aside(view, j)
    if other.form == "perfect" and (view.types[j - 1] in _TURNS or (view.types[j - 1] in ("،", ",") and other.tier == 1 and not _again(view, i, j))):
        return True
    if other.form == "perfect" and view.types[j + 1 : j + 2] in (["فيه"], ["فيها"]):
        return True  # «كتب العلي تدوينة قال فيها إن»
    return other.front > 0 and other.form == "perfect" and not other.has_object


def _again(view: View, i: int, j: int) -> bool:
    """«أكد العلي، في رسالة، أكد أن»: the same verb taken up once more."""
    mine, other = cue_forms().get(view.types[i]), cue_forms().get(view.types[j])
    return mine is not None and other is not None and mine.lemma == other.lemma


def _aside(view: View, j: int) -> bool:
    """«قال العلي، معلقا على النتيجة، إن»: a participle without a clause of its own before the next comma, and the clause after it."""
    comma = next((k for k in range(j + 1, min(j + 14, len(view))) if view.types[k] in ("،", ",")), None)
    if comma is None or comma + 1 >= len(view) or view.types[comma + 1] not in COMPLEMENTIZERS | WITH_BI:
        return False
    own = cue_forms()[view.types[j]].frames
    governed = {PREPOSITIONS[f] for f in own if f in PREPOSITIONS}
    return "np" not in own and not any(
        view.types[k] in COMPLEMENTIZERS | WITH_BI | governed or ("ب" in own and view.segments[k].startswith("ب+")) for k in range(j + 1, comma)
    )


def _clause(view: View, j: int, gap_end: int) -> Frame:
    # إن "…": the content is inside the marks when all of the rest is quoted (settled when the content is measured).
    if j + 1 < len(view) and is_opener(view, j + 1) and view.types[j] in ("ان", "بان"):
        return Frame("clause", gap_end, j, j + 1)
    return Frame("clause", gap_end, j)


def _after_colon(view: View, j: int, end: int) -> Frame:
    if j + 1 < len(view) and is_opener(view, j + 1):
        return Frame("quote", j, j + 2, j + 1)
    if j + 1 < len(view) and view.types[j + 1] in COMPLEMENTIZERS:
        return Frame("clause", j, j + 1)
    return Frame("colon", j, j + 1)


def _after_qail(view: View, j: int, end: int) -> Frame:
    k = j + 1
    while k < end and view.types[k] in (":", "،", ","):
        k += 1
    if k < end and is_opener(view, k):
        return Frame("quote", j, k + 1, k)
    colon = k > j + 1 and ":" in view.types[j + 1 : k]
    if k < end and view.types[k] in ("علي", "الي") and k + 1 < end and view.types[k + 1] in COMPLEMENTIZERS:
        return Frame("clause", j, k + 1)
    if not colon and k < end and view.types[k] in COMPLEMENTIZERS:
        return _clause(view, k, j)
    if not colon:
        far = next((m for m in range(k, min(k + 8, end)) if view.types[m] in COMPLEMENTIZERS or is_opener(view, m)), None)
        if far is not None:
            return Frame("quote", j, far + 1, far) if is_opener(view, far) else _clause(view, far, j)
    return Frame("colon" if colon or (k < end) else "clause", j, k)


def _content_at(view: View, kind: str, gap_end: int, j: int, end: int) -> Frame:
    if j < len(view) and is_opener(view, j):
        return Frame(kind, gap_end, j, j)
    if j + 1 < len(view) and view.types[j] in ("ب", "بـ") and is_opener(view, j + 1):
        return Frame(kind, gap_end, j, j + 1)
    return Frame(kind, gap_end, j)
