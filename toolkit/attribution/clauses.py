"""Clauses other than «X said that»: as X said, the report in which it says, what X announced, the agency that quotes X."""

from __future__ import annotations

from toolkit.attribution import phrases
from toolkit.attribution.chunks import chunk_end, is_name, name_end
from toolkit.attribution.circumstances import PREPOSITIONS
from toolkit.attribution.frames import COMPLEMENTIZERS, find_frame, is_opener
from toolkit.attribution.heads import can_speak, head, person_plurals
from toolkit.attribution.lexicon import Cue, context_words, cue_forms, roles, source_heads
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View
from toolkit.lexicons import word_list

AS = frozenset(["ما", "كما", "حسبما", "مثلما", "لما", "بما"])
_DOCUMENT_PREP = frozenset({"في", "ب", "ضمن", "علي"})


def asks_no_name(view: View, i: int) -> bool:
    """«مصدر طلب عدم نشر اسمه»: about the source, not said."""
    return view.types[i + 1 : i + 2] == ["عدم"] and view.types[i + 2 : i + 3] != [] and view.types[i + 2] in ("نشر", "ذكر", "كشف", "الكشف", "الافصاح")


def relative_object(view: View, i: int, cue: Cue) -> Relation | None:
    """«الإجراءات التي أعلن عنها فلان»: the antecedent is what was said."""
    source, content = plain_phrase(view, i + 2), antecedent(view, i - 1)
    if source is None or content is None or cue.tier > 1 or not can_speak(view, *source):
        return None
    relation = Relation(i, cue, source, content, "antecedent", order="verb-subject")
    relation.rule.append("relative-object")
    return relation


def told_of(view: View, i: int, cue: Cue) -> Relation | None:
    """«الأرقام التي أعلنتها الوزارة»: as with «أعلن عنها», the antecedent is what was said."""
    source, content = plain_phrase(view, i + 1), antecedent(view, i - 1)
    if source is None or content is None or not can_speak(view, *source, strict=True):
        return None
    relation = Relation(i, cue, source, content, "antecedent", order="verb-subject")
    relation.rule.append("relative-object")
    return relation


def called(view: View, i: int, cue: Cue, end: int) -> Relation | None:
    """«ما وصفه (فلان) بـ“…”», «ما اعتبرته “…”»: the name that somebody gives it."""
    at = i + 1
    if cue.lemma == "وصف":
        frame = find_frame(view, i, cue, min(end, i + 10))
        if frame is None or frame.kind != "preposition":
            return None
        relation = Relation(i, cue, None, (frame.content, frame.content), "preposition", frame.opener)
        relation.source = phrases.after_cue(view, at, frame.gap_end) if frame.gap_end > at else None
    else:
        opener = at if is_opener(view, at) else None
        source = _namer(view, at, end) if opener is None else None
        at = source[1] if source else at
        if at >= end:
            return None
        opener = at if is_opener(view, at) else None
        relation = Relation(i, cue, source, (at + (opener is not None), at + 1), "object", opener)
    relation.order = "verb-subject" if relation.source else "dropped"
    relation.rule.append("called")
    return relation


def _namer(view: View, a: int, end: int) -> tuple[int, int] | None:
    """«ما اعتبره النائب سالم العلي | دفعا لـ…»: the subject before what it is called."""
    if is_name(view, a):
        return a, max(name_end(view, a, end), a + 1)
    if view.types[a] in roles() or source_heads().get(view.types[a]) in ("organization", "document"):
        return a, chunk_end(view, a, end)
    return None


def as_clause(view: View, i: int, cue: Cue) -> Relation | None:
    """«…، وفق ما ذكره فلان», «كما أعلن محاميه», «بحسب ما نقلته الوكالة»: the content came before."""
    if "in_document" in cue.frames:
        if i + 2 < len(view) and view.types[i + 1] in _DOCUMENT_PREP:
            source = plain_phrase(view, i + 2)
        else:
            source = None
        if source is None:
            return None
        if source[1] - source[0] == 1 and view.segments[source[0]].endswith(("+ه", "+ها", "+هم")):
            source = None  # «وفق ما جاء في مداخلته»
    else:
        if cue.tier > 2 or cue.cls in ("demand", "accuse", "praise"):
            return None
        k = i + 1
        if k < len(view) and view.types[k] in ("عنه", "عنها", "به", "بها", "عنهم", "له", "ذلك", "اليه"):
            k += 1
        source = plain_phrase(view, k)
        if source is not None and not can_speak(view, *source):
            return None
        if source is None and not cue.has_object:
            return None
    relation = Relation(i, cue, source, None, "after-content", order="after-content")
    relation.rule.append("as-clause")
    return relation


def in_document(view: View, i: int, cue: Cue, end: int) -> Relation | None:
    """«جاء في البيان أن», «ورد في التقرير:»."""
    if i + 2 >= end or view.types[i + 1] != "في":
        return None
    a = i + 2
    if source_heads().get(head(view, a)) != "document":
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


def relay(view: View, i: int, cue: Cue, end: int) -> Relation | None:
    """«نقلت الوكالة عن فلان قوله إن»: the agency's relation; what it quotes is the relation of قوله."""
    prep = next((k for k in range(i + 1, min(end, i + 18)) if view.types[k] == "عن"), None)
    plain = Cue(cue.lemma, cue.cls, 1, cue.form, cue.gender, cue.number, cue.front, False, frozenset(["clause"]))
    if prep is None:
        frame = find_frame(view, i, plain, end)
        source = phrases.after_cue(view, i + 1, frame.gap_end) if frame and frame.kind == "clause" else None
        if frame is None or source is None or not can_speak(view, *source, strict=True):
            return None
        relation = Relation(i, cue, source, (frame.content, frame.content), frame.kind, frame.opener, order="verb-subject")
        relation.rule.append("relay-direct")
        return relation
    said = next(
        (
            k
            for k in range(prep + 1, min(end, prep + 24))
            if view.types[k] in ("قوله", "قولها", "قولهم", "القول", "تاكيده", "قولهما", "تاكيدها", "نفيه", "نفيها")
        ),
        None,
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


def plain_phrase(view: View, a: int, *, at_once: bool = False) -> tuple[int, int] | None:
    """The noun phrase from token a to the next comma, stop, verb or circumstance."""
    end = view.sentence_end(min(a, len(view) - 1))
    stop = next(
        (
            k
            for k in range(a, end)
            if view.types[k] in (":", "فان", "فانه", "فانها", "فقد", "؛")
            or view.types[k] in COMPLEMENTIZERS
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
    if source is None or (source[0] > a + 1 and not view.segments[a].startswith("ل+")):
        return None
    return source


def antecedent(view: View, relative: int) -> tuple[int, int] | None:
    """The noun phrase before الذي or التي."""
    least = view.sentence_start(relative)
    b = relative
    while b > least and view.types[b - 1] in ("،", ","):
        b -= 1
    a = b
    while a > least and b - a < 10:
        word = view.types[a - 1]
        if word in PREPOSITIONS or word in ("،", ",", "؛", ":") or word in COMPLEMENTIZERS:
            break
        cue = cue_forms().get(word)
        if (cue is not None and cue.form in ("perfect", "imperfect", "preposition")) or _verb(view, a - 1):
            break
        a -= 1
    if view.types[relative] == "الذين" and not any(_plural(view.types[k]) for k in range(a, b)):
        # «لدى المواطنين في العاصمة، الذين …»: the plural before the preposition
        far = next((k for k in range(a - 1, max(least, a - 5) - 1, -1) if _plural(view.types[k])), None)
        if far is not None:
            a, b = far, next((k for k in range(far + 1, a) if view.types[k] in PREPOSITIONS), a)
    a, b = view.trim(a, b)
    while b - a > 1 and (view.types[a] in context_words("saying") or view.types[a] == "قبل"):
        a += 1
    governed = cue_forms().get(view.types[a - 1]) if a > least else None
    if governed is not None and "np" in governed.frames:
        a = phrases.second_noun(view, a, b) or a  # «ثمن البيان | الجهد الذي …»
    to = next((k for k in range(a + 1, b) if view.segments[k].startswith("ل+") and view.pos[k] == "PROPN"), None)
    if to == a + 1 and view.types[a].endswith("ا"):
        a = to  # «خلفا | لسالم العلي الذي …»
    return (a, b) if b > a and phrases.nominal(view, a) else None


def _verb(view: View, k: int) -> bool:
    word = view.types[k]
    return view.pos[k] == "VERB" and not word.startswith("ال") and word not in roles() and word not in word_list("names")


def _plural(word: str) -> bool:
    return word in person_plurals() or source_heads().get(word) == "group" or (word.startswith("ال") and word.endswith(("ون", "ين")))


QUOTED = 4  # words of a quotation that is what somebody says, not a name


def quote_first(view: View, i: int, cue: Cue, end: int) -> Relation | None:
    """«"لم نر مثل هذا"، قال المزارع سالم»: the quotation stands right before the verb, and its speaker after it."""
    k = i - 1
    while k > max(i - 4, 0) and view.types[k] in ("،", ",", ".", "-", "–", "—"):
        k -= 1
    quotation = next((q for q in view.quotations if q.closed and q.close == k), None)
    if quotation is None or quotation.words() < QUOTED or view.line[i] > view.line[k]:
        return None
    source = phrases.after_cue(view, i + 1, end)
    if source is None or not can_speak(view, *source, strict=True):
        return None
    content = view.trim(quotation.open + 1, quotation.close)
    return Relation(i, cue, source, content, "quote-first", order="verb-subject", rule=["quote-first"])
