"""Verb forms that report nothing where they stand: homographs, passives, what is not (yet) said, complements too far off."""

from __future__ import annotations

from toolkit.attribution.chunks import is_name
from toolkit.attribution.circumstances import PREPOSITIONS, venues
from toolkit.attribution.clauses import AS, asks_no_name
from toolkit.attribution.frames import Frame
from toolkit.attribution.heads import can_speak
from toolkit.attribution.lexicon import Cue, context_words, roles
from toolkit.attribution.view import View

DAMMA, SHADDA = "\u064f", "\u0651"
_CONNECTED = frozenset(
    "كما فيما حيث وقد قد فقد كان كانت وكان وكانت ان انه انها الذي التي الذين لم لن لا ما الي ثم بينما جهته جانبه جهتها جانبها بدوره بدورها".split()
)
_NOUNS_TOO = frozenset("طالب حذر علم ذكر رد وعد حمل كتب امر نص عبر حث ربط نقل شبه".split())
_VERBAL_NOUNS = frozenset("كشف وصف توقع نفي تخوف ظن امل طلب امر تعهد وعد نقل ربط نص حث شجب شرح جزم زعم".split())
# Prepositions and their like: no finite verb stands right after them.
_GOVERNORS = frozenset("في من عن الي علي مع ظل وسط رغم دون بعد قبل عقب اثر بسبب خلال وسط بين".split())
NEAR = 2  # tokens between a verb of going on or ending and the clause that it takes


def verb_here(view: View, i: int, cue: Cue, before: str, first: bool) -> bool:
    """Whether the form is the verb at this place: «طالب» the student, «بين» the preposition and «تربطه» are not."""
    if before == "مما":
        return False
    if cue.lemma == "ادعى" and cue.form == "imperfect" and view.text[view.ends[i] - 1] == "ى":
        return False  # «امرأة تدعى ليلى»: is called
    plain = SHADDA not in view.text[view.starts[i] : view.ends[i]]
    if cue.lemma == "بين" and plain and (cue.has_object or before in AS):
        return False
    if cue.has_object and before not in AS and before not in ("التي", "الذي") and cue.lemma not in context_words("object_verb"):
        return False
    if view.pos[i] in ("NOUN", "PROPN") and cue.form == "perfect" and not first and before not in _CONNECTED:
        return view.types[i] not in _NOUNS_TOO
    return True


def homograph(view: View, i: int, cue: Cue, before: str, first: bool) -> bool:
    """«نُشرت» with its vowel: passive; «عبر حسابه»: the preposition; «حين وردت تقارير»: they came, nobody answered."""
    written = view.text[view.starts[i] : view.ends[i]]
    if cue.form == "perfect" and written[cue.front + 1 : cue.front + 2] == DAMMA:
        return True
    if cue.form == "perfect" and ("\u064b" in written or before in _GOVERNORS):
        return True  # «15 طالباً», «في ظل تخوف من …»: nouns
    verb_before = i > 0 and not first and view.pos[i - 1] == "VERB" and before not in _CONNECTED
    if cue.form == "perfect" and verb_before and view.types[i] in _VERBAL_NOUNS:
        return True  # «وتطابق وصف الرجل مع …»
    indefinite = i > 0 and view.pos[i - 1] == "NOUN" and not before.startswith(("ال", "لل", "بال"))
    if indefinite and view.types[i] in _VERBAL_NOUNS and i + 1 < len(view) and view.pos[i + 1] == "ADJ" and not view.types[i + 1].startswith("ال"):
        return True  # «إجراء كشف طبي»
    if view.types[i].lstrip("وف") in ("يقل", "تقل") and before not in ("لم", "ولم"):
        return True  # «لا يقل عن مئة»
    following = view.types[i + 1] if i + 1 < len(view) else ""
    if cue.lemma == "عبر" and view.types[i] == "عبر" and (following in venues() or not (first or before in _CONNECTED or following == "عن")):
        return True
    return cue.lemma == "رد" and view.types[i].startswith("ورد") and bool(before) and before not in ("،", ",", "»", '"', "”")


def not_said(view: View, i: int, cue: Cue, before: str) -> bool:
    """«قد يرحب», «أن تأمر»: not (yet) said; «مصدر طلب عدم نشر اسمه»: about the source; «على ما ورد في»: a topic."""
    if (before in ("قد", "كي", "لكي") or (before == "ان" and i > 1 and view.types[i - 2] not in ("قبل", "الي"))) and cue.form == "imperfect":
        if cue.front == 0:
            return True
    if asks_no_name(view, i):
        return True
    if cue.lemma == "أذن" and view.text[view.starts[i] + cue.front] == "إ":
        return True  # «إذن»: then, or the permission; not «أذن رئيس الحكومة بتكوين لجنة»
    return before == "ما" and i > 1 and view.types[i - 2] in ("علي", "الي", "في", "حول") and cue.lemma in ("ورد", "جاء")


def empty(view: View, i: int, cue: Cue, frame: Frame, negated: bool) -> bool:
    """Whether verb and complement make no report together."""
    if negated and cue.cls in ("announce", "reveal", "assert", "say") and frame.kind == "preposition":
        return True  # «لم تعلن الشركة عن اسمه», «لم يشر إلى الأسماء»: nothing is told
    if cue.lemma == "حمل" and not any(word.removeprefix("ال") == "مسؤولية" for word in view.types[i + 1 : i + 14]):
        return True  # «يحمل اسم …»; but «حمل الحكومة مسؤولية …»
    if cue.lemma == "أجمع" and frame.kind != "clause":
        return True  # «العالم أجمع»: all of it
    if cue.lemma == "وجه" and view.segments[i + 1].startswith("ل+"):
        return True  # «وجه للعمال …»: sends, does not order
    if cue.lemma == "أبرز" and cue.form == "perfect" and cue.gender == "m":
        # «وأبرز (الوزير) أن»; not «أبرز النتائج أن», «أبرز ما …»: the most notable
        opening = cue.front > 0 or i == view.sentence_start(i)
        return not opening or frame.kind != "clause" or not (frame.gap_end == i + 1 or can_speak(view, i + 1, frame.gap_end, strict=True))
    if cue.lemma == "اعتبر" and cue.form == "imperfect" and cue.number == "s" and (frame.kind != "clause" or frame.opener is not None):
        return True  # «يعتبر المصنع الأكبر …»: is considered
    if frame.kind != "clause" or frame.opener is not None:
        return False
    far = frame.gap_end > i + 1 + NEAR
    if cue.lemma == "نشر":
        return True  # «نشر المستخدم صورة … أن»: the clause is another word's
    ending = cue.cls == "add" or cue.lemma in ("ختم", "اختتم", "استهل")
    if not (ending and far):
        return False
    # «يختتم الفريق مبارياته …», «زادت متاعب المهرجان …»: who goes on speaking has a name or a title
    speaker = any(view.types[k] in roles() or is_name(view, k) for k in range(i + 1, min(i + 4, frame.gap_end)))
    return cue.form == "imperfect" or not (speaker or cue.lemma == "أضاف" or view.types[i + 1] in PREPOSITIONS or not view.is_word[i + 1])
