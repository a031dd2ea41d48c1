"""Finite reporting verbs: whether a form is one here, and who its subject is."""

from __future__ import annotations

from toolkit.attribution import phrases
from toolkit.attribution.addressee import without_addressee
from toolkit.attribution.circumstances import PREPOSITIONS
from toolkit.attribution.clauses import AS, antecedent, as_clause, called, in_document, quote_first, relative_object, relay, told_of
from toolkit.attribution.frames import WITH_BI, Frame, find_frame, is_opener
from toolkit.attribution.heads import can_speak
from toolkit.attribution.lexicon import Cue, complement_words, context_words, cue_forms, roles
from toolkit.attribution.objects import object_start, verbal_noun
from toolkit.attribution.readings import empty, homograph, not_said, verb_here
from toolkit.attribution.relation import Relation
from toolkit.attribution.subjects import (
    no_speaker,
    object_between,
    quoted_name,
    right_before_colon,
    subject_before,
    subject_first,
    verbless,
    was_saying,
)
from toolkit.attribution.view import View

_RELATIVE = frozenset(["الذي", "التي", "الذين", "اللذان", "اللذين", "والذي", "والتي"])
_IN_IT = frozenset("فيه فيها فيهم خلاله خلالها به بها".split())
_AUXILIARY = frozenset(["كان", "كانت", "وكان", "وكانت", "كانوا", "قد", "فقد", "وقد", "لقد"])
_AS_HEADS = frozenset("وفق وفقا ووفق ووفقا حسب وحسب بحسب وبحسب طبقا علي نحو بناء هو وهو هذا وهذا ذلك وذلك الامر الشيء استنادا".split())
_PRONOUNS = frozenset("هو هي هم وهو وهي وهم فهو فهي فهم".split())
_NEGATION = frozenset(["لم", "لن", "لا", "ولم", "ولن", "ولا", "ما"])


def finite(view: View, i: int, cue: Cue, found: list[Relation]) -> Relation | None:
    end = view.sentence_end(i)
    before = view.types[i - 1] if i and view.sentence[i - 1] == view.sentence[i] else ""
    if before in _AUXILIARY:
        k = i - 1
        while k > view.sentence_start(i) and view.types[k] in _AUXILIARY:
            k -= 1
        if view.types[k] in _RELATIVE:
            before = view.types[k]  # «الوزير الذي كان قد لمح إلى …»
    first = (
        i == view.sentence_start(i)
        or (before == "كما" and i - 1 == view.sentence_start(i))
        or view.types[i - 1] in ("،", ",", "؛", "»", '"', "”")
        or cue.front > 0
    )
    negated = before in _NEGATION and before != "ما"
    if before in _RELATIVE and i + 2 < end and view.pos[i + 1] == "ADP" and "+" in view.segments[i + 1]:
        if view.types[i + 1] in ("فيه", "فيها", "فيهم") and cue.tier == 1 and (frame := find_frame(view, i, cue, end)) is not None:
            # «الجلسة التي أقر فيها المدير بالخطأ»: where it is said, not what
            source = phrases.after_cue(view, i + 2, frame.gap_end)
            if source is not None and can_speak(view, *source, strict=True):
                return Relation(i, cue, source, (frame.content, frame.content), frame.kind, frame.opener, order="verb-subject", rule=["verb-subject"])
        return relative_object(view, i, cue)
    if not verb_here(view, i, cue, before, first):
        return None
    if not_said(view, i, cue, before) or homograph(view, i, cue, before, first):
        return None
    spoken = cue.cls in ("say", "add", "announce", "attribute", "assert", "reveal", "relay")
    if before == "التي" and cue.has_object and spoken:
        return told_of(view, i, cue)
    refers_back = before in AS
    if before == "كما" and i - 1 == view.sentence_start(i):
        refers_back = False  # «كما توقعت الأرصاد …» at the head of a sentence: and also
    if before in AS and cue.has_object and cue.lemma in ("وصف", "اعتبر"):
        return called(view, i, cue, end)
    if before in ("ما", "بما", "لما") and i > 1 and view.sentence[i - 2] == view.sentence[i] and view.is_word[i - 2]:
        told = view.types[i - 2] == "في" and cue.has_object and cue.lemma not in ("ورد", "جاء")
        if not told and view.types[i - 2] not in _AS_HEADS:
            return None  # «لتكذيب ما ورد»: what is said, not «as is said»
    if refers_back and (before != "كما" or _frame(view, i, cue, end, before) is None):
        return as_clause(view, i, cue)
    if "in_document" in cue.frames:
        return in_document(view, i, cue, end)
    if "relay" in cue.frames:
        return relay(view, i, cue, end)
    frame = _frame(view, i, cue, end, before)
    if frame is None:
        return quote_first(view, i, cue, end) if spoken and not negated else None
    if empty(view, i, cue, frame, negated):
        return None
    if cue.lemma in ("اتهم", "وصف") and frame.kind == "preposition" and frame.gap_end == i + 1 and not cue.has_object:
        return None  # «القاضية التي اتهمت بالتجسس», «وصفت بالناجحة»: passive
    if (
        frame.kind == "quote"
        and frame.gap_end == i + 1
        and cue.form == "imperfect"
        and cue.cls == "add"
        and view.types[i].removeprefix("و").startswith("س")
    ):
        return None  # «سيواصلان "مناقشة سبل الحل"»: what they will do
    if cue.has_object and frame.kind == "quote":
        return None
    if cue.form == "imperfect" and _impersonal(view, i, cue, frame, before):
        return None
    relation = Relation(i, cue, None, (frame.content, frame.content), frame.kind, frame.opener, negated)
    if before in _RELATIVE:
        relation.order, relation.antecedent = "relative", antecedent(view, _relative_at(view, i))
        subject = phrases.after_cue(view, i + 1, frame.gap_end)
        if (
            subject is not None and frame.kind == "clause" and can_speak(view, *subject, strict=True)
            and not (relation.antecedent and can_speak(view, *relation.antecedent, strict=True))
        ):  # fmt: skip
            relation.source, relation.order = subject, "verb-subject"  # «القرارات التي رأت الدولة أنها …»
            relation.rule.append(relation.order)
            return relation
        if frame.kind == "object":
            return None
        if relation.antecedent and not can_speak(view, *relation.antecedent, strict=cue.form == "imperfect"):
            return None
        if cue.has_object and frame.gap_end > i + 1:
            # «المشروع الذي وصفه البنك بأنه …»: the subject follows its verb
            subject = phrases.after_cue(view, i + 1, frame.gap_end)
            if subject is not None and can_speak(view, *subject, strict=True):
                relation.source, relation.order = subject, "verb-subject"
        relation.rule.append("relative")
        return relation
    if view.types[i + 1] in _IN_IT and i + 1 < frame.gap_end and not cue.front:
        # «عقد مؤتمرا ذكر فيه أن»: whoever acts in the clause before speaks
        relation.order = "asyndetic"
        relation.rule.append("asyndetic")
        return relation
    source = phrases.after_cue(view, i + 1, frame.gap_end)
    addressee_only = (frame.kind == "preposition" or (frame.content < end and view.types[frame.content] in WITH_BI)) and cue.lemma in context_words(
        "addressee_verb"
    )
    earlier = None
    if not first or before in _AUXILIARY or (before in ("،", ",") and was_saying(view, i)):
        earlier = subject_before(view, i, found)
    if source is None and earlier is None:
        earlier = quoted_name(view, i)
    if earlier and source is not None and "np" in cue.frames and object_between(view, source, earlier):
        source = None  # «وكانت الوزارة أعلنت مساء أمس | الأول أن …»: what stands between is no speaker
    if earlier and (source is None or before in _AUXILIARY or addressee_only or verbless(view, i) or subject_first(view, i, cue, earlier)):
        source, relation.order = earlier, "subject-verb"
    elif source is not None:
        relation.order = "verb-subject"
        if addressee_only:
            source = without_addressee(view, source, cue)
            relation.order = "verb-subject" if source else "dropped"
    if source is not None:
        marked = source[0] in view.opened  # a name by its marks
        strict = not marked and (cue.form == "imperfect" or cue.tier > 1 or frame.kind == "object")
        if not can_speak(view, *source, strict=strict and relation.order == "subject-verb"):
            return None
        if cue.form == "imperfect" and not marked and no_speaker(view, *source) and not right_before_colon(view, source, frame):
            return None
        if cue.form == "imperfect" and view.types[i].removeprefix("و").startswith("س") and not can_speak(view, *source, strict=True):
            return None  # «ستكشف التحريات أدوار …»: what will come out
        if view.types[source[0]] == "الله" or view.types[source[0] : source[0] + 2] == ["رسول", "الله"]:
            return None  # «يقول الله تعالى»: scripture
        relation.source = source
    elif cue.tier > 1 and frame.kind not in ("clause", "colon", "quote"):
        if not first:
            return None
    elif cue.form == "imperfect" and before and not first and before not in ("كما", "ان", "انه", "انها", "وهو", "وهي", "ف"):
        if before in ("ان", "الي", "من"):
            return None
    if frame.kind == "object" and relation.source is None and not first and before not in _PRONOUNS:
        return None
    relation.rule.append(relation.order)
    return relation


def _relative_at(view: View, i: int) -> int:
    """The token of the relative pronoun before the verb at token i, past كان and قد."""
    k = i - 1
    while view.types[k] in _AUXILIARY:
        k -= 1
    return k


def _frame(view: View, i: int, cue: Cue, end: int, before: str) -> Frame | None:
    """The verb's complement: a clause, a quotation, a preposition with its noun, or a direct object."""
    frame = find_frame(view, i, cue, end)
    if cue.lemma == "بين" and "\u0651" not in view.text[view.starts[i] : view.ends[i]] and view.types[i].endswith("بين"):
        # «وبين أن» the verb, not «وبين هذا وذاك» the preposition: at the sentence's start, and with its clause
        if (
            not (i == view.sentence_start(i) or before in ("كما", "جهته", "جانبه", "جهتها", "جانبها", "،", "قد", "فقد", "وقد", "حيث", "فيما"))
            or frame is None
            or frame.kind != "clause"
        ):
            return None
    if "np" in cue.frames and not cue.has_object and frame is not None and frame.kind in ("clause", "quote"):
        at = _own_object(view, i, frame.gap_end) or _before_participle(view, i, frame.gap_end)
        if at is not None:
            return Frame("object", at, at)
    if "np" in cue.frames and not cue.has_object and (frame is None or frame.kind == "preposition"):
        at = object_start(view, i, frame.gap_end if frame else end)
        # «أكد تمسكه بالسعي إلى …»: the object comes before the preposition
        if at is not None and (frame is None or at <= i + 2 or view.types[at].endswith(("ه", "ها", "هم")) or _listed(view, at, frame)):
            return Frame("object", at, at, at if is_opener(view, at) else None)
    return frame


def _before_participle(view: View, i: int, gap_end: int) -> int | None:
    """«استنكر عدد من المثقفين | حادثة التفجير مشيرين إلى أن …»: the object, where the clause is a participle's."""
    forms = cue_forms()
    participle = next((k for k in range(i + 3, gap_end) if view.types[k] in forms and forms[view.types[k]].form == "participle"), None)
    return object_start(view, i, participle) if participle is not None and not view.types[participle].startswith("ال") else None


def _own_object(view: View, i: int, gap_end: int) -> int | None:
    """«جدد دعوته إلى “…”», «أكدت لهما استعدادها لتخفيف … إن …»: a verbal noun with the subject's pronoun before the clause or quotation."""
    for k in range(i + 1, min(i + 4, gap_end - 1)):
        own = view.types[k].endswith(("ه", "ها", "هم")) and view.segments[k].count("+") == 1 and view.pos[k] == "NOUN"
        if own and (k == i + 1 or verbal_noun(view.types[k])) and view.types[k - 1] not in PREPOSITIONS and view.types[k] not in roles():
            return k
    return None


def _listed(view: View, at: int, frame: Frame) -> bool:
    """«أعلنت الوزارة | بدء العمل بالدليل الصادر عن …»: the object, well before the preposition."""
    return view.types[at] in complement_words("object_head") and at + 3 < frame.gap_end


def _impersonal(view: View, i: int, cue: Cue, frame: Frame, before: str) -> bool:
    """«يذكر أن …», «من المتوقع …»: no source is meant."""
    adjacent = frame.gap_end <= i + 2
    opening = i == view.sentence_start(i) or cue.front > 0 or before in ("،", ",")
    return (
        adjacent
        and cue.gender == "m"
        and cue.lemma in context_words("impersonal_verb")
        and (opening or before in ("كما", "حيث", "كان", "ما"))
        and cue.number == "s"
    )
