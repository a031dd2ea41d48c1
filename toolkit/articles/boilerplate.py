"""Boilerplate inside texts that stay as given: where the share bars, link lines and tags are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.arabic import fold
from toolkit.articles.page import boilerplate_kind

# Each line that boilerplate.csv could match holds one of these …
_LINE_SIGNS = (
    "Hot Topics", "Related", "RELATED", "related", "ead also", "ee also", "اقرأ", "اقرا", "شاهد", "طالع", "ذات صلة", "مشابهة", "رابط", "شارك",
    "انشر", "hare", "SHARE", "weet", "hatsApp", "acebook", "witter", "طباعة", "واتساب", "تابعون", "تابعن", "اشترك",
    "كلمات مفتاحية", "كلمات دلالية", "وسوم", "لوسوم", "tags", "Tags", "الحقوق محفوظة", "حقوق النشر", "opyright", "©", "تحديث", "نشر في", "تاريخ النشر",
)  # fmt: skip
# … and each that _INLINE could, one of these: most texts are settled by this search alone.
_INLINE_SIGNS = ("رابط الخبر", "سمات", "//", "Next Previous", "للتواصل مع", "مقالات أخرى", "شارك من", "المزيد", "#vote")
# A line's sign stands at its start, after a word at most («مواضيع ذات صلة»), without its first letters («التحديث»).
_SIGN = rf"(?m)^[^\pL\n©]*(?:\pL+\s+)?\pL{{0,2}}(?:{'|'.join(_LINE_SIGNS)})|//\s|//(?:انته|يتبع)|" + "|".join(_INLINE_SIGNS[:2] + _INLINE_SIGNS[3:])
_LONGEST = 400  # characters of a line that is boilerplate as a whole
# Boilerplate that content systems glue to the last paragraph: from here to the end of the line.
_INLINE = re.compile(
    r"رابط الخبر (?:بصحيفة|بموقع|على|في)\b.*|(?<=\s)سمات(?: [\w#]+){1,12}\s*$|//\s*(?:انته[ىي]|يتبع)\s*//.*|Next Previous\b"
    r"|للتواصل مع الكاتب\s.*SMS.*|مقالات أخرى للكاتب.*|شارك من خلال تويتر فيسبوك جوجل بلس اكتب رأيك|\.{2,}\s*المزيد\s*$|#vote_area.*",
    re.MULTILINE,
)


def boilerplate(articles: pd.DataFrame) -> pd.DataFrame:
    """The parts of each text that are no part of the article.

    Parameters: `articles` with `article_id` and `text`.
    Returns one row a part: `article_id`, `start`, `end` (half-open offsets into `text`), `kind`, `text`. The text itself
    stays; analyses leave these parts out of lists.
    """
    rows = []
    numbers, lines = _signed_lines(articles["text"])
    texts = articles["text"].iloc[numbers].tolist()
    for article_id, text, signed in zip(articles["article_id"].iloc[numbers].tolist(), texts, lines, strict=True):
        rows += [(article_id, start, end, kind, text[start:end]) for start, end, kind in spans(text, signed)]
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "kind", "text"]).astype({"start": "int32", "end": "int32"})


def without_boilerplate(rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table with offsets (mentions, attributions by cue) that stand outside the boilerplate.

    Parameters: `rows` with `article_id` and `start` (or `cue_start`); `articles` with `article_id` and `text`.
    """
    parts = boilerplate(articles)
    at = "start" if "start" in rows else "cue_start"
    held = rows[["article_id", at]].astype({"article_id": "str"}).reset_index(names="row").merge(parts, on="article_id", suffixes=("", "_part"))
    start = held["start_part"] if at == "start" else held["start"]
    return rows.drop(index=held.loc[(held[at] >= start) & (held[at] < held["end"]), "row"])


def spans(text: str, signed: Iterable[int]) -> list[tuple[int, int, str]]:
    """(start, end, kind) of the boilerplate in one text; a text that would lose all of its words loses none.

    `signed`: the numbers of the lines to look at.

    >>> spans("قال المدير نعم.\\nاقرأ أيضا: خبر آخر", range(2))
    [(16, 34, 'links')]
    """
    found = []
    lines = text.split("\n")
    at = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for number in signed:
        line = lines[number]
        kind = _kind(line.strip())
        if kind and (kind[0] == "line" or all(len(later.split()) <= 20 for later in lines[number:])):
            found.append((at[number], at[number] + len(line) if kind[0] == "line" else len(text), kind[1]))
            if kind[0] == "tail":
                break
        elif (match := _inline(line)) is not None:
            label = "source link" if "رابط" in match[0] else "tags" if "سمات" in match[0] else "end mark"
            found.append((at[number] + match.start(), at[number] + len(line), label))
    if not found:
        return []
    kept = zip([0, *(end for _, end, _ in found)], [*(start for start, _, _ in found), len(text)], strict=True)
    return found if any(text[a:b].strip() for a, b in kept) else []


def _signed_lines(texts: pd.Series) -> tuple[list[int], list[list[int]]]:
    """The rows whose text has boilerplate, and which of their lines; searched by Arrow, so that few become Python strings."""
    column = _arrow(texts)
    signed = np.flatnonzero(pc.match_substring_regex(column, _SIGN).fill_null(False))
    lines = pc.split_pattern(column.take(pa.array(signed)), "\n")
    each = lines.flatten()
    hits = np.flatnonzero(pc.match_substring_regex(each, _SIGN))
    found = each.take(pa.array(hits)).to_pylist()
    hits = hits[[_kind(line.strip()) is not None or _inline(line) is not None for line in found]] if found else hits
    offsets = np.asarray(lines.offsets)
    row = np.searchsorted(offsets, hits, side="right") - 1
    per_row = np.split(hits - offsets[row], np.flatnonzero(np.diff(row)) + 1)
    rows = signed[np.unique(row)].tolist()
    return rows, [part.tolist() for part in per_row] if rows else []


def _arrow(texts: pd.Series) -> pa.Array:
    try:
        column = pa.array(texts, from_pandas=True).cast(pa.large_string())
        return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    except UnicodeEncodeError:  # lone surrogates, which are no part of a sign
        return pa.array([None if pd.isna(text) else text.encode("utf-8", "replace").decode() for text in texts], type=pa.large_string())


@cache
def _kind(line: str) -> tuple[str, str] | None:
    return boilerplate_kind(line) if len(line) < _LONGEST and fold(line) else None


def _inline(line: str) -> re.Match[str] | None:
    places = [at for sign in _INLINE_SIGNS if (at := line.find(sign)) >= 0]
    return _INLINE.search(line, max(0, min(places) - 80)) if places else None  # the dots of «... المزيد» stand before it
