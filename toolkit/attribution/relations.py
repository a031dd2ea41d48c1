"""From cue candidates to relations: which cues report something, with their source and complement."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.attribution import phrases
from toolkit.attribution.chunks import chunk_end, name_end, names
from toolkit.attribution.frames import COMPLEMENTIZERS, WITH_BI, Frame, find_frame, is_opener, object_start
from toolkit.attribution.lexicon import Cue, cue_forms, source_heads
from toolkit.attribution.view import View

_AS = frozenset(["ما", "كما", "حسبما", "مثلما", "لما", "بما"])
_ACCORDING = frozenset(["وفق", "وفقا", "حسب", "بحسب", "علي", "طبقا", "ووفق", "وحسب", "وبحسب", "ووفقا", "نحو"])
_RELATIVE = frozenset(["الذي", "التي", "الذين", "اللذان", "اللذين", "والذي", "والتي"])
_SELF = frozenset(
    [
        "قوله",
        "قولها",
        "قولهم",
        "تعبيره",
        "تعبيرها",
        "تعبيرهم",
        "وصفه",
        "وصفها",
        "تقديره",
        "تقديرها",
        "رايه",
        "رايها",
        "زعمه",
        "زعمها",
        "تصريحه",
        "تصريحها",
        "كلامه",
        "كلامها",
        "قولهما",
        "تعبيرهما",
        "وصفهم",
        "تقديرهم",
        "زعمهم",
    ]
)
_IN_IT = frozenset("فيه فيها فيهم خلاله خلالها به بها".split())
_SAYINGS = frozenset("ترجيح بيان تاكيد قول تعبير تصريح تصريحات تاكيدات اقوال وصف راي تقدير".split())
_AUXILIARY = frozenset(["كان", "كانت", "وكان", "وكانت", "كانوا", "قد", "فقد", "وقد", "لقد"])
_PASSIVE_ABLE = frozenset({"ذكر", "توقع", "اعتقد", "رجح", "زعم", "ظن", "قال", "روى", "حكى", "أعلن", "علم", "عرف", "لاحظ", "أورد", "خشي"})
_NEGATION = frozenset(["لم", "لن", "لا", "ولم", "ولن", "ولا", "ما"])
_DOCUMENT_PREP = frozenset({"في", "ب", "ضمن", "علي"})
# Nominal cues without a pronoun: only these, and only with their complement right after.
_BARE_MASDAR = frozenset(
    [
        "القول",
        "الاشاره",
        "الاشارة",
        "التاكيد",
        "التشديد",
        "التذكير",
        "الدعوه",
        "الدعوة",
        "بالقول",
        "الاعلان",
        "اعلان",
        "تاكيد",
        "قول",
        "اعتراف",
        "اعترافه",
        "نفي",
        "مطالبه",
        "مطالبة",
        "تحذير",
        "دعوه",
        "دعوة",
    ]
)


@dataclass
class Relation:
    """A cue with what belongs to it, in token indexes; `rule` collects the names of the steps that made it."""

    at: int
    cue: Cue
    source: tuple[int, int] | None
    content: tuple[int, int] | None
    frame: str
    opener: int | None = None
    negated: bool = False
    order: str = "dropped"  # verb-subject, subject-verb, dropped, relative, participle, after-content
    antecedent: tuple[int, int] | None = None
    same_content_as: Relation | None = None
    cue_span: tuple[int, int] | None = None
    rule: list[str] = field(default_factory=list)


def relations(view: View, candidates: list[int]) -> list[Relation]:
    """The relations of an article, in text order; contents are only begun (see content.py)."""
    forms = cue_forms()
    found: list[Relation] = []
    taken = -1  # tokens up to here belong to an earlier cue (قائلا, بقوله)
    for i in candidates:
        if i <= taken:
            continue
        cue = forms[view.types[i]]
        if cue.form == "preposition":
            relation = _preposition(view, i, cue)
        elif cue.form == "masdar":
            relation = _masdar(view, i, cue)
        elif cue.form == "participle":
            relation = _participle(view, i, cue, found)
        elif cue.form == "first_person":
            relation = _first_person(view, i, cue)
        else:
            relation = _finite(view, i, cue, found)
        if relation is None:
            continue
        if relation.frame in ("quote", "colon", "clause") and relation.content:
            # قائلا and بقوله between the cue and its content are part of this cue.
            inner = [
                k
                for k in range(i + 1, relation.content[0])
                if view.types[k] in ("قائلا", "قائلة", "قائله", "قائلين", "بالقول", "بقوله", "بقولها", "يقول", "تقول")
            ]
            taken = max(inner, default=taken)
        found.append(relation)
    return found


def _first_person(view: View, i: int, cue: Cue) -> Relation | None:
    """«أعتقد أن …» inside somebody's quotation: a relation of its own, spoken by the one who is quoted."""
    if view.inside[i] < 0:
        return None
    frame = find_frame(view, i, cue, min(view.sentence_end(i), i + 12))
    if frame is None or frame.kind not in ("clause", "preposition") or frame.gap_end > i + 3:
        return None
    relation = Relation(i, cue, None, (frame.content, frame.content), frame.kind, frame.opener, order="first-person")
    relation.rule.append("first-person")
    return relation


def _finite(view: View, i: int, cue: Cue, found: list[Relation]) -> Relation | None:
    end = view.sentence_end(i)
    before = view.types[i - 1] if i and view.sentence[i - 1] == view.sentence[i] else ""
    first = i == view.sentence_start(i) or view.types[i - 1] in ("،", ",", "؛", "»", '"', "”") or cue.front > 0
    negated = before in _NEGATION and before != "ما"
    if before in _RELATIVE and i + 2 < end and view.pos[i + 1] == "ADP" and "+" in view.segments[i + 1]:
        return _relative_object(view, i, cue)
    if not _verb_here(view, i, cue, before, first):
        return None
    unsaid = before in ("قد", "كي", "لكي") or (before == "ان" and i > 1 and view.types[i - 2] not in ("قبل", "الي"))
    if unsaid and cue.form == "imperfect" and cue.front == 0:
        return None  # «قد يرحب»، «أن تأمر»: not (yet) said
    if view.types[i + 1 : i + 2] == ["عدم"] and view.types[i + 2 : i + 3] and view.types[i + 2] in ("نشر", "ذكر", "كشف", "الكشف", "الافصاح"):
        return None  # «مصدر طلب عدم نشر اسمه»: about the source, not said
    spoken = cue.cls in ("say", "add", "announce", "attribute", "assert", "reveal", "relay")
    if before == "ما" and i > 1 and view.types[i - 2] in ("علي", "الي", "في", "حول") and cue.lemma in ("ورد", "جاء"):
        return None  # «سلطت الضوء على ما ورد في التقرير»: a topic
    as_clause = before in _AS or (before == "التي" and cue.has_object and spoken)
    if before == "كما" and i - 1 == view.sentence_start(i):
        as_clause = False  # «كما توقعت الأرصاد …» at the head of a sentence: and also
    if as_clause and (before != "كما" or find_frame(view, i, cue, end) is None):
        return _as_clause(view, i, cue)
    if "in_document" in cue.frames:
        return _in_document(view, i, cue, end)
    if "relay" in cue.frames:
        return _relay(view, i, cue, end)
    frame = find_frame(view, i, cue, end)
    if cue.lemma == "بين" and "\u0651" not in view.text[view.starts[i] : view.ends[i]] and view.types[i].endswith("بين"):
        # «وبين أن» the verb, not «وبين هذا وذاك» the preposition: at the sentence's start, and with its clause
        if not (i == view.sentence_start(i) or before in ("كما", "جهته", "جانبه", "،")) or frame is None or frame.kind != "clause":
            return None
    if frame is not None and frame.kind == "preposition" and "np" in cue.frames and not cue.has_object:
        at = object_start(view, i, frame.gap_end)
        if at is not None and (
            at <= i + 2 or view.types[at].endswith(("ه", "ها", "هم"))
        ):  # «أكد تمسكه بالسعي إلى …»: the object comes before the preposition
            frame = Frame("object", at, at, at if is_opener(view, at) else None)
    if frame is None and "np" in cue.frames and not cue.has_object:
        at = object_start(view, i, end)
        if at is not None:
            frame = Frame("object", at, at, at if is_opener(view, at) else None)
    if frame is None:
        return None
    if cue.has_object and frame.kind == "quote":
        return None
    if cue.form == "imperfect" and _impersonal(view, i, cue, frame, before):
        return None
    relation = Relation(i, cue, None, (frame.content, frame.content), frame.kind, frame.opener, negated)
    if before in _RELATIVE:
        relation.order, relation.antecedent = "relative", _antecedent(view, i - 1)
        if frame.kind == "object":
            return None
        if relation.antecedent and not phrases.can_speak(view, *relation.antecedent, strict=cue.form == "imperfect"):
            return None
        relation.rule.append("relative")
        return relation
    if view.types[i + 1] in _IN_IT and i + 1 < frame.gap_end and not cue.front:
        # «عقد مؤتمرا ذكر فيه أن»: whoever acts in the clause before speaks
        relation.order = "asyndetic"
        relation.rule.append("asyndetic")
        return relation
    source = phrases.after_cue(view, i + 1, frame.gap_end)
    addressee_only = frame.kind == "preposition" and cue.lemma in (
        "طالب",
        "دعا",
        "حث",
        "ناشد",
        "نصح",
        "اتهم",
        "وصف",
        "هدد",
        "حذر",
        "وعد",
        "أوصى",
        "خاطب",
        "عزا",
        "أرجع",
        "ربط",
        "حمل",
    )
    subject_before = None
    if not first or before in _AUXILIARY:
        subject_before = _subject_before(view, i, found)
    if subject_before and (source is None or before in _AUXILIARY or addressee_only or _verbless(view, i)):
        source, relation.order = subject_before, "subject-verb"
    elif source is not None:
        relation.order = "verb-subject"
        if addressee_only:
            source = _without_addressee(view, source, cue)
            relation.order = "verb-subject" if source else "dropped"
    if source is not None:
        strict = cue.form == "imperfect" or cue.tier > 1 or frame.kind == "object"
        if not phrases.can_speak(view, *source, strict=strict and relation.order == "subject-verb"):
            return None
        relation.source = source
    elif cue.tier > 1 and frame.kind not in ("clause", "colon", "quote"):
        if not first:
            return None
    elif cue.form == "imperfect" and before and not first and before not in ("كما", "ان", "انه", "انها", "وهو", "وهي", "ف"):
        if before in ("ان", "الي", "من"):
            return None
    if frame.kind == "object" and relation.source is None and not first:
        return None
    relation.rule.append(relation.order)
    return relation


_WITH_OBJECT = frozenset("وصف اتهم حث دعا طالب حذر أخبر أبلغ سأل خاطب ناشد نصح هدد وعد أوصى اعتبر توعد انتقد أكد قال".split())
_CONNECTED = frozenset(
    "كما فيما حيث وقد قد فقد كان كانت وكان وكانت ان انه انها الذي التي الذين لم لن لا ما الي ثم بينما جهته جانبه جهتها جانبها بدوره بدورها".split()
)


def _verb_here(view: View, i: int, cue: Cue, before: str, first: bool) -> bool:
    """Whether the form is the verb at this place: «طالب» the student, «بين» the preposition and «تربطه» are not."""
    if before == "مما":
        return False
    plain = "\u0651" not in view.text[view.starts[i] : view.ends[i]]
    if cue.lemma == "بين" and plain and (cue.has_object or before in _AS):
        return False
    if cue.has_object and before not in _AS and before not in ("التي", "الذي") and cue.lemma not in _WITH_OBJECT:
        return False
    if view.pos[i] in ("NOUN", "PROPN") and cue.form == "perfect" and not first and before not in _CONNECTED:
        return view.types[i] not in ("طالب", "حذر", "علم", "ذكر", "رد", "وعد", "حمل", "كتب", "امر", "نص", "عبر", "حث", "ربط", "نقل", "شبه")
    return True


def _relative_object(view: View, i: int, cue: Cue) -> Relation | None:
    """«الإجراءات التي أعلن عنها فلان»: the antecedent is what was said."""
    source, content = _plain_phrase(view, i + 2), _antecedent(view, i - 1)
    if source is None or content is None or cue.tier > 1 or not phrases.can_speak(view, *source):
        return None
    relation = Relation(i, cue, source, content, "antecedent", order="verb-subject")
    relation.rule.append("relative-object")
    return relation


def _impersonal(view: View, i: int, cue: Cue, frame: Frame, before: str) -> bool:
    """«يذكر أن …», «من المتوقع …»: no source is meant."""
    adjacent = frame.gap_end <= i + 2
    opening = i == view.sentence_start(i) or cue.front > 0 or before in ("،", ",")
    return adjacent and cue.gender == "m" and cue.lemma in _PASSIVE_ABLE and (opening or before in ("كما", "حيث", "كان", "ما")) and cue.number == "s"


def _subject_before(view: View, i: int, found: list[Relation]) -> tuple[int, int] | None:
    least = view.sentence_start(i)
    for relation in reversed(found):
        if relation.at < least:
            break
        if relation.content and least < relation.content[0] <= i and relation.frame in ("clause", "colon", "quote"):
            least = max(least, relation.content[0] + (view.types[relation.content[0]] in COMPLEMENTIZERS | WITH_BI))
    return phrases.before_cue(view, i, least)


def _verbless(view: View, i: int) -> bool:
    return view.types[i + 1] in ("ان", "الي", "علي", "انه", "انها", "عن") if i + 1 < len(view) else False


def _without_addressee(view: View, source: tuple[int, int], cue: Cue) -> tuple[int, int] | None:
    """«دعا العلي مصر إلى», «وصف سالم بن جابر نسبة … بـ», «دعا الشركات إلى»: the subject, without whom or what it speaks of.

    The subject is the first phrase; a single phrase that does not agree with the verb is the addressee.
    """
    a, b = source
    first = phrases.head_at(view, a, b)
    word = view.types[first]
    if word in phrases.roles() or word in source_heads():
        end = min(chunk_end(view, first, b), b)
    elif view.pos[first] == "PROPN" or word in names() or word in phrases.countries():
        end = first + 1 if word in phrases.countries() else max(name_end(view, first, b), first + 1)
    else:
        end = b
    if end == b:
        # no title and no known name: the addressee begins at a state, a plural object, or «all of …»
        end = next(
            (k for k in range(first + 1, b) if view.types[k] in phrases.countries() or view.types[k] in _ALL or _plural_object(view.types[k])), b
        )
    kind = source_heads().get(word)
    feminine = word.endswith(("ة", "ات")) or word in phrases.countries()
    if first > a:
        return a, max(end, first + 1)  # «عدد من المواطنين»: indefinite, and so the subject
    if _plural_object(word) or (cue.number == "p" and not word.endswith("ون")):
        return None
    if cue.gender == "m" and feminine and kind != "group" and end == b:
        return None
    if cue.front and kind == "group" and word.startswith("ال") and not word.endswith("ون") and end == b:
        return None
    return (a, end) if end > a else source


_ALL = frozenset("كل جميع كافة كافه السلطات السلط المجتمع الدول الجهات الاطراف العالم الشركات الامم".split())


def _plural_object(word: str) -> bool:
    """«المواطنين» is an object; «المواطنون» would be a subject."""
    return word.startswith("ال") and word.endswith("ين") and len(word) > 6 and word not in phrases.roles()


def _as_clause(view: View, i: int, cue: Cue) -> Relation | None:
    """«…، وفق ما ذكره فلان», «كما أعلن محاميه», «بحسب ما نقلته الوكالة»: the content came before."""
    if "in_document" in cue.frames:
        if i + 2 < len(view) and view.types[i + 1] in _DOCUMENT_PREP:
            source = _plain_phrase(view, i + 2)
        else:
            source = None
        if source is None:
            return None
    else:
        if cue.tier > 2 or cue.cls in ("demand", "accuse", "praise"):
            return None
        k = i + 1
        if k < len(view) and view.types[k] in ("عنه", "عنها", "به", "بها", "عنهم", "له", "ذلك", "اليه"):
            k += 1
        source = _plain_phrase(view, k)
        if source is not None and not phrases.can_speak(view, *source):
            return None
        if source is None and not cue.has_object:
            return None
    relation = Relation(i, cue, source, None, "after-content", order="after-content")
    relation.rule.append("as-clause")
    return relation


def _plain_phrase(view: View, a: int, *, at_once: bool = False) -> tuple[int, int] | None:
    """The noun phrase from token a to the next comma, stop, verb or circumstance."""
    end = view.sentence_end(min(a, len(view) - 1))
    stop = next(
        (
            k
            for k in range(a, end)
            if view.types[k] in (":", "فان", "فانه", "فانها", "فقد", "؛")
            or (
                k > a
                and view.types[k] in cue_forms()
                and cue_forms()[view.types[k]].form in ("perfect", "participle")
                and not view.types[k].startswith("ال")
            )
        ),
        end,
    )
    source = phrases.after_cue(view, a, stop, at_once=at_once)
    if source is None or source[0] > a + 1:
        return None
    return source


def _in_document(view: View, i: int, cue: Cue, end: int) -> Relation | None:
    """«جاء في البيان أن», «ورد في التقرير:»."""
    if i + 2 >= end or view.types[i + 1] != "في":
        return None
    a = i + 2
    if source_heads().get(phrases.head(view, a)) != "document":
        return None
    plain = Cue(cue.lemma, cue.cls, 1, cue.form, cue.gender, cue.number, cue.front, False, frozenset(["clause"]))
    frame = find_frame(view, i, plain, end)
    if frame is None:
        return None
    source = phrases.after_cue(view, a, frame.gap_end)
    if source is None:
        return None
    relation = Relation(i, cue, source, (frame.content, frame.content), frame.kind, frame.opener, order="verb-subject")
    relation.rule.append("in-document")
    return relation


def _relay(view: View, i: int, cue: Cue, end: int) -> Relation | None:
    """«نقلت الوكالة عن فلان قوله إن»: the agency's relation; what it quotes is the relation of قوله."""
    prep = next((k for k in range(i + 1, min(end, i + 18)) if view.types[k] == "عن"), None)
    plain = Cue(cue.lemma, cue.cls, 1, cue.form, cue.gender, cue.number, cue.front, False, frozenset(["clause"]))
    if prep is None:
        frame = find_frame(view, i, plain, end)
        source = phrases.after_cue(view, i + 1, frame.gap_end) if frame and frame.kind == "clause" else None
        if frame is None or source is None or not phrases.can_speak(view, *source, strict=True):
            return None
        relation = Relation(i, cue, source, (frame.content, frame.content), frame.kind, frame.opener, order="verb-subject")
        relation.rule.append("relay-direct")
        return relation
    said = next(
        (k for k in range(prep + 1, min(end, prep + 24)) if view.types[k] in ("قوله", "قولها", "قولهم", "القول", "تاكيده", "قولهما", "تاكيدها")), None
    )
    frame = find_frame(view, prep, plain, end)
    content = said if said is not None else frame.content if frame else None
    if content is None:
        return None
    source = phrases.after_cue(view, i + 1, prep)
    if source is None and i > view.sentence_start(i) and cue.front == 0:
        source = phrases.before_cue(view, i, view.sentence_start(i))
    quoted = phrases.after_cue(view, prep + 1, said if said is not None else frame.gap_end if frame else content)
    relation = Relation(i, cue, source, (content, content), "clause", None, order="verb-subject" if source else "dropped")
    if said is None:
        relation.frame, relation.opener = frame.kind if frame else "clause", frame.opener if frame else None
    relation.antecedent = quoted  # whom the agency quotes: the speaker of قوله
    relation.rule.append("relay")
    return relation


def _participle(view: View, i: int, cue: Cue, found: list[Relation]) -> Relation | None:
    end = view.sentence_end(i)
    before = view.types[i - 1] if i else ""
    after_mark = before in ("،", ",", "؛", ".", ")", "»", '"', "”", "-") or i == view.sentence_start(i)
    if view.types[i] in ("قائلا", "قائلة", "قائله", "قائلين"):
        frame = find_frame(view, i, cue, end)
        frame = frame or Frame("colon", i + 1, i + 1) if i + 1 < end else None
    else:
        frame = find_frame(view, i, cue, min(end, i + 25))
    follows = bool(found) and view.sentence[found[-1].at] == view.sentence[i] and view.types[i].endswith("ا")
    if frame is None and "np" in cue.frames and (after_mark or follows) and i + 1 < end and (view.is_word[i + 1] or is_opener(view, i + 1)):
        frame = Frame("object", i + 1, i + 1, i + 1 if is_opener(view, i + 1) else None)
    if frame is None or view.types[i].startswith("ال"):
        return None
    adjacent = frame.gap_end <= i + 2
    earlier = bool(found) and view.sentence[found[-1].at] == view.sentence[i]
    if (
        not (after_mark or adjacent)
        and not (earlier and cue.tier == 1 and frame.kind == "object")
        and not (frame.kind == "preposition" and cue.cls in ("demand", "warn", "opinion", "accuse"))
    ):
        return None
    if before in phrases.PREPOSITIONS or before in ("كان", "كانت", "غير", "ليس"):
        return None
    relation = Relation(i, cue, None, (frame.content, frame.content), frame.kind, frame.opener, order="participle")
    relation.rule.append("participle")
    return relation


def _masdar(view: View, i: int, cue: Cue) -> Relation | None:
    end = view.sentence_end(i)
    word = view.types[i]
    before = view.types[i - 1] if i else ""
    if before == "حد" and word in _SELF:
        relation = Relation(i, cue, None, None, "after-content", order="after-content")
        relation.cue_span = view.span(i - 1, i + 1)
        relation.rule.append("self")
        return relation
    if before in _ACCORDING or before in ("براي", "حد"):
        return None  # the preposition is the cue
    pronoun = word.endswith(("ه", "ها", "هم", "هما")) and "ة" not in word[-1:] and not word.endswith(("اره", "لامه"))
    if not pronoun and (
        word.removeprefix("و") not in _BARE_MASDAR or before in ("من", "في", "عن", "تجدر", "وتجدر", "يجدر", "تجب", "يجب", "وجبت", "تمت")
    ):
        return None
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


def _preposition(view: View, i: int, cue: Cue) -> Relation | None:
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
    if k < end and view.types[k] in _SELF:
        relation = Relation(i, cue, None, None, "after-content", order="after-content")
        relation.rule.append("self")
        return relation
    if k + 1 < end and view.types[k].removeprefix("ل") in _SAYINGS and view.types[k + 1] not in (".", "،"):
        k += 1  # «وفق تأكيد العلي»: he who says it, not the saying
    source = _plain_phrase(view, k, at_once=frame == "source_l") if k < end else None
    if source is None or not _plausible(view, *source):
        return None
    relation = Relation(i, cue, source, None, "after-content", order="after-content")
    relation.rule.append("according-to")
    return relation


def _plausible(view: View, a: int, b: int) -> bool:
    """After بحسب and its like: a role, an organization, a document, or a name; not a measure or a rule."""
    word = phrases.head(view, a)
    heads = source_heads()
    if is_opener(view, a):
        return True
    for form in (word, word.removeprefix("ل"), "ال" + word.removeprefix("لل")):
        if form in phrases.roles() or form in heads or form in phrases.countries() or form in phrases.person_plurals():
            return form not in ("القانون", "قانون", "الاتفاق", "اتفاق", "قرار", "القرار")
    if word in phrases.inanimate():
        return False
    if any(view.pos[m] == "PROPN" for m in range(a, min(a + 2, b))):
        return True
    return not word.startswith(("ال", "لل")) and view.pos[a] is None and b - a <= 4 and not word.endswith("ة")


def _antecedent(view: View, relative: int) -> tuple[int, int] | None:
    """The noun phrase before الذي or التي."""
    least = view.sentence_start(relative)
    b = relative
    while b > least and view.types[b - 1] in ("،", ","):
        b -= 1
    a = b
    while a > least and b - a < 10:
        word = view.types[a - 1]
        if word in phrases.PREPOSITIONS or word in ("،", ",", "؛", ":") or word in COMPLEMENTIZERS:
            break
        cue = cue_forms().get(word)
        if cue is not None and cue.form in ("perfect", "imperfect", "preposition"):
            break
        a -= 1
    a, b = view.trim(a, b)
    while b - a > 1 and view.types[a] in _SAYINGS:
        a += 1
    return (a, b) if b > a and phrases.nominal(view, a) else None
