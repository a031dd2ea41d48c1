"""The tables: their columns, dtypes, and what a missing value means (unknown is always NA)."""

from __future__ import annotations

import pandas as pd

# Offsets that may be missing are nullable; offsets that every row has are plain int32.
_SPAN = "Int32"

TABLES: dict[str, dict[str, str]] = {
    "articles": {
        "article_id": "str",
        "outlet": "category",
        "title": "str",
        "author": "str",
        "published": "datetime64[us, UTC]",
        "published_precision": "category",
        "published_from": "category",
        "published_offset": "Int32",
        "category": "category",
        "url": "str",
        "path": "str",
        "text": "str",
        "language": "category",
        "duplicate_of": "str",
    },
    "problems": {"path": "str", "article_id": "str", "severity": "category", "problem": "str", "detail": "str"},
    "credits": {"article_id": "str", "kind": "category", "agency": "str", "place": "str", "author": "str", "text": "str", "found_in": "category"},
    "sentences": {
        "article_id": "category",
        "sentence_id": "int32",
        "paragraph": "int32",
        "start": "int32",
        "end": "int32",
        "is_heading": "bool",
        "in_quote": "bool",
    },
    "tokens": {
        "article_id": "category",
        "sentence_id": "int32",
        "position": "int32",
        "start": "int32",
        "end": "int32",
        "token": "category",
        "type": "category",
        "segments": "category",
        "lemma": "category",
        "pos": "category",
        "is_word": "bool",
        "is_stop": "bool",
    },
    "attributions": {
        "article_id": "str",
        "attribution_id": "str",
        "sentence_id": "int32",
        "cue": "str",
        "cue_lemma": "category",
        "cue_class": "category",
        "cue_start": "int32",
        "cue_end": "int32",
        "source": "str",
        "source_start": _SPAN,
        "source_end": _SPAN,
        "resolved": "str",
        "resolved_start": _SPAN,
        "resolved_end": _SPAN,
        "source_kind": "category",
        "source_named": "boolean",
        "entity_id": "str",
        "content": "str",
        "content_start": _SPAN,
        "content_end": _SPAN,
        "quote_type": "category",
        "polarity": "category",
        "parent_id": "str",
        "rule": "str",
        "confidence": "float64",
    },
    "mentions": {
        "article_id": "str",
        "mention_id": "str",
        "sentence_id": "int32",
        "start": "int32",
        "end": "int32",
        "text": "str",
        "type": "category",
        "entity_id": "str",
        "entity": "str",
        "title": "str",
        "rule": "category",
        "confidence": "float64",
    },
    "entities": {
        "entity_id": "str",
        "label": "str",
        "type": "category",
        "aliases": "str",
        "country": "str",
        "roles": "str",
        "gender": "category",
        "latitude": "Float64",
        "longitude": "Float64",
        "qid": "str",
        "first_seen": "datetime64[us, UTC]",
        "last_seen": "datetime64[us, UTC]",
        "mentions": "int64",
        "articles": "int64",
        "evidence": "str",
    },
    "time_expressions": {
        "article_id": "str",
        "sentence_id": "int32",
        "start": "int32",
        "end": "int32",
        "text": "str",
        "value": "str",
        "granularity": "category",
        "first_day": "datetime64[us, UTC]",
        "last_day": "datetime64[us, UTC]",
        "rule": "category",
    },
    "stories": {
        "story_id": "str",
        "headline": "str",
        "article_id": "str",
        "first": "datetime64[us, UTC]",
        "last": "datetime64[us, UTC]",
        "articles": "int64",
        "outlets": "int64",
        "first_outlet": "str",
        "first_id": "str",
        "followers": "str",
        "copies": "int64",
        "names": "str",
        "likeness": "float64",
    },
    "story_articles": {
        "story_id": "str",
        "article_id": "str",
        "outlet": "category",
        "published": "datetime64[us, UTC]",
        "title": "str",
        "duplicate_of": "str",
        "likeness": "float64",
    },
    "reuse": {
        "article_id": "str",
        "start": "int32",
        "end": "int32",
        "other_id": "str",
        "other_start": "int32",
        "other_end": "int32",
        "words": "int64",
        "share": "float64",
        "hours": "Float64",
        "text": "str",
    },
    "timeline": {
        "entity_id": "str",
        "entity": "str",
        "type": "category",
        "period": "datetime64[us, UTC]",
        "mentions": "Int64",
        "articles": "Int64",
        "articles_in_period": "int64",
        "share": "Float64",
    },
}


# The tables that `isnad tables` keeps, and when each is known: with its articles alone (a part), with its articles and then the links
# that only the whole corpus tells (linked), or at the end (whole). A `Corpus` has each as a property of that name.
KEPT = {
    "articles": "part",
    "problems": "whole",
    "sentences": "part",
    "tokens": "part",
    "mentions": "linked",
    "attributions": "linked",
    "entities": "whole",
    "timeline": "whole",
}
ASKED = ("stories", "story_articles", "reuse")  # made when they are asked for: of a `Corpus`, in exports, in reports
IN_PARTS = tuple(table for table, known in KEPT.items() if known != "whole")
LINKED = tuple(table for table, known in KEPT.items() if known == "linked")


def empty(table: str) -> pd.DataFrame:
    """An empty table of the right columns and dtypes.

    >>> list(empty("problems").columns)
    ['path', 'article_id', 'severity', 'problem', 'detail']
    """
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in TABLES[table].items()})


def conform(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """The frame with exactly the table's columns, in order and dtype; columns it lacks are NA."""
    columns = {}
    for name, dtype in TABLES[table].items():
        values = frame[name] if name in frame else pd.Series(pd.NA, index=frame.index, dtype="object")
        if dtype.startswith("datetime64") and str(values.dtype) != dtype:
            values = pd.to_datetime(values, utc=True)
        columns[name] = values if str(values.dtype) == dtype else values.astype(dtype)
    return pd.DataFrame({name: values.reset_index(drop=True) for name, values in columns.items()}, copy=False)


def check(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """The frame itself, if it is a valid table of that name (more columns are allowed).

    Raises ValueError naming the columns that are missing or of another dtype.
    """
    wrong = []
    for name, dtype in TABLES[table].items():
        if name not in frame:
            wrong.append(f"{name} is missing")
        elif (dtype == "category" and not isinstance(frame[name].dtype, pd.CategoricalDtype)) or (
            dtype not in ("category", "str") and str(frame[name].dtype) != dtype
        ):
            wrong.append(f"{name} is {frame[name].dtype}, not {dtype}")
    if wrong:
        raise ValueError(f"this is no valid {table} table: " + "; ".join(wrong))
    return frame
