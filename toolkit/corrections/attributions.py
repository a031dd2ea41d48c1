"""Relations as people corrected them: rejected, with another speaker, content or kind, added; what goes on with a speaker goes with him."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.corrections.mentions import CORRECTED, SURE, sentence_at
from toolkit.corrections.place import Span, in_articles, span_of
from toolkit.corrections.read import REJECT
from toolkit.schema import TABLES
from toolkit.sentence.lexicon import source_heads

_ADDING = ("source", "speaker", "content")  # what is said of a cue that was not seen makes it one
_MARKS = '«»"“”„'
_KINDS = {"PER": "person", "ORG": "organization", "LOC": "organization"}


def corrected_attributions(
    attributions: pd.DataFrame, mentions: pd.DataFrame, tokens: pd.DataFrame, texts: Mapping[str, str], corrections: pd.DataFrame
) -> pd.DataFrame:
    """The attributions with the corrections of the table `attributions` (those that are `fitting`), before speakers are linked.

    `start` and `end` are the cue's. A new speaker is also that of the relations after it that have no source of their own and went on with
    the old one («وأضاف»). A `source`, `speaker` or `content` of a cue that has no row makes one.
    """
    own = corrections[corrections["table"] == "attributions"]
    if own.empty:
        return attributions
    return in_articles(attributions, set(own["article_id"]), "attributions", lambda rows: _corrected(rows, own, mentions, tokens, texts))


def _corrected(attributions: pd.DataFrame, own: pd.DataFrame, mentions: pd.DataFrame, tokens: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """The relations of the articles that the corrections speak of."""
    categories = {name: "object" for name, dtype in TABLES["attributions"].items() if dtype == "category"}
    by_article: dict[str, list[dict[str, Any]]] = {}
    for one in attributions.astype(categories).to_dict("records"):
        by_article.setdefault(str(one["article_id"]), []).append({str(name): value for name, value in one.items()})
    for (article_id, start, end), judged in own.groupby(["article_id", "start", "end"], sort=False):
        there = by_article.setdefault(str(article_id), [])
        row = _at(there, start, end)
        said = dict(zip(judged["field"], judged["value"], strict=True))
        if REJECT in said:
            by_article[str(article_id)] = [one for one in there if one is not row]
            continue
        if row is None and set(said) & set(_ADDING):
            row = _added(str(article_id), int(start), int(end), texts[str(article_id)], tokens, there)
        if row is not None:
            _change(row, said, there, texts[str(article_id)], mentions)
    kept = [one for there in by_article.values() for one in sorted(there, key=lambda one: one["cue_start"])]
    ids = {one["attribution_id"] for one in kept}
    for one in kept:
        one["parent_id"] = one["parent_id"] if one["parent_id"] in ids else None
    return pd.DataFrame(kept, columns=list(TABLES["attributions"]))


def _at(there: list[dict[str, Any]], start: int, end: int) -> dict[str, Any] | None:
    """The relation whose cue stands there."""
    return next((one for one in there if one["cue_start"] == start or (one["cue_start"] < end and start < one["cue_end"])), None)


def _added(article_id: str, start: int, end: int, text: str, tokens: pd.DataFrame, there: list[dict[str, Any]]) -> dict[str, Any]:
    own = sum(str(row["attribution_id"]).rpartition(":")[2].startswith("c") for row in there)
    row: dict[str, Any] = dict.fromkeys(TABLES["attributions"])
    row |= {
        "article_id": article_id, "attribution_id": f"{article_id}:c{own + 1}", "sentence_id": sentence_at(tokens, article_id, start),
        "cue": text[start:end], "cue_start": start, "cue_end": end, "source_kind": "unknown", "quote_type": "indirect", "polarity": "affirmed",
    }  # fmt: skip
    lemma = tokens.loc[(tokens["article_id"].astype("str") == article_id) & (tokens["start"] <= start) & (start < tokens["end"]), "lemma"]
    row["cue_lemma"] = str(lemma.iloc[0]) if len(lemma) and pd.notna(lemma.iloc[0]) else None
    there.append(row)
    return row


def _change(row: dict[str, Any], said: dict[str, str], there: list[dict[str, Any]], text: str, mentions: pd.DataFrame) -> None:
    before = (row["resolved_start"], row["resolved_end"])
    if "source" in said and "speaker" not in said:
        said = {**said, "speaker": said["source"]}
    for field in ("source", "content", "speaker"):
        if field in said:
            _place(row, field, said[field], text)
    if "content" in said and row["content"] and "quote_type" not in said:
        start, end = row["content_start"], row["content_end"]
        row["quote_type"] = "direct" if _quoted(text, start, end) else "indirect" if not set(row["content"]) & set(_MARKS) else "mixed"
    if "speaker" in said:
        _who(row, mentions)
        _goes_on(row, before, there)
    for field in ("entity_id", "source_kind", "quote_type", "polarity"):
        if field in said:
            row[field] = said[field]
    if set(said) - {"accepted"}:
        row["rule"] = CORRECTED
    row["confidence"] = SURE


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether quotation marks stand around the place, or at its ends."""
    around = text[max(start - 1, 0) : start + 1], text[end - 1 : end + 1]
    return all(set(edge) & set(_MARKS) for edge in around)


def _goes_on(row: dict[str, Any], before: tuple[Any, Any], there: list[dict[str, Any]]) -> None:
    """«وأضاف»: what went on with the speaker that was replaced goes on with the new one."""
    for other in there if pd.notna(before[0]) else ():
        later = other["cue_start"] > row["cue_start"] and pd.isna(other["source_start"]) and other["rule"] != CORRECTED
        if later and (other["resolved_start"], other["resolved_end"]) == before:
            other.update({name: row[name] for name in ("resolved", "resolved_start", "resolved_end", "source_kind", "source_named", "entity_id")})
            other["rule"] = CORRECTED


def _place(row: dict[str, Any], field: str, value: str, text: str) -> None:
    name = "resolved" if field == "speaker" else field
    span: Span | None = None if value == "-" else span_of(value, text, int(row["cue_start"]))
    start, end = span if span is not None else (None, None)
    row[f"{name}_start"], row[f"{name}_end"], row[name] = start, end, None if span is None else text[start:end]


def _who(row: dict[str, Any], mentions: pd.DataFrame) -> None:
    """Kind and entity of a speaker whom a person set: those of the last name in the phrase."""
    row["entity_id"] = None
    if row["resolved_start"] is None:
        row["source_kind"], row["source_named"] = "unknown", False
        return
    inside = mentions[
        (mentions["article_id"] == row["article_id"]) & (mentions["start"] >= row["resolved_start"]) & (mentions["end"] <= row["resolved_end"])
    ]
    row["source_named"] = bool(len(inside))
    if len(inside):
        person = inside[inside["type"].astype(object) == "PER"]
        row["source_kind"] = _KINDS.get(str((person if len(person) else inside)["type"].iloc[-1]), row["source_kind"])
    elif row["source_kind"] == "unknown":
        first = fold(str(row["resolved"]).split()[0])
        row["source_kind"] = source_heads().get(first, "person")


def unmet(attributions: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Those corrections of relations that met none: nothing stands at their cue, and they add nothing."""
    own = corrections[(corrections["table"] == "attributions") & ~corrections["field"].isin([REJECT, *_ADDING])]
    if own.empty:
        return own
    keys = own.merge(attributions[["article_id", "cue_start", "cue_end"]], on="article_id", how="left")
    hit = (keys["cue_start"] < keys["end"]) & (keys["start"] < keys["cue_end"])
    met = set(keys.loc[hit.fillna(False).to_numpy(dtype=bool), "row"])
    return own[~np.isin(own["row"], list(met))]
