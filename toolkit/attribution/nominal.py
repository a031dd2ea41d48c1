"""Cues that are no finite verbs: participles (مؤكدا), nouns (قوله إن), prepositions (بحسب), and a speaker's own «أعتقد»."""

from __future__ import annotations

from toolkit.attribution.circumstances import PREPOSITIONS
from toolkit.attribution.clauses import asks_no_name, plain_phrase
from toolkit.attribution.frames import COMPLEMENTIZERS, WITH_BI, Frame, find_frame, is_opener
from toolkit.attribution.heads import DETERMINERS, head, person_plurals
from toolkit.attribution.lexicon import Cue, context_words, countries, cue_forms, inanimate, roles, source_heads
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View
from toolkit.words.lattice import frequencies

_GOD = frozenset("الله المولي الباري العلي".split())
_BECOME = frozenset("اصبح اصبحت بات باتت يظل يبقي صار ظل يكن تكن".split())
_ACCORDING = frozenset(["وفق", "وفقا", "حسب", "بحسب", "علي", "طبقا", "ووفق", "وحسب", "وبحسب", "ووفقا", "نحو"])

RARE_NAME = 20  # occurrences in the shipped word list below which a nisba is taken for a family name


def first_person(view: View, i: int, cue: Cue) -> Relation | None:
    """«أعتقد أن …» inside somebody's quotation: a relation of its own, spoken by the one who is quoted."""
    if view.inside[i] < 0:
        return None
    frame = find_frame(view, i, cue, min(view.sentence_end(i), i + 12))
    if frame is None or frame.kind not in ("clause", "preposition") or frame.gap_end > i + 3:
        return None
    relation = Relation(i, cue, None, (frame.content, frame.content), frame.kind, frame.opener, order="first-person")
    relation.rule.append("first-person")
    return relation


def participle(view: View, i: int, cue: Cue, found: list[Relation]) -> Relation | None:
    end = view.sentence_end(i)
    before = view.types[i - 1] if i else ""
    if asks_no_name(view, i):
        return None
    following = cue_forms().get(view.types[i + 1]) if i + 1 < end else None
    if following is not None and following.form in ("perfect", "imperfect") and not following.front and view.types[i + 1] not in ("يقول", "تقول"):
        return None  # «لكن منتقدين يقولون إن»: who says it
    after_mark = before in ("،", ",", "؛", ".", ")", "»", '"', "”", "-") or i == view.sentence_start(i)
    if view.types[i] in ("قائلا", "قائلة", "قائله", "قائلين"):
        frame = find_frame(view, i, cue, end)
        frame = frame or Frame("colon", i + 1, i + 1) if i + 1 < end else None
    else:
        frame = find_frame(view, i, cue, min(end, i + 25))
    if (
        frame is not None
        and "np" in cue.frames
        and frame.kind in ("clause", "quote", "colon")
        and frame.gap_end > i + 2
        and _plain_noun(view, i + 1, end)
    ):
        frame = None  # «مؤكدا ضرورة … أن»: its object comes first
    follows = bool(found) and view.sentence[found[-1].at] == view.sentence[i] and view.types[i].endswith("ا")
    if frame is None and "np" in cue.frames and (after_mark or follows) and i + 1 < end and (view.is_word[i + 1] or is_opener(view, i + 1)):
        frame = Frame("object", i + 1, i + 1, i + 1 if is_opener(view, i + 1) else None)
    if frame is None or view.types[i].startswith("ال"):
        return None
    adjacent = frame.gap_end <= i + 2 or (after_mark and i + 1 < end and view.types[i + 1] in ("،", ","))  # «، مشيرا، في هذا الصدد، إلى …»
    earlier = bool(found) and view.sentence[found[-1].at] == view.sentence[i]
    prayer = view.types[i + 1] in _GOD and frame.kind == "clause"  # «سائلين الله أن يحفظه»
    if (
        not (after_mark or adjacent or prayer)
        and not (earlier and cue.tier == 1 and frame.kind == "object")
        and not (frame.kind == "preposition" and cue.cls in ("demand", "warn", "opinion", "accuse"))
    ):
        return None
    if frame.kind == "preposition" and not adjacent and not earlier and cue.cls not in ("demand", "warn", "opinion", "accuse"):
        return None
    if frame.kind == "preposition" and view.types[i].endswith("ا") and before.endswith("ا") and view.pos[i - 1] in ("NOUN", "ADJ"):
        return None  # «طوقا أمنيا مشددا على …»: an adjective
    if not after_mark and (view.types[i] in source_heads() or (frame.kind == "preposition" and before in inanimate())):
        return None  # «تسليم مذكرة بنصف مليون توقيع»: the thing; «احتجاجات مطالبة بـ…»: an adjective
    if cue.lemma in ("أمر", "أمل", "أسف") and view.text[view.starts[i] + cue.front] == "أ":
        return None  # «أصدر أمرا بـ…»: the noun; «آمرا» is the participle
    if cue.lemma == "اتهم" and frame.kind == "preposition" and frame.gap_end == i + 1:
        return None  # «متهمين بالتخطيط»: the accused
    if any(view.types[k] in _BECOME for k in range(max(i - 3, view.sentence_start(i)), i)):
        return None  # «أصبح مهددا»
    if before in PREPOSITIONS or before in ("كان", "كانت", "غير", "ليس"):
        return None
    start = view.sentence_start(i)
    if view.types[start] in ("ان", "وان") and not earlier and not any(view.pos[k] == "VERB" for k in range(start, i)):
        return None  # «إن المدن، على الرغم من الأزمة، مطالبة برفع …»: the predicate
    relation = Relation(i, cue, None, (frame.content, frame.content), frame.kind, frame.opener, order="participle")
    relation.rule.append("participle")
    return relation


def _plain_noun(view: View, i: int, end: int) -> bool:
    return i < end and view.is_word[i] and view.pos[i] == "NOUN" and "+" not in view.segments[i]


def masdar(view: View, i: int, cue: Cue) -> Relation | None:
    end = view.sentence_end(i)
    word = view.types[i]
    before = view.types[i - 1] if i else ""
    if before == "حد" and word in context_words("self"):
        relation = Relation(i, cue, None, None, "after-content", order="after-content")
        relation.cue_span = view.span(i - 1, i + 1)
        relation.rule.append("self")
        return relation
    if before in _ACCORDING or before in ("براي", "حد"):
        return None  # the preposition is the cue
    pronoun = word.endswith(("ه", "ها", "هم", "هما")) and "ة" not in word[-1:] and not word.endswith(("اره", "لامه"))
    other = cue_forms().get(before)
    if other is not None and other.form in ("perfect", "imperfect", "participle") and (not pronoun or word in ("قوله", "قولها")):
        return None  # «مجددة التأكيد على أن», «مضيفا قوله»: one cue
    if not pronoun and (
        word.removeprefix("و") not in context_words("bare_masdar")
        or before in ("من", "في", "عن", "تجدر", "وتجدر", "يجدر", "تجب", "يجب", "وجبت", "تمت")
    ):
        return None
    if pronoun and before in ("في", "خلال", "من", "ضمن") and cue.lemma in ("تحدث", "صرح", "علق", "رد", "كتب", "غرد"):
        return None  # «أكدت في حديثها أن»: on which occasion
    k = i + 1
    if k < end and view.types[k] in ("،", ",", ":"):
        k += 1
    if k < end and view.types[k] in ("علي", "الي", "عن", "من", "في") and k + 1 < end and view.types[k + 1] in COMPLEMENTIZERS:
        k += 1
    if k >= end or not (view.types[k] in COMPLEMENTIZERS or view.types[k] in WITH_BI or (is_opener(view, k) and pronoun) or view.types[i + 1] == ":"):
        return None
    opener = k if is_opener(view, k) else None
    kind = "quote" if opener is not None else "clause" if view.types[k] in COMPLEMENTIZERS | WITH_BI else "colon"
    start = k + 1 if opener is not None else k
    relation = Relation(i, cue, None, (start, start), kind, opener, order="nominal")
    relation.rule.append("nominal")
    return relation


def preposition(view: View, i: int, cue: Cue) -> Relation | None:
    """«بحسب فلان», «وفقا لـ…», «نقلا عن», «وفق تعبيره»."""
    end = view.sentence_end(i)
    frame = next(iter(cue.frames))
    k = i + 1
    if k >= end:
        return None
    if frame == "clause" or view.types[k] in ("ما", "لما"):
        return None  # the verb after ما is the cue
    if frame == "source_l":
        if not (view.segments[k].startswith("ل+") or view.types[k] in ("ل", "لـ") or view.types[k].startswith("لل") or view.types[k].startswith("ل")):
            return None
        if view.types[k] in ("ل", "لـ"):
            k += 1
    elif frame == "source_an":
        if view.types[k] != "عن":
            return None
        k += 1
    if k < end and view.types[k] in context_words("self"):
        relation = Relation(i, cue, None, None, "after-content", order="after-content")
        relation.rule.append("self")
        return relation
    if k + 1 < end and view.types[k].removeprefix("ل") in context_words("saying") and view.types[k + 1] not in (".", "،"):
        k += 1  # «وفق تأكيد العلي»: he who says it, not the saying
    source = plain_phrase(view, k, at_once=frame == "source_l") if k < end else None
    if source is None or not _plausible(view, *source):
        return None
    relation = Relation(i, cue, source, None, "after-content", order="after-content")
    relation.rule.append("according-to")
    return relation


def _plausible(view: View, a: int, b: int) -> bool:
    """After بحسب and its like: a role, an organization, a document, or a name; not a measure or a rule."""
    if view.types[a].removeprefix("ل") in DETERMINERS and a + 1 < b:
        a += 1  # «وفقا لذات المصدر»
    word = head(view, a)
    heads = source_heads()
    if is_opener(view, a):
        return True
    for form in (word, word.removeprefix("ل"), "ال" + word.removeprefix("لل")):
        if form in roles() or form in heads or form in countries() or form in person_plurals():
            return form.removeprefix("لل").removeprefix("ال") not in context_words("measure") and form not in context_words("bare_measure")
    if word in inanimate():
        return False
    if any(view.pos[m] == "PROPN" for m in range(a, min(a + 2, b))):
        return True
    if b - a == 1 and word.startswith("ال") and word.endswith("ي") and frequencies().get(word, 0) < RARE_NAME:
        return True  # «، وفق السالمي.»: a family name that no list knows
    return not word.startswith(("ال", "لل")) and view.pos[a] is None and b - a <= 4 and not word.endswith("ة")
