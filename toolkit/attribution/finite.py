"""Finite reporting verbs: whether a form is one here, and who its subject is."""

from __future__ import annotations

from toolkit.attribution import phrases
from toolkit.attribution.chunks import chunk_end, name_end, names
from toolkit.attribution.clauses import AS, antecedent, as_clause, asks_no_name, in_document, relative_object, relay
from toolkit.attribution.frames import COMPLEMENTIZERS, WITH_BI, Frame, find_frame, is_opener, object_start
from toolkit.attribution.lexicon import Cue, context_words, source_heads
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View

_RELATIVE = frozenset(["الذي", "التي", "الذين", "اللذان", "اللذين", "والذي", "والتي"])
_IN_IT = frozenset("فيه فيها فيهم خلاله خلالها به بها".split())
_AUXILIARY = frozenset(["كان", "كانت", "وكان", "وكانت", "كانوا", "قد", "فقد", "وقد", "لقد"])
_AS_HEADS = frozenset("وفق وفقا ووفق ووفقا حسب وحسب بحسب وبحسب طبقا علي نحو بناء هو وهو هذا وهذا ذلك وذلك الامر الشيء استنادا".split())
_HONORIFICS = frozenset("الدكتور الدكتورة المهندس المهندسة الشيخ الاستاذ الاستاذة اللواء العميد العقيد الفريق".split())
_NEGATION = frozenset(["لم", "لن", "لا", "ولم", "ولن", "ولا", "ما"])
_CONNECTED = frozenset(
    "كما فيما حيث وقد قد فقد كان كانت وكان وكانت ان انه انها الذي التي الذين لم لن لا ما الي ثم بينما جهته جانبه جهتها جانبها بدوره بدورها".split()
)


def finite(view: View, i: int, cue: Cue, found: list[Relation]) -> Relation | None:
    end = view.sentence_end(i)
    before = view.types[i - 1] if i and view.sentence[i - 1] == view.sentence[i] else ""
    first = i == view.sentence_start(i) or view.types[i - 1] in ("،", ",", "؛", "»", '"', "”") or cue.front > 0
    negated = before in _NEGATION and before != "ما"
    if before in _RELATIVE and i + 2 < end and view.pos[i + 1] == "ADP" and "+" in view.segments[i + 1]:
        if view.types[i + 1] in ("فيه", "فيها", "فيهم") and cue.tier == 1 and (frame := find_frame(view, i, cue, end)) is not None:
            # «الجلسة التي أقر فيها المدير بالخطأ»: where it is said, not what
            source = phrases.after_cue(view, i + 2, frame.gap_end)
            if source is not None and phrases.can_speak(view, *source, strict=True):
                return Relation(i, cue, source, (frame.content, frame.content), frame.kind, frame.opener, order="verb-subject", rule=["verb-subject"])
        return relative_object(view, i, cue)
    if not _verb_here(view, i, cue, before, first):
        return None
    if _not_said(view, i, cue, before):
        return None
    spoken = cue.cls in ("say", "add", "announce", "attribute", "assert", "reveal", "relay")
    refers_back = before in AS or (before == "التي" and cue.has_object and spoken)
    if before == "كما" and i - 1 == view.sentence_start(i):
        refers_back = False  # «كما توقعت الأرصاد …» at the head of a sentence: and also
    if before in ("ما", "بما", "لما") and i > 1 and view.sentence[i - 2] == view.sentence[i] and view.is_word[i - 2]:
        told = view.types[i - 2] == "في" and cue.has_object and cue.lemma not in ("ورد", "جاء")
        if not told and view.types[i - 2] not in _AS_HEADS:
            return None  # «لتكذيب ما ورد»: what is said, not «as is said»
    if refers_back and (before != "كما" or find_frame(view, i, cue, end) is None):
        return as_clause(view, i, cue)
    if "in_document" in cue.frames:
        return in_document(view, i, cue, end)
    if "relay" in cue.frames:
        return relay(view, i, cue, end)
    frame = _frame(view, i, cue, end, before)
    if frame is None:
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
        relation.order, relation.antecedent = "relative", antecedent(view, i - 1)
        subject = phrases.after_cue(view, i + 1, frame.gap_end)
        if (
            subject is not None and frame.kind == "clause" and phrases.can_speak(view, *subject, strict=True)
            and not (relation.antecedent and phrases.can_speak(view, *relation.antecedent, strict=True))
        ):  # fmt: skip
            relation.source, relation.order = subject, "verb-subject"  # «القرارات التي رأت الدولة أنها …»
            relation.rule.append(relation.order)
            return relation
        if frame.kind == "object":
            return None
        if relation.antecedent and not phrases.can_speak(view, *relation.antecedent, strict=cue.form == "imperfect"):
            return None
        if cue.has_object and frame.gap_end > i + 1:
            # «المشروع الذي وصفه البنك بأنه …»: the subject follows its verb
            subject = phrases.after_cue(view, i + 1, frame.gap_end)
            if subject is not None and phrases.can_speak(view, *subject, strict=True):
                relation.source, relation.order = subject, "verb-subject"
        relation.rule.append("relative")
        return relation
    if view.types[i + 1] in _IN_IT and i + 1 < frame.gap_end and not cue.front:
        # «عقد مؤتمرا ذكر فيه أن»: whoever acts in the clause before speaks
        relation.order = "asyndetic"
        relation.rule.append("asyndetic")
        return relation
    source = phrases.after_cue(view, i + 1, frame.gap_end)
    addressee_only = frame.kind == "preposition" and cue.lemma in context_words("addressee_verb")
    subject_before = None
    if not first or before in _AUXILIARY:
        subject_before = _subject_before(view, i, found)
    if subject_before and source is not None and "np" in cue.frames and _object_between(view, source, subject_before):
        source = None  # «وكانت الوزارة أعلنت مساء أمس | الأول أن …»: what stands between is no speaker
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
        if cue.form == "imperfect" and _no_speaker(view, *source):
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


def _object_between(view: View, source: tuple[int, int], subject: tuple[int, int]) -> bool:
    """Whether of two phrases around the verb only the one before it can speak."""
    known = any(view.pos[k] == "PROPN" or view.types[k] in names() for k in range(*source))
    return not known and not phrases.can_speak(view, *source, strict=True) and phrases.can_speak(view, *subject, strict=True)


def _no_speaker(view: View, a: int, b: int) -> bool:
    """«يؤكد ذلك ويزيد …»: another verb inside the phrase, or a noun that is neither a name nor anybody who speaks."""
    if any(view.pos[k] == "VERB" and view.segments[k].startswith(("و+", "ف+")) for k in range(a, b)):
        return True
    named = any(view.pos[k] == "PROPN" or view.types[k] in names() for k in range(a, b))
    return not named and not phrases.can_speak(view, a, b, strict=True)


def _not_said(view: View, i: int, cue: Cue, before: str) -> bool:
    """«قد يرحب», «أن تأمر»: not (yet) said; «مصدر طلب عدم نشر اسمه»: about the source; «على ما ورد في»: a topic."""
    if (before in ("قد", "كي", "لكي") or (before == "ان" and i > 1 and view.types[i - 2] not in ("قبل", "الي"))) and cue.form == "imperfect":
        if cue.front == 0:
            return True
    if asks_no_name(view, i):
        return True
    if cue.lemma == "أذن" and view.text[view.starts[i] + cue.front] == "إ":
        return True  # «إذن»: then, or the permission; not «أذن رئيس الحكومة بتكوين لجنة»
    return before == "ما" and i > 1 and view.types[i - 2] in ("علي", "الي", "في", "حول") and cue.lemma in ("ورد", "جاء")


def _frame(view: View, i: int, cue: Cue, end: int, before: str) -> Frame | None:
    """The verb's complement: a clause, a quotation, a preposition with its noun, or a direct object."""
    frame = find_frame(view, i, cue, end)
    if cue.lemma == "بين" and "\u0651" not in view.text[view.starts[i] : view.ends[i]] and view.types[i].endswith("بين"):
        # «وبين أن» the verb, not «وبين هذا وذاك» the preposition: at the sentence's start, and with its clause
        if not (i == view.sentence_start(i) or before in ("كما", "جهته", "جانبه", "،")) or frame is None or frame.kind != "clause":
            return None
    if "np" in cue.frames and not cue.has_object and (frame is None or frame.kind == "preposition"):
        at = object_start(view, i, frame.gap_end if frame else end)
        # «أكد تمسكه بالسعي إلى …»: the object comes before the preposition
        if at is not None and (frame is None or at <= i + 2 or view.types[at].endswith(("ه", "ها", "هم"))):
            return Frame("object", at, at, at if is_opener(view, at) else None)
    return frame


def _verb_here(view: View, i: int, cue: Cue, before: str, first: bool) -> bool:
    """Whether the form is the verb at this place: «طالب» the student, «بين» the preposition and «تربطه» are not."""
    if before == "مما":
        return False
    if cue.lemma == "ادعى" and cue.form == "imperfect" and view.text[view.ends[i] - 1] == "ى":
        return False  # «امرأة تدعى ليلى»: is called
    plain = "\u0651" not in view.text[view.starts[i] : view.ends[i]]
    if cue.lemma == "بين" and plain and (cue.has_object or before in AS):
        return False
    if cue.has_object and before not in AS and before not in ("التي", "الذي") and cue.lemma not in context_words("object_verb"):
        return False
    if view.pos[i] in ("NOUN", "PROPN") and cue.form == "perfect" and not first and before not in _CONNECTED:
        return view.types[i] not in ("طالب", "حذر", "علم", "ذكر", "رد", "وعد", "حمل", "كتب", "امر", "نص", "عبر", "حث", "ربط", "نقل", "شبه")
    return True


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
        # «رئيس محكمة | كذا الدكتور سالم العلي»: the honorific before the name, a word or two on, is the subject's still
        titled = next((k for k in range(end, min(end + 3, b)) if view.types[k] in _HONORIFICS), None)
        if titled is not None and all(view.is_word[first:titled]):
            end = min(chunk_end(view, titled, b), b)
    elif view.pos[first] == "PROPN" or word in names() or word in phrases.countries():
        end = first + 1 if word in phrases.countries() else max(name_end(view, first, b), first + 1)
    else:
        end = b
    pointed = view.types[a] in ("هذا", "هذه", "تلك", "ذلك") and cue.gender == "m" and word.endswith(("ة", "ات"))
    if first > a and (cue.number == "p" or pointed):
        return None  # «وطالبوا كل السلط», «اتهم هذه المجموعة»
    if end == b:
        # no title and no known name: the addressee begins at a state, a plural object, or «all of …»
        end = next(
            (
                k
                for k in range(first + 1, b)
                if view.types[k] in phrases.countries() or view.types[k] in context_words("collective") or _plural_object(view.types[k])
            ),
            b,
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


def _plural_object(word: str) -> bool:
    """«المواطنين» is an object; «المواطنون» would be a subject."""
    return word.startswith("ال") and word.endswith("ين") and len(word) > 6 and word not in phrases.roles()
