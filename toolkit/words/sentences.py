"""Sentences: real ends told from stray full stops, headings told from sentences."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from toolkit.arabic import strip_marks
from toolkit.lexicons import word_list
from toolkit.schema import conform
from toolkit.words.spans import Spans, spans

_TERMINALS = frozenset(".!?؟…")
_CLOSERS = frozenset("»”\"')]’.!?؟…")
_NO_HEADING_END = frozenset('.!?؟…:،,؛;»”"')
HEADING_WORDS = 12  # a heading has at most so many words …
_LEAD = 2  # … and the paragraph after it at least so many times as many


@dataclass(frozen=True)
class Boundaries:
    """Which tokens start a sentence, and which stand in a heading."""

    starts: np.ndarray
    heading: np.ndarray


def boundaries(found: Spans) -> Boundaries:
    """Sentence starts and headings over the token arrays of `spans`."""
    count = len(found.start)
    if not count:
        none = np.zeros(0, dtype=bool)
        return Boundaries(none, none)
    line_start = np.ones(count, dtype=bool)
    line_start[1:] = (found.text[1:] != found.text[:-1]) | (found.paragraph[1:] != found.paragraph[:-1])
    starts = line_start | _after_terminal(found, line_start)
    return Boundaries(starts, _headings(found, line_start))


def _after_terminal(found: Spans, line_start: np.ndarray) -> np.ndarray:
    count = len(found.start)
    marks = np.flatnonzero(~found.is_word)
    start = np.zeros(count, dtype=bool)
    stop = marks[found.where(_TERMINALS.__contains__, marks)]
    if not len(stop):
        return start
    # The sentence goes on to the last closing mark after the stop.
    closers = marks[found.where(lambda form: form in _CLOSERS or form.startswith(".."), marks)]
    last = np.append(np.flatnonzero(np.diff(closers) != 1), len(closers) - 1)  # of each run of closing marks
    after = closers[last[np.searchsorted(last, np.searchsorted(closers, stop))]] + 1
    inside = after < count
    stop, after = stop[inside], after[inside]
    same_line = found.text[after] == found.text[stop]
    same_line &= found.paragraph[after] == found.paragraph[stop]
    dot = found.where(".".__eq__, stop)
    real = same_line & ~(dot & (_abbreviation(found, stop) | _inside_latin(found, stop) | _stray(found, after)))
    start[after[real]] = True
    return start & ~line_start


def _abbreviation(found: Spans, stop: np.ndarray) -> np.ndarray:
    """«د.» and «أ.»: one letter (and its marks) right before the full stop."""
    before = np.maximum(stop - 1, 0)
    single = (found.end[before] == found.start[stop]) & (found.text[before] == found.text[stop])
    single &= found.end[before] - found.start[before] <= 4
    single[single] = found.where(lambda form: len(strip_marks(form)) == 1 and form.isalpha(), before[single])
    return single


def _inside_latin(found: Spans, stop: np.ndarray) -> np.ndarray:
    """«bbc.com», «U.S.A»: no space around the full stop and Latin on both sides."""
    before, after = np.maximum(stop - 1, 0), np.minimum(stop + 1, len(found.start) - 1)
    latin = (found.end[before] == found.start[stop]) & (found.start[after] == found.end[stop])
    for beside in (before, after):
        latin[latin] = found.where(lambda form: form.isascii() and form.isalnum(), beside[latin])
    return latin


def _stray(found: Spans, after: np.ndarray) -> np.ndarray:
    """A full stop in mid-sentence: what follows cannot open an Arabic sentence."""
    stray = found.where(word_list("continuations").__contains__, after, folded=True)
    pair = np.minimum(after + 1, len(found.start) - 1)
    # «من خلال», and «والتابعة للسرية»: a definite adjective joined by و and its complement
    for first, second in (("من".__eq__, "خلال".__eq__), (_joined_adjective, lambda form: form.startswith(("لل", "بال")))):
        both = found.where(first, after, folded=True)
        both[both] = found.where(second, pair[both], folded=True)
        stray |= both
    return stray


def _joined_adjective(form: str) -> bool:
    return form.startswith("وال") and form.endswith(("ة", "ين"))


def _headings(found: Spans, line_start: np.ndarray) -> np.ndarray:
    first = np.flatnonzero(line_start)
    last = np.append(first[1:], len(line_start)) - 1
    words = np.add.reduceat(found.is_word.astype(np.int64), first)
    text = found.text[first]
    closed = found.where(lambda form: form in _NO_HEADING_END or form.startswith(".."), last)
    short = (words > 0) & (words <= HEADING_WORDS) & ~closed
    follows = np.zeros(len(first), dtype=bool)
    follows[:-1] = (text[1:] == text[:-1]) & (words[1:] >= np.maximum(_LEAD * words[:-1], 10))
    return np.repeat(short & follows, last - first + 1)


def _in_quote(found: Spans, first: np.ndarray) -> np.ndarray:
    """Whether each sentence begins inside a quotation that was opened before it.

    An opening mark counts with the next closing mark of its article, if no other opens between; straight marks pair up
    within a paragraph, since there is no telling which way they face.
    """
    marks = np.flatnonzero(~found.is_word)
    opens, closes = marks[found.where("«“".__contains__, marks)], marks[found.where("»”".__contains__, marks)]
    straight = marks[found.where('"'.__eq__, marks)]
    line = found.text[straight].astype(np.int64) << 32 | found.paragraph[straight]
    even = straight[:-1][(running_count(line)[:-1] % 2 == 0) & (line[1:] == line[:-1])] if len(straight) else straight
    ends = np.append(closes, len(found.start))[np.searchsorted(closes, opens)]
    next_open = np.append(opens[1:], len(found.start))
    paired = (ends < len(found.start)) & (ends < next_open)
    paired[paired] = found.text[ends[paired]] == found.text[opens[paired]]
    begin = np.concatenate((opens[paired], even))
    end = np.concatenate((ends[paired], straight[np.searchsorted(straight, even) + 1] if len(even) else even))
    depth = np.zeros(len(found.start) + 1, dtype=np.int32)
    np.add.at(depth, begin + 1, 1)
    np.add.at(depth, end, -1)
    return np.cumsum(depth)[first] > 0


def sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """The sentences of each article.

    Parameters: `articles` with `article_id` and `text`.
    Returns one row a sentence: `article_id`, `sentence_id` (0-based in its article), `paragraph` (line of the text),
    `start`, `end` (half-open offsets into `text`), `is_heading`, `in_quote` (it begins inside a quotation that an earlier
    sentence opened).

    >>> import pandas as pd
    >>> sentences(pd.DataFrame({"article_id": ["1"], "text": ["وصل د. سالم. ثم غادر."]}))[["start", "end"]].values.tolist()
    [[0, 12], [13, 21]]
    """
    found = spans(articles["text"].fillna("").astype(object).tolist())
    bounds = boundaries(found)
    first = np.flatnonzero(bounds.starts)
    last = np.append(first[1:], len(found.start)) - 1 if len(first) else first
    text = found.text[first]
    ids = articles["article_id"].astype(str).to_numpy()
    rows = pd.DataFrame(
        {
            "article_id": pd.Categorical.from_codes(text, categories=ids) if len(ids) else pd.Categorical([]),
            "sentence_id": running_count(text),
            "paragraph": found.paragraph[first],
            "start": found.start[first],
            "end": found.end[last],
            "is_heading": bounds.heading[first],
            "in_quote": _in_quote(found, first),
        }
    )
    return conform(rows, "sentences")


def running_count(groups: np.ndarray) -> np.ndarray:
    """0, 1, 2 … within each run of equal values."""
    if not len(groups):
        return np.zeros(0, dtype=np.int32)
    begin = np.append(np.flatnonzero(groups[1:] != groups[:-1]) + 1, len(groups)).astype(np.int32)
    begin = np.concatenate((np.zeros(1, np.int32), begin))
    return np.arange(len(groups), dtype=np.int32) - np.repeat(begin[:-1], np.diff(begin))
