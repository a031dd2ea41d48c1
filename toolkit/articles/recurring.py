"""Recurring boilerplate: lines, sentences and endings that many otherwise different articles of an outlet share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.articles.dates import dateline_date
from toolkit.articles.page import RECURRING

SAMPLED = 50  # articles of an outlet in which it is looked for
WORDS = (4, 40)  # of a piece
TAIL = 30  # words of an ending that no mark divides from the article …
LINES = 40  # … and lines of one that line ends do …
LONGEST = 3_000  # … and characters of either
DIFFERENT = 0.8  # share of the articles with a piece that must differ in the rest
_PIECE = re.compile(r"[^\n.!؟?…|•]+[.!؟?…|•]*")
_WORD = re.compile(r"\S+")
_LINE = re.compile(r"\n\s*(?=\S)")


def recurring(texts: pa.ChunkedArray, outlets: Sequence[str]) -> Iterator[tuple[str, str, list[int]]]:
    """What recurs: (outlet, piece, rows of the texts that have it), the longest pieces of an outlet first.

    A piece is a line or a sentence of 4 to 40 words, or an ending, in at least five and a fifth of the outlet's articles, which
    are otherwise different: what reprints share is no boilerplate.
    """
    codes, names = pd.factorize(pd.Series(outlets, dtype="object"))
    texts = pa.chunked_array([texts.combine_chunks()])  # taking rows out of several chunks joins these each time
    for code, outlet in enumerate(names):
        rows = (codes == code).nonzero()[0]
        if len(rows) < RECURRING[0]:
            continue
        sample = texts.take(pa.array(rows[:: -(-len(rows) // SAMPLED)])).to_pylist()
        pieces = _shared([text for text in sample if text])
        own = texts.take(pa.array(rows)) if pieces else texts
        for piece in pieces:
            yield outlet, piece, rows[pc.fill_null(pc.match_substring(own, piece), False).to_numpy()].tolist()


def without(text: str, piece: str) -> str:
    """The text without a piece that stands in it as a line, a sentence or an ending; the text itself where nothing would be left.

    >>> without("قال المدير نعم. قناة تبث من سبها منذ سنين", "قناة تبث من سبها منذ سنين")
    'قال المدير نعم.'
    """
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        before, after = text[:at].rstrip(" \t"), text[end:].lstrip(" \t")
        stands = (not before or before[-1] in '\n.!؟?…|•»")' or not after) and (not after or after[0] == "\n" or piece[-1] in ".!؟?…|•")
        if stands and (before + after).strip():
            text = before.rstrip() if not after.strip() else before + (" " if before and before[-1] != "\n" and after[0] != "\n" else "") + after
            at = text.find(piece, len(before))
        else:
            at = text.find(piece, end)
    return text


def _pieces(text: str) -> set[str]:
    found = {piece.strip() for line in text.split("\n") for piece in (line, *_PIECE.findall(line))}
    kept = {piece for piece in found if WORDS[0] <= len(piece.split()) <= WORDS[1]}
    ending = text[-LONGEST:].rstrip()
    words = [match.start() for match in _WORD.finditer(ending)]
    lines = [match.end() for match in _LINE.finditer(ending)][-LINES:]
    starts = words[-TAIL : 1 - WORDS[0]] + [start for start in lines if len(words) > WORDS[0] and start < words[-WORDS[0]]]
    return kept | {ending[start:] for start in starts if start}


def _shared(texts: list[str]) -> list[str]:
    pieces = [_pieces(text) for text in texts]
    least = max(RECURRING[0], RECURRING[1] * len(texts))
    often = {piece for piece, count in Counter(piece for each in pieces for piece in each).items() if count >= least and dateline_date(piece) is None}
    if not often:
        return []
    # What is left of each article that has some: an ending may have begun inside its last sentence.
    found: dict[str, list[str]] = defaultdict(list)
    for text, each in zip(texts, pieces, strict=True):
        own = sorted(each & often, key=len, reverse=True)
        rest = text
        for piece in own:
            rest = rest.replace(piece, " ")
        for piece in own:
            found[piece].append(" ".join(rest.split())[:200])
    good = [piece for piece, rests in found.items() if len({rest for rest in rests if rest}) >= max(RECURRING[0], DIFFERENT * len(rests))]
    good.sort(key=len, reverse=True)
    return [piece for n, piece in enumerate(good) if not any(piece in longer and len(found[piece]) <= len(found[longer]) for longer in good[:n])]
