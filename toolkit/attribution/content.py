"""What is said: where each relation's content begins and ends, and whether it is quoted."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from toolkit.attribution.relation import Relation
from toolkit.lexicons import grammar_words
from toolkit.sentence.classes import COMMAS, PREPOSITIONS
from toolkit.sentence.heads import head
from toolkit.sentence.lexicon import cue_forms, source_heads
from toolkit.sentence.phrases import Span
from toolkit.sentence.view import View

_MARKS = frozenset("،,؛;.!؟?…:-–—(")  # at the end of a content, and no part of it
OPENERS = frozenset({"ان", "بان", "ب", "بـ"})  # words before a quotation that the content begins with
ANTECEDENT = 12  # tokens of a noun that a relative clause describes


def measure(view: View, found: list[Relation]) -> None:
    """Sets each relation's content to its token range."""
    for n, relation in enumerate(found):
        if relation.begins.kind == "before":
            quotation = view.quotations[view.inside[relation.begins.at]]
            relation.content = view.trim(quotation.open + 1, quotation.close)
        elif relation.begins.kind != "around":
            relation.content = _forward(view, relation, found, n + 1)
    for n, relation in enumerate(found):
        if relation.begins.kind == "around":
            relation.content = _antecedent(view, relation) or _around(view, relation, found, n)


def _opener(view: View, relation: Relation) -> int | None:
    """The quotation mark with which the content begins, if it does."""
    at = relation.begins.at
    if at in view.opened:
        return at
    # إن "…": the content is inside the marks when all of the rest is quoted; so with «بـ"…"».
    return at + 1 if at + 1 in view.opened and view.types[at] in OPENERS else None


def _forward(view: View, relation: Relation, found: list[Relation], n: int) -> Span | None:
    kind, start = relation.begins
    opener = _opener(view, relation)
    if opener is not None:
        quotation = view.quotations[view.opened[opener]]
        inner = (quotation.open + 1, quotation.close + (0 if quotation.closed else 1))
        rest = quotation.close + 1
        end = _end(view, max(rest - 1, start), found, n)
        if not quotation.closed or rest >= end or _over(view, rest, end, kind):
            return view.trim(*inner) if inner[1] > inner[0] else None
        return trimmed(view, start, end)
    if relation.stop is not None:
        return trimmed(view, start, relation.stop)
    end = _within(view, relation, start, _end(view, start, found, n))
    if kind == "colon":
        end = _colon_end(view, start, end, found, n)
    return trimmed(view, start, end)


def _within(view: View, relation: Relation, start: int, end: int) -> int:
    """«"أعتقد أن الأمر انتهى". وأضاف …»: who speaks inside a quotation says no more than it holds."""
    own = view.quotations[view.inside[relation.at]] if view.inside[relation.at] >= 0 else None
    if own is None or not own.closed or relation.cue.form == "participle" or not start < own.close < end:
        return end
    return own.close if view.starts[own.close] == view.ends[own.close - 1] else end


def _antecedent(view: View, relation: Relation) -> Span | None:
    """«الأرقام التي أعلنتها الوزارة»: what was said is the noun before the relative pronoun."""
    at = relation.at - 1
    if at < 1 or view.classes[at] != "relative":
        return None
    begin = at
    while (
        begin > view.sentence_start(at)
        and begin > at - ANTECEDENT
        and view.classes[begin - 1] not in PREPOSITIONS | COMMAS
        and view.pos[begin - 1] != "VERB"
    ):
        begin -= 1
    return trimmed(view, begin, at)


def _over(view: View, rest: int, end: int, kind: str) -> bool:
    """Whether nothing of the content follows the closing mark: a comma, a stop, the next cue, the writer's own sentence."""
    if kind in ("quote", "colon") and (
        (view.pos[rest] == "VERB" and view.segments[rest].startswith("و+"))
        or (view.types[rest] == "في" and view.types[rest + 1 : rest + 2] == ["اشارة"])
    ):
        return True
    if view.types[rest] in ("،", ",", ".", "؛", "؟", "!", "-", "–"):
        return kind != "clause" or not _opens_again(view, rest, end) or view.types[rest] == "."
    return False


def _opens_again(view: View, rest: int, end: int) -> bool:
    return any(q.open > rest and q.open < end for q in view.quotations)


def _end(view: View, start: int, found: list[Relation], n: int) -> int:
    """One past the content: the sentence's end, or the next cue clause."""
    end = view.sentence_end(start)
    for other in islice(found, n, None):
        if other.at >= end:
            break
        if other.at <= start:
            continue
        cut = _clause_begin(view, other, start)
        if cut is not None:
            return cut
    return end


def _clause_begin(view: View, other: Relation, start: int) -> int | None:
    """Where the other cue's clause begins, if it ends the content before it; None for a nested relation."""
    at = other.at
    if other.cue.form == "participle":
        return at
    if other.begins.kind == "around":
        begin = at - (1 if other.cue_span else 0)
        while begin > start and view.types[begin - 1] in grammar_words("lead"):
            begin -= 1
        return begin if _closes(view, other) else None
    first = other.source is not None and other.source[1] <= at
    if other.source is not None and first and start + 1 < other.source[0]:
        k = other.source[0] - 1
        if view.types[k] in ("وكان", "وكانت") and view.types[k - 1] in ("،", ","):
            return k  # «أقر المدير بالخطأ، | وكانت الشركة تعلن …»: a sentence of its own
    return _verb_begin(view, other, first) if other.cue.form in ("perfect", "imperfect") else None


def _verb_begin(view: View, other: Relation, first: bool) -> int | None:
    at = other.at
    before = view.types[at - 1]
    if other.cue.front > 0 and other.cue.form == "perfect":
        return at
    if before in grammar_words("connector") or (before == "قد" and view.types[at - 2] in ("،", "و")):
        return at - 1
    return at if before in ("،", ",") and not first else None


def _closes(view: View, relation: Relation) -> bool:
    """Whether the sentence ends, or another clause begins, after an «according to» phrase."""
    k = relation.source[1] if relation.source else relation.at + 2
    k = max(k, relation.at + 1)
    end = view.sentence_end(relation.at)
    rest = [i for i in range(k, end) if view.is_word[i]]
    if len(rest) <= 6:
        return True
    following = view.types[rest[0]]
    cue = cue_forms().get(following)
    return cue is not None and cue.form in ("participle", "perfect")


def _colon_end(view: View, start: int, end: int, found: list[Relation], n: int) -> int:
    """Words after a colon go on to the end of the paragraph while no other cue interrupts."""
    while end < len(view) and view.line[end] == view.line[start]:
        following = view.sentence_end(end)
        while n < len(found) and found[n].at < end:
            n += 1
        if n < len(found) and found[n].at < following:
            break
        end = following
    return end


def trimmed(view: View, a: int, b: int) -> Span | None:
    """The tokens a … b-1 without marks, and words that belong to what follows, at their edges."""
    while b > a and (view.types[b - 1] in _MARKS or view.types[b - 1] in grammar_words("tail")):
        b -= 1
    while a < b and view.types[a] in ("،", ",", ":", "؛"):
        a += 1
    return (a, b) if b > a else None


def _around(view: View, relation: Relation, found: list[Relation], n: int) -> Span | None:
    """The content of «according to»: after it at the sentence's start, before it at its end, else the whole sentence."""
    begin = view.sentence_start(relation.at)
    if not any(view.is_word[i] and view.types[i] not in grammar_words("opening") for i in range(begin, relation.at)):
        return _after_opening(view, relation, found, n)
    doubled = _doubled(view, relation, found, n)
    if doubled is not None:
        relation.doubles = doubled
        return doubled.content
    if not _closes(view, relation):
        return trimmed(view, begin, view.sentence_end(relation.at))
    stop = relation.at - (1 if relation.cue_span else 0)
    while stop > begin and (view.types[stop - 1] in grammar_words("lead") or view.types[stop - 1] in ("،", ",")):
        stop -= 1
    span = trimmed(view, begin, stop)
    closed = view.closed.get(span[1] - 1) if span else None
    if span and closed is not None and view.quotations[closed].open <= span[0]:
        return view.trim(view.quotations[closed].open + 1, view.quotations[closed].close)  # all of it is quoted
    return span


def _after_opening(view: View, relation: Relation, found: list[Relation], n: int) -> Span | None:
    """The content of «according to» that opens its sentence: the rest, or the sentence before where there is no rest."""
    begin, end = view.sentence_start(relation.at), view.sentence_end(relation.at)
    after = max(relation.source[1] if relation.source else relation.at + 1, relation.at + 1)
    if relation.cue.form == "preposition" and relation.source is None:
        after = relation.at + 2
    if any(view.is_word[i] for i in range(after, end)):
        return trimmed(view, after, _end(view, after, found, n + 1))
    quoted = view.quotations[view.inside[begin - 1]] if begin and view.inside[begin - 1] >= 0 else None
    return trimmed(view, quoted.open if quoted else view.sentence_start(max(begin - 1, 0)), relation.at)


def _doubled(view: View, relation: Relation, found: list[Relation], n: int) -> Relation | None:
    """The relation whose content ends right before this second cue (مضيفا أن X على حد تعبيره)."""
    document = relation.source is not None and source_heads().get(head(view, relation.source[0])) == "document"
    if relation.source is not None and not document:
        return None
    for earlier in found[max(n - 20, 0) : n]:  # the outermost one that ends here
        if earlier.content and view.sentence[earlier.at] == view.sentence[relation.at] and earlier.content[1] <= relation.at:
            if relation.at - earlier.content[1] <= 5:
                return earlier
    return None


def quote_type(view: View, relation: Relation) -> str:
    """direct, indirect or mixed."""
    if relation.doubles is not None:
        return quote_type(view, relation.doubles)
    if relation.content is None:
        return "indirect"
    if relation.begins.kind == "colon" or _whole(view, relation, *relation.content):
        return "direct"
    return "mixed" if _partly(view, relation.at, *relation.content) else "indirect"


def _whole(view: View, relation: Relation, a: int, b: int) -> bool:
    """Whether all of the content stands in one quotation that begins with it."""
    if not a or view.inside[a] < 0 or view.inside[b - 1] != view.inside[a]:
        return False
    opened = view.quotations[view.inside[a]].open
    return opened >= a - 2 and (opened >= relation.at or relation.begins.kind in ("around", "before"))


def _partly(view: View, at: int, a: int, b: int) -> bool:
    """Whether a quotation of more than a name stands in the content, or ends in it."""
    first = bisect_left(view.quotations, at, key=lambda quotation: quotation.open)
    for quotation in islice(view.quotations, first, None):
        if quotation.open >= b:
            break
        words = [i for i in range(quotation.open + 1, quotation.close + 1) if view.is_word[i]]
        if quotation.open >= a and words and (len(words) > 1 or view.pos[words[0]] != "PROPN"):
            return True
        if at < quotation.open < a <= quotation.close < b - 1:
            return True
    return False
