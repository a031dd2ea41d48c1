"""Patterns over words as corpus tools write them: `[lemma="قال"] [pos="NOUN"]{1,2}` (a part of CQL; Christ 1994)."""

from __future__ import annotations

import re
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.arabic import fold

ATTRIBUTES = {"word": "token", "token": "token", "type": "type", "lemma": "lemma", "pos": "pos"}
MOST = 200  # sequences that the repetitions of a pattern may stand for
LONGEST = 20  # times that a word may be repeated
_PLACE = re.compile(r'\s*(?:\[([^\]]*)\]|"([^"]*)")\s*(?:\{(\d+)(?:,(\d+))?\}|([?*+]))?')
_CONDITION = re.compile(r'\s*(\w+)\s*(!?=)\s*"([^"]*)"\s*')


class Place(NamedTuple):
    """One place of a pattern: (column, expression, whether it must hold), and how often it may stand."""

    conditions: list[tuple[str, str, bool]]
    least: int
    most: int


def parsed(query: str) -> list[Place]:
    """The places of a pattern.

    A place is `[attribute="expression" & …]`, `[]` (any word or mark) or `"word"`, with `?`, `{n}` or `{n,m}` behind it; attributes are word,
    type, lemma, pos, with = or !=; expressions match the whole value.
    Raises ValueError, which says where a pattern breaks off.

    >>> parsed('[lemma="قال"] [pos="NOUN"]{1,2}')[1]
    Place(conditions=[('pos', 'NOUN', True)], least=1, most=2)
    """
    places, at = [], 0
    while at < len(query.rstrip()):
        match = _PLACE.match(query, at)
        if match is None:
            raise ValueError(f'the pattern breaks off at {query[at : at + 20]!r}: write places as [lemma="قال"] [pos="NOUN"]{{1,2}}')
        inside, word, least, most, sign = match.groups()
        if sign in ("*", "+"):
            raise ValueError(f"{sign} has no end: write {{0,5}} or {{1,5}}")
        low = 0 if sign else int(least or 1)
        high = 1 if sign else int(most or least or 1)
        if not low <= high <= LONGEST:
            raise ValueError(f"{{{low},{high}}}: write the smaller number first, and {LONGEST} at most")
        places.append(Place([("type", re.escape(fold(word)), True)] if word is not None else _conditions(inside), low, high))
        at = match.end()
    if sum(place.least for place in places) == 0:
        raise ValueError("the pattern can stand for nothing: let one place stand once at least")
    return places


def _conditions(inside: str) -> list[tuple[str, str, bool]]:
    found = []
    for part in inside.split("&") if inside.strip() else ():
        match = _CONDITION.fullmatch(part)
        if match is None or match[1] not in ATTRIBUTES:
            raise ValueError(f'{part.strip()!r} is no condition: write {", ".join(ATTRIBUTES)} with = or != and "…"')
        found.append((ATTRIBUTES[match[1]], match[3], match[2] == "="))
    return found


def found_by_pattern(tokens: pd.DataFrame, query: str) -> tuple[np.ndarray, np.ndarray]:
    """First and last row of each place in the tokens where the pattern holds, within a sentence; of several that begin together the longest.

    Raises ValueError for a pattern that is none, or stands for too much.
    """
    places = parsed(query)
    ways = list(product(*(range(place.least, place.most + 1) for place in places)))
    if len(ways) > MOST:
        raise ValueError(f"the repetitions of the pattern stand for {len(ways):,} sequences: make them fewer than {MOST}")
    masks = [_holding(tokens, place.conditions) for place in places]
    article = tokens["article_id"].astype("category").cat.codes.to_numpy().astype(np.int64)
    sentence = article * (1 << 31) + tokens["sentence_id"].to_numpy()
    longest = np.full(len(tokens), -1, dtype=np.int64)
    for way in ways:
        sequence = [mask for mask, times in zip(masks, way, strict=True) for _ in range(times)]
        first = np.flatnonzero(sequence[0]) if sequence else np.zeros(0, dtype=np.int64)
        for step, mask in enumerate(sequence[1:], 1):
            first = first[first + step < len(tokens)]
            first = first[mask[first + step]]
        first = first[sentence[first] == sentence[first + len(sequence) - 1]] if len(first) else first
        longest[first] = np.maximum(longest[first], first + len(sequence) - 1)
    begin = np.flatnonzero(longest >= 0)
    return begin, longest[begin]


def _holding(tokens: pd.DataFrame, conditions: list[tuple[str, str, bool]]) -> np.ndarray:
    hold = np.ones(len(tokens), dtype=bool)
    for column, expression, wanted in conditions:
        values = tokens[column].astype("category")
        try:
            texts = pa.array(values.cat.categories.astype(object).tolist(), pa.string())
            hit = pc.match_substring_regex(texts, f"^(?:{expression})$").to_numpy(zero_copy_only=False)
        except pa.ArrowInvalid as error:
            raise ValueError(f"{expression!r} is no valid regular expression: {error}") from None
        hold &= np.append(hit.astype(bool), False)[values.cat.codes.to_numpy()] == wanted
    return hold
