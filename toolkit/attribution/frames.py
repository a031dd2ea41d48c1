"""What follows a cue: its complement (أن، إن، a colon, a quotation, قائلا، its own preposition, an object)."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.attribution.lexicon import PREPOSITIONS, Cue, complement_words, cue_forms, roles, source_heads
from toolkit.attribution.view import View
from toolkit.lexicons import word_list
from toolkit.words.lattice import frequencies

REACH = 45  # tokens between a cue and its complement
PRONOUNS = ("", "ه", "ها", "هم", "هما", "ني", "نا", "نه", "هن", "ك", "كم", "ي")
COMPLEMENTIZERS = frozenset("ان" + p for p in PRONOUNS) | frozenset({"انني", "اننا", "الا"}) - {"الا"}
WITH_BI = frozenset("ب" + word for word in COMPLEMENTIZERS)
_QAIL = frozenset(["قائلا", "قايلا", "قائله", "قائلة", "قائلين", "قائلات", "بالقول", "بقوله", "بقولها", "بقولهم", "يقول", "تقول"])
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
            if before not in complement_words("not_mine") or j == i + 1:
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
        ):
            if word in ("ب", "بـ"):
                return _content_at(view, "preposition", j, j, end)
            return Frame("preposition", j, j)
        if (
            "الي" in own
            and cue.cls == "demand"
            and cue.form == "participle"
            and j == i + 1
            and view.segments[j].startswith("ل+")
            and not _breaks(view, i, j)
        ):
            return Frame("preposition", j, j)  # «داعيا للاستفادة من …»
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


def _later_clause(view: View, a: int, limit: int) -> bool:
    for k in range(a + 1, min(a + 14, limit)):
        other = cue_forms().get(view.types[k])
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
    if other is None or other.form in ("masdar", "preposition"):
        return False
    if other.form == "participle":
        return view.types[j - 1] in ("،", ",") and view.types[j] not in _QAIL
    return other.front > 0 and other.form == "perfect" and not other.has_object


def _clause(view: View, j: int, gap_end: int) -> Frame:
    # إن "…": the content is inside the marks when all of the rest is quoted (settled when the content is measured).
    if j + 1 < len(view) and is_opener(view, j + 1) and view.types[j] in ("ان", "بان"):
        return Frame("clause", gap_end, j, j + 1)
    return Frame("clause", gap_end, j)


def _after_colon(view: View, j: int, end: int) -> Frame:
    if j + 1 < len(view) and is_opener(view, j + 1):
        return Frame("quote", j, j + 2, j + 1)
    if j + 1 < len(view) and view.types[j + 1] in COMPLEMENTIZERS and len(view.types[j + 1]) > 2:
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


_MASDAR_ENDS = ("ه", "ها", "هم", "هما")


def object_start(view: View, i: int, end: int) -> int | None:
    """Where the object of a verb like أعلن، نفى، أدان begins after its subject, or None.

    The object's first word is a verbal noun (by its shape, or one of a closed list) or a noun with the subject's pronoun.
    """
    limit = min(end, i + 22)
    for j in range(i + 1, limit):
        word = view.types[j]
        if word in (".", ":", "؛"):
            return None
        if not view.is_word[j] or word in ("في", "من"):
            continue
        if j > i + 1 and view.pos[j - 1] == "ADP" and "+" not in view.segments[j - 1]:
            continue  # «توقعت الرئاسة في تقريرها …»: what a preposition governs is no object
        if j == i + 1 and word.startswith("ال") and source_heads().get(word):
            continue  # «كشف التقرير عن …»: the subject, although it looks like a verbal noun
        if (word in complement_words("object_head") or verbal_noun(word)) and not _construct(view, i, j):
            return j
        if j > i + 1 and (_new_phrase(view, i, j) or _after_name(view, i, j)):
            return j
        if j == i + 1 and j + 1 < limit and _bare_object(view, j):
            return j
    return None


def _construct(view: View, i: int, j: int) -> bool:
    """Whether the word completes an indefinite noun before it: «وزارة | التربية»."""
    before = view.types[j - 1]
    return (
        j - 1 > i and view.pos[j - 1] in ("NOUN", "ADJ", None) and view.is_word[j - 1] and "+" not in view.segments[j - 1]
        and not before.startswith(("ال", "وال", "لل")) and view.types[j].startswith("ال")
    )  # fmt: skip


def _bare_object(view: View, j: int) -> bool:
    """«أكد | سعي الحكومة»: right after the verb an indefinite noun in construct that is nobody's title."""
    word = view.types[j]
    return (
        view.pos[j] == "NOUN" and not word.startswith(("ال", "لل")) and view.types[j + 1].startswith("ال") and word not in roles()
        and word not in source_heads() and word not in word_list("names") and len(word) > 2
    )  # fmt: skip


def _new_phrase(view: View, i: int, j: int) -> bool:
    """Whether the subject is over at token j: a noun with the subject's pronoun, or an indefinite noun after a definite one."""
    word = view.types[j]
    if view.pos[j] not in ("NOUN", "VERB", None):
        return False
    if word.endswith(_MASDAR_ENDS) and "+" in view.segments[j] and len(word) > 4 and view.types[j - 1] not in ("،", ","):
        return True
    before = view.types[j - 1]
    ended = before.startswith(("ال", "وال", "لل")) or view.pos[j - 1] in ("PROPN", "ADJ")
    plain = not word.startswith(("ال", "لل")) and "+" not in view.segments[j] and word not in roles() and view.pos[j] == "NOUN" and len(word) > 2
    return ended and plain and view.types[i + 1] not in roles()


COMMON = 1_500  # occurrences in the shipped word list from which a definite word is a common noun, no family name


def _after_name(view: View, i: int, j: int) -> bool:
    """«استنكر النائب سالم العلي | التفجير …»: a definite common noun after a name of two words or more."""
    if j < i + 3 or not view.types[j].startswith("ال") or view.pos[j] != "NOUN" or frequencies().get(view.types[j], 0) < COMMON:
        return False
    names = word_list("names")
    return all(view.is_word[k] and (view.types[k] in names or view.pos[k] == "PROPN") for k in (j - 2, j - 1))


def verbal_noun(word: str) -> bool:
    """Whether the folded word has the shape of a derived verbal noun (استفعال، انفعال، افتعال، تفعيل، إفعال); تقرير is a thing."""
    if word.removeprefix("ال") == "تقرير":
        return False
    return _verbal_shape(word) or (word.startswith("ال") and _verbal_shape(word[2:]))


def _verbal_shape(bare: str) -> bool:
    for ending in ("ها", "هم", "ه"):
        if len(bare) > 6 and bare.endswith(ending):
            bare = bare[: -len(ending)]
            break
    n = len(bare)
    if bare.startswith("است") and n >= 6 and bare[-2] == "ا":
        return True
    if bare.startswith("ان") and n == 6 and bare[-2] == "ا":
        return True
    if n == 6 and bare[0] == "ا" and bare[2] == "ت" and bare[4] == "ا":
        return True
    return n == 5 and bare[0] == "ت" and bare[3] == "ي" and bare[1] not in "ا"
