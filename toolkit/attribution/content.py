"""What is said: where each relation's content begins and ends, and whether it is quoted."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from toolkit.attribution.frames import quote_at
from toolkit.attribution.heads import head
from toolkit.attribution.lexicon import source_heads
from toolkit.attribution.relation import Relation
from toolkit.attribution.view import View

_CONNECTORS = frozenset(["كما", "فيما", "بينما", "وفيما", "لكن", "لكنه", "لكنها", "ولكن", "و", "وقد", "فقد", "فيماـ"])
_TAIL = frozenset(
    ["،", ",", "؛", ";", ".", "!", "؟", "?", "…", ":", "-", "–", "—", "و", "كما", "فيما", "بينما", "وقد", "فقد", "(", "لكن", "وكان", "وكانت"]
)


def measure(view: View, found: list[Relation]) -> None:
    """Sets each relation's content to its token range."""
    for n, relation in enumerate(found):
        if relation.content is not None and relation.frame not in ("antecedent", "quote-first"):
            relation.content = _forward(view, relation, found, n + 1)
    for n, relation in enumerate(found):
        if relation.content is None:
            relation.content = _around(view, relation, found, n)


def _forward(view: View, relation: Relation, found: list[Relation], n: int) -> tuple[int, int] | None:
    start = relation.content[0] if relation.content else 0
    if start >= len(view):
        return None
    if relation.opener is not None:
        number = quote_at(view, relation.opener)
        quotation = view.quotations[number] if number is not None else None
        if quotation is not None:
            inner = (quotation.open + 1, quotation.close + (0 if quotation.closed else 1))
            rest = quotation.close + 1
            end = _end(view, max(rest - 1, start), found, n)
            if not quotation.closed or rest >= end or _over(view, rest, end, relation):
                return view.trim(*inner) if inner[1] > inner[0] else None
            start = relation.opener if relation.frame in ("quote", "preposition", "object") and start >= relation.opener else start
            return _trimmed(view, start, end)
    end = _end(view, start, found, n)
    own = view.quotations[view.inside[relation.at]] if view.inside[relation.at] >= 0 else None
    if (
        own is not None
        and own.closed
        and relation.order != "participle"
        and start < own.close < end
        and view.starts[own.close] == view.ends[own.close - 1]
    ):
        end = own.close  # «"أعتقد أن الأمر انتهى". وأضاف …»: who speaks inside a quotation says no more than it holds
    if relation.frame == "colon":
        end = _colon_end(view, start, end, found, n)
    end = next((k for k in range(start + 1, end) if _aside(view, k)), end)
    if relation.frame in ("object", "preposition"):
        end = next((k for k in range(start + 1, end) if _tail(view, k) or _as_well(view, k)), end)
    return _trimmed(view, start, end)


def _aside(view: View, k: int) -> bool:
    """«هددوا بالتصعيد، علما (و)أن …»: the writer's own remark, like يذكر أن."""
    return view.types[k] == "علما" and view.types[k - 1] in ("،", ",") and view.types[k + 1 : k + 2] in (["ان"], ["بان"], ["وان"])


def _as_well(view: View, k: int) -> bool:
    """«أكد بقاء النجوم، كما بعث المدير رسالة»: what was done besides, not said."""
    return view.types[k] == "كما" and view.types[k - 1] in ("،", ",") and view.pos[k + 1 : k + 2] == ["VERB"] and _perfect(view, k + 1)


def _perfect(view: View, k: int) -> bool:
    """Whether the verb is surely no imperfect, by its first letter (أ may be either) or the ending of هي."""
    return not view.types[k].startswith(("ي", "ت", "ن", "س", "ا")) or view.types[k].endswith("ت")


def _tail(view: View, k: int) -> bool:
    """What comes of it or goes with it, after what was said: «، في وقت …», «ما دفعه إلى …»."""
    pair = (view.types[k], view.types[k + 1] if k + 1 < len(view) else "")
    marked = view.types[k - 1] in ("،", ",")
    return (marked and pair[0] == "في" and pair[1] in ("وقت", "تحرك", "خطوة", "اشارة")) or (
        pair[0] in ("ما", "مما") and pair[1] in ("دفعه", "دفعها", "دفع", "ادي", "جعل", "جعله", "تسبب")
    )


def _over(view: View, rest: int, end: int, relation: Relation) -> bool:
    """Whether nothing of the content follows the closing mark: a comma, a stop, the next cue, the writer's own sentence."""
    if relation.frame == "quote" and (
        (view.pos[rest] == "VERB" and view.segments[rest].startswith("و+"))
        or (view.types[rest] == "في" and view.types[rest + 1 : rest + 2] == ["اشارة"])
    ):
        return True
    if view.types[rest] in ("،", ",", ".", "؛", "؟", "!", "-", "–"):
        return relation.frame != "clause" or not _opens_again(view, rest, end) or view.types[rest] == "."
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
    before = view.types[at - 1]
    if other.order == "participle":
        return at
    if other.order == "after-content":
        begin = at - (1 if other.cue_span else 0)
        while begin > start and view.types[begin - 1] in ("علي", "وفق", "وفقا", "حسب", "بحسب", "ما", "لما", "كما", "حسبما", "وذلك", "نحو", "طبقا"):
            begin -= 1
        return begin if _closes(view, other) else None
    if other.order == "subject-verb" and other.source and start + 1 < other.source[0] < at:
        k = other.source[0] - 1
        if view.types[k] in ("وكان", "وكانت") and view.types[k - 1] in ("،", ","):
            return k  # «أقر المدير بالخطأ، | وكانت الشركة تعلن …»: a sentence of its own
    if other.cue.form in ("perfect", "imperfect"):
        if other.cue.front > 0 and other.cue.form == "perfect":
            return at
        if before in _CONNECTORS or (before in ("قد",) and view.types[at - 2] in ("،", "و")):
            return at - 1
        if before in ("،", ",") and other.order in ("verb-subject", "dropped"):
            return at
    return None


def _closes(view: View, relation: Relation) -> bool:
    """Whether the sentence ends, or another clause begins, after an «according to» phrase."""
    k = relation.source[1] if relation.source else relation.at + 2
    k = max(k, relation.at + 1)
    end = view.sentence_end(relation.at)
    rest = [i for i in range(k, end) if view.is_word[i]]
    if len(rest) <= 6:
        return True
    following = view.types[rest[0]]
    from toolkit.attribution.lexicon import cue_forms

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


def _trimmed(view: View, a: int, b: int) -> tuple[int, int] | None:
    while b > a and view.types[b - 1] in _TAIL:
        b -= 1
    while a < b and view.types[a] in ("،", ",", ":", "؛"):
        a += 1
    return (a, b) if b > a else None


def _around(view: View, relation: Relation, found: list[Relation], n: int) -> tuple[int, int] | None:
    """The content of «according to»: after it at the sentence's start, before it at its end, else the whole sentence."""
    begin, end = view.sentence_start(relation.at), view.sentence_end(relation.at)
    after = max(relation.source[1] if relation.source else relation.at + 1, relation.at + 1)
    if relation.cue.form == "preposition" and relation.source is None:
        after = relation.at + 2
    lead = [
        i
        for i in range(begin, relation.at)
        if view.is_word[i] and view.types[i] not in ("علي", "وفق", "وفقا", "ما", "كما", "حسب", "بحسب", "لما", "و")
    ]
    if not lead:
        previous = view.quotations[view.inside[begin - 1]] if begin and view.inside[begin - 1] >= 0 else None
        if not any(view.is_word[i] for i in range(after, end)):
            begin = previous.open if previous else view.sentence_start(max(begin - 1, 0))
            return _trimmed(view, begin, relation.at)
        return _trimmed(view, after, _end(view, after, found, n + 1))
    doubled = _doubled(view, relation, found, n)
    if doubled is not None:
        relation.same_content_as = doubled
        return doubled.content
    if _closes(view, relation):
        stop = relation.at - (1 if relation.cue_span else 0)
        while stop > begin and view.types[stop - 1] in (
            "علي",
            "وفق",
            "وفقا",
            "حسب",
            "بحسب",
            "ما",
            "لما",
            "كما",
            "حسبما",
            "،",
            ",",
            "وذلك",
            "نحو",
            "طبقا",
        ):
            stop -= 1
        span = _trimmed(view, begin, stop)
        if span and view.quotations:
            number = quote_at(view, span[0])
            if number is not None and view.quotations[number].closed and view.quotations[number].close >= span[1] - 1:
                return view.trim(span[0] + 1, view.quotations[number].close)
        return span
    return _trimmed(view, begin, end)


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
    if relation.content is None:
        return "indirect"
    a, b = relation.content
    if relation.same_content_as is not None:
        return quote_type(view, relation.same_content_as)
    if a and view.inside[a] >= 0 and view.inside[b - 1] == view.inside[a]:
        quotation = view.quotations[view.inside[a]]
        if quotation.open >= a - 2 and quotation.open >= relation.at - (200 if relation.order == "after-content" else 0):
            return "direct"
        if relation.frame == "colon":
            return "direct"
    if relation.frame == "colon":
        return "direct"
    first = bisect_left(view.quotations, relation.at, key=lambda quotation: quotation.open)
    for quotation in islice(view.quotations, first, None):
        if quotation.open >= b:
            break
        if a <= quotation.open < b and quotation.words() >= 1:
            words = [i for i in range(quotation.open + 1, quotation.close + 1) if view.is_word[i]]
            if len(words) > 1 or (words and view.pos[words[0]] != "PROPN"):
                return "mixed"
        if quotation.open < a <= quotation.close < b - 1 and quotation.open > relation.at:
            return "mixed"
    return "indirect"
