"""Which phrase of the article says most of a speaker: «العلي» → «وزير الصناعة سالم العلي», «الوزارة» → «وزارة الصناعة»."""

from __future__ import annotations

from toolkit.attribution.pool import Pool
from toolkit.sentence.phrases import Phrase, Span, extent
from toolkit.tagging import Feature, Seen, load_linear, probabilities

LIKELIEST = 12  # phrases of which one is chosen
RECENT = 4  # speakers that a phrase without a name may stand for …
NEAR = 2  # … and sentences before it in which it may have been named


def fullest(pool: Pool, own: Span, spoken: list[Span]) -> tuple[Span, float]:
    """The phrase that says most of whom `own` names, with its probability; `spoken`: the full phrases of those who spoke before."""
    found = fuller(pool, own, spoken)
    chances = probabilities(load_linear("fullest").score(features(pool, own, other, spoken, found) for other in found))
    return most_agreed(pool, found, chances)


def most_agreed(pool: Pool, found: list[Span], chances: list[float]) -> tuple[Span, float]:
    """Of the likeliest phrases the one with which most of the probability agrees, and how much that is.

    «سالم العلي» and «الوزير سالم العلي» are two candidates and one answer: a choice of least expected error (minimum Bayes risk;
    Goel and Byrne 2000) does not let them split the probability of who is meant.
    """
    order = sorted(range(len(found)), key=lambda n: -chances[n])[:LIKELIEST]
    view = pool.view
    words = {
        n: frozenset(word for word, whole in zip(view.types[slice(*found[n])], view.is_word[slice(*found[n])], strict=True) if whole) for n in order
    }
    agreed = {n: sum(chances[m] for m in order if m == n or 2 * len(words[n] & words[m]) >= len(words[n] | words[m])) for n in order}
    best = max(order, key=lambda n: agreed[n] + chances[n] / 2)  # half: or a cut in the middle, which all resemble, would win
    return found[best], min(agreed[best], 1.0)


def fuller(pool: Pool, own: Span, spoken: list[Span]) -> list[Span]:
    """The phrases that may name the same: the phrase itself, those that share its words or its name, and for one without a name who spoke before."""
    known, name, sentences = pool.phrase(own), pool.name(own), pool.view.sentence
    found = [own, *pool.about(name)] if name is not None else [own]
    shared = known.telling if known.person is None else {pool.view.bare[k] for k in range(*known.person)}
    for word in sorted(shared):
        found += pool.by_word.get(word, ())
    if known.person is None:
        found += spoken[-RECENT:]
        here = sentences[own[0]]
        found += [
            span for sentence in range(here - NEAR, here + 1) for span in pool.by_sentence.get(sentence, ())
            if span[0] < own[0] and pool.why[span] in ("name", "titled", "tail")
        ]  # fmt: skip
    return list(dict.fromkeys(found))


def features(pool: Pool, own: Span, other: Span, spoken: list[Span], found: list[Span]) -> Seen:
    """What the model sees of `other` as the fullest mention of whom `own` names."""
    mine, theirs = pool.phrase(own), pool.phrase(other)
    lies = _lies(own, other)
    name = pool.name(own)
    same = "same" if name is not None and name == pool.name(other) else "another" if name is not None and pool.name(other) is not None else "open"
    out = [*_likeness(mine, theirs, lies, same), *_standing(pool, own, other, spoken, lies, same)]
    if own == other:
        mates = min(3, sum(span[1] <= own[0] or own[1] <= span[0] for span in found))
        out += [("keep", mine.label, min(len(mine.words), 5)), ("keep", mine.definite, mine.kind), ("keep, mates", mates)]
    titled = pool.titled(other)
    return Seen([*out, ("titled wider", titled, theirs.label, same), ("titled wider", titled, lies)], extent(pool.view, *other))


def _lies(own: Span, other: Span) -> str:
    (a, b), (c, d) = own, other
    return "same" if own == other else "around" if c <= a and b <= d else "inside" if a <= c and d <= b else "across" if c < b and a < d else "apart"


def _some(count: int) -> int:
    return count if count < 4 else 4 if count < 6 else 6 if count < 10 else 10


def _likeness(mine: Phrase, theirs: Phrase, lies: str, same: str) -> list[Feature]:
    """Words, names and kinds that the two share."""
    own, other = mine.telling, theirs.telling
    both = len(own & other)
    share = "all" if own and own <= other else "most" if both and both * 2 >= len(own) else "some" if both else "none"
    a, b, more = mine.label, theirs.label, _some(len(other - own))
    first, last = (mine.words or ("",))[0], (mine.words or ("",))[-1]
    ends_alike, begins_alike = last == (theirs.words or ("",))[-1], first == (theirs.words or ("",))[0]
    return [
        ("share", share), ("lies+share+name", lies, share, same), ("kinds", a, b), ("kinds+name", a, b, same), ("more", more, lies),
        ("edges", ends_alike, begins_alike, a), ("first in", first in other, a, b), ("sizes", min(len(mine.words), 4), _some(len(theirs.words)), lies),
        ("himself", mine.reflexive, b, lies), ("gender", mine.feminine == theirs.feminine, lies), ("number", mine.plural == theirs.plural, lies),
    ]  # fmt: skip


def _standing(pool: Pool, own: Span, other: Span, spoken: list[Span], lies: str, same: str) -> list[Feature]:
    """Where the other stands in the article, and whether it has spoken."""
    mine, theirs, sentence = pool.phrase(own), pool.phrase(other), pool.view.sentence
    share = not mine.telling.isdisjoint(theirs.telling)
    apart = sentence[other[0]] - sentence[own[0]]
    last = bool(spoken) and other == spoken[-1]
    found: list[Feature] = [
        ("side", (apart > 0) - (apart < 0), lies), ("sentences", max(min(apart, 3), -5), same, mine.label),
        ("proposed", pool.why.get(other), theirs.label), ("first mention", pool.first(other), same, share), ("first mention", pool.first(other), theirs.label),
        ("spoke", other in spoken, mine.label, share, same), ("spoke last", last, mine.label),
    ]  # fmt: skip
    if last:
        found.append(("spoke last", mine.label, theirs.label, mine.reflexive, mine.definite))
    if theirs.person:
        k, end = theirs.person
        found.append(("title and name", min(end - k, 4), k > other[0], end < other[1], lies))
    return found
