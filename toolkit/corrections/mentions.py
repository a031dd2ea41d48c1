"""Names as people corrected them: rejected, of another type or entity, moved, added; entities merged and split."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.corrections.place import in_articles, span_of
from toolkit.corrections.read import REJECT
from toolkit.entities.gazetteer import TYPES, builtin
from toolkit.entities.identities import entity_key

CORRECTED = "corrected"  # the rule of a row that a person changed
SURE = 1.0  # confidence of what a person said


def corrected_mentions(mentions: pd.DataFrame, tokens: pd.DataFrame, texts: Mapping[str, str], corrections: pd.DataFrame) -> pd.DataFrame:
    """The mentions with the corrections of the table `mentions` (those that are `fitting`), before they are linked over the corpus.

    What is said of a name holds for it wherever the article repeats it word for word by the rule `repeated`, and what is said of whom it
    stands for, wherever the same words stood for the same. A `type` where no name stands adds one.
    """
    own = corrections[corrections["table"] == "mentions"]
    if own.empty:
        return mentions
    return in_articles(mentions, set(own["article_id"]), "mentions", lambda rows: _corrected(rows, own, tokens, texts))


def _corrected(mentions: pd.DataFrame, own: pd.DataFrame, tokens: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """The mentions of the articles that the corrections speak of."""
    rows = mentions.astype({"type": "object", "rule": "object"}).to_dict("list")
    place = {key: n for n, key in enumerate(zip(rows["article_id"], rows["start"], rows["end"], strict=True))}
    judged = {(row.article_id, row.start, row.end) for row in own.itertuples()}
    gone: set[int] = set()
    added: list[dict[str, object]] = []
    for row in own.itertuples():
        n = place.get((row.article_id, row.start, row.end))
        if n is not None and row.field == REJECT:
            gone.update(_touched(rows, n, row.field, judged))
        elif n is not None:
            for m in _touched(rows, n, row.field, judged):
                _change(rows, m, row, texts[row.article_id])
        elif row.field == "type":
            added.append(_added(row, texts[row.article_id], tokens, len(added) + 1))
    frame = pd.DataFrame(rows)
    kept = frame[~np.isin(np.arange(len(frame)), list(gone))]
    return (pd.concat([kept, pd.DataFrame(added)], ignore_index=True) if added else kept).sort_values(["article_id", "start"], kind="stable")


def _touched(rows: dict[str, list], n: int, field: str, judged: set[tuple]) -> list[int]:
    """The row, and those of the same words in its article that nobody judged apart, for which the same holds."""
    alike = [m for m, text in enumerate(rows["text"]) if text == rows["text"][n] and rows["article_id"][m] == rows["article_id"][n] and m != n]
    alike = [m for m in alike if (rows["article_id"][m], rows["start"][m], rows["end"][m]) not in judged]
    whom = field in ("entity", "entity_id")
    return [n, *(m for m in alike if (rows["entity"][m] == rows["entity"][n] if whom else rows["rule"][m] == "repeated"))]


def _change(rows: dict[str, list], n: int, row: Any, text: str) -> None:
    if row.field == "span":
        span = span_of(row.value, text, row.start)
        if span is not None:
            rows["start"][n], rows["end"][n] = span
            rows["text"][n] = text[slice(*span)]
    elif row.field == "entity":
        rows["entity"][n], rows["entity_id"][n] = row.value, None
    elif row.field == "entity_id":
        rows["entity_id"][n] = row.value
    elif row.field in ("type", "title"):
        rows[row.field][n] = row.value
        if row.field == "type":
            rows["entity_id"][n] = None
    if row.field != "accepted":
        rows["rule"][n] = CORRECTED
    rows["confidence"][n] = SURE


def _added(row: Any, text: str, tokens: pd.DataFrame, number: int) -> dict[str, object]:
    written = text[row.start : row.end]
    return {
        "article_id": row.article_id, "mention_id": f"{row.article_id}:c{number}", "sentence_id": sentence_at(tokens, row.article_id, row.start),
        "start": row.start, "end": row.end, "text": written, "type": row.value, "entity_id": None, "entity": written, "title": None,
        "rule": CORRECTED, "confidence": SURE,
    }  # fmt: skip


def sentence_at(tokens: pd.DataFrame, article_id: str, offset: int) -> int:
    """The sentence in which a character of an article stands."""
    own = tokens[tokens["article_id"].astype("str") == article_id]
    if own.empty:
        return 0
    return int(own["sentence_id"].to_numpy()[max(int(np.searchsorted(own["start"].to_numpy(), offset, side="right")) - 1, 0)])


def merged(names: pd.DataFrame, corrections: pd.DataFrame, labels: Mapping[str, str] | None = None) -> pd.DataFrame:
    """`entity_id` and `entity` of names or mentions (with `text`, `type`), after merges and splits of entities.

    `merge`: all names of the entity stand for the one of `value` (an id, or `PER:` and a label); `split`: the names written as `value`
    (folded) are an entity of their own, called so; `label`: what the entity is called. `labels` of entities by their keys, where the names are
    not those of the whole corpus.
    """
    own = corrections[corrections["table"] == "entities"]
    out = names[["entity_id", "entity"]].astype(object).copy()
    if own.empty:
        return out
    keys = entity_key(names).astype(object)
    called = pd.Series(names["entity"].astype(object).to_numpy(), index=keys.to_numpy())
    known = {**called[~called.index.duplicated()].to_dict(), **(labels or {})}
    for row in own[own["field"] == "split"].itertuples():
        apart = ((keys == row.entity_id) & (names["text"].astype("str").map(fold) == fold(row.value))).to_numpy()
        out.loc[apart, "entity_id"], out.loc[apart, "entity"] = None, row.value
    target = {row.entity_id: row.value for row in own[own["field"] == "merge"].itertuples()}
    moved = out["entity"].astype(object).eq(names["entity"].astype(object)).to_numpy()  # what was split off stays apart
    for key in target:
        other = _known(_last(target, key), known)
        here = (keys == key).to_numpy() & moved
        listed = ":" in other and other.partition(":")[0] not in TYPES
        if listed and other not in known and other not in set(builtin()["entity_id"]):
            continue  # an id that nobody has: nothing is called by it
        out.loc[here, "entity_id"] = other if listed else None
        out.loc[here, "entity"] = known.get(other, other.partition(":")[2] if ":" in other else other)
    for row in own[own["field"] == "label"].itertuples():
        out.loc[(keys == row.entity_id).to_numpy() & moved, "entity"] = row.value
    return out


def with_rule(mentions: pd.DataFrame, changed: np.ndarray) -> pd.DataFrame:
    """The mentions, those of which a person changed the entity with the rule `corrected`."""
    if not changed.any():
        return mentions
    rule = mentions["rule"].astype(object).where(~changed, CORRECTED)
    return mentions.assign(rule=rule.astype("category"))


def merged_mentions(mentions: pd.DataFrame, corrections: pd.DataFrame, labels: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The linked mentions after merges and splits of entities (`labels` as for `merged`)."""
    linked = merged(mentions, corrections, labels)
    changed = (linked.fillna("") != mentions[["entity_id", "entity"]].astype(object).fillna("")).any(axis=1).to_numpy()
    return with_rule(mentions.assign(**{name: linked[name].astype("str") for name in linked}), changed)


def _known(other: str, known: Mapping[str, str]) -> str:
    """The key of an entity that was named by its key, or by what it is called (with or without its type)."""
    if other in known:
        return other
    kind, _, called = other.rpartition(":")
    own = [key for key, label in known.items() if label == called]
    listed = [key for key in own if key.partition(":")[0] not in TYPES]
    return next(iter([*listed, *(key for key in own if not kind or key.startswith(f"{kind}:"))]), other)


def _last(target: dict[str, str], key: str) -> str:
    """Where a chain of merges ends; a circle ends where it began."""
    seen = {key}
    while target[key] in target and target[key] not in seen:
        key = target[key]
        seen.add(key)
    return target[key]
