"""The gazetteer: which names stand for which entity. The user's rows go before the built-in places and states."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd

from toolkit.arabic import fold
from toolkit.lexicons import table, word_list
from toolkit.mistakes import Mistake

COLUMNS = ["entity_id", "label", "type", "alias", "kind", "valid_from", "valid_to", "country", "context", "qid"]
TYPES = frozenset({"PER", "ORG", "LOC", "EVENT", "UNIT"})
KINDS = frozenset({"name", "nickname", "last_name", "role", "anaphor"})


class BadGazetteer(Mistake, ValueError):
    """A gazetteer that cannot be used: the message names each row and what is wrong with it."""


def load_gazetteer(path: str | Path) -> pd.DataFrame:
    """A gazetteer CSV, checked.

    Columns: `entity_id, label, type, alias` and, if known, `kind` (name, nickname, last_name, role, anaphor; default
    name), `valid_from`, `valid_to` (ISO dates: a role holds for a period), `country` (ISO code), `context` (words of
    which one must stand in the article, joined by |), `qid` (Wikidata).
    Raises BadGazetteer naming the rows; nothing is half-applied.
    """
    try:
        rows = pd.read_csv(path, dtype="str", comment="#", keep_default_na=False, na_values=[""], encoding="utf-8-sig")
    except FileNotFoundError:
        raise BadGazetteer(f"there is no gazetteer {path}") from None
    except UnicodeDecodeError:
        raise BadGazetteer(f"{path} is not UTF-8: save it as «CSV UTF-8»") from None
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise BadGazetteer(f"{path} is no valid CSV: {error}") from None
    missing = [name for name in ("entity_id", "label", "type", "alias") if name not in rows]
    if missing:
        raise BadGazetteer(f"{path} lacks the columns {', '.join(missing)}")
    rows = rows.reindex(columns=COLUMNS)
    rows["kind"] = rows["kind"].fillna("name")
    faults = _faults(rows)
    if faults:
        more = f"\n… and {len(faults) - 10} more" if len(faults) > 10 else ""
        raise BadGazetteer(f"{path}:\n" + "\n".join(faults[:10]) + more)
    return rows


def _faults(rows: pd.DataFrame) -> list[str]:
    faults = [f"row {row.Index + 2}: {fault}" for row in rows.itertuples() for fault in _of_row(row)]  # the header is row 1
    for entity_id, group in rows.groupby("entity_id"):
        for name in ("label", "type"):
            if group[name].nunique() > 1:
                numbers = ", ".join(str(i + 2) for i in group.index)
                faults.append(f"rows {numbers}: {entity_id} has more than one {name} ({' / '.join(map(str, group[name].unique()))})")
    for label, group in rows.drop_duplicates(["entity_id", "label"]).groupby("label"):
        if group["entity_id"].nunique() > 1 and group["type"].nunique() == 1:
            faults.append(f"rows {', '.join(str(i + 2) for i in group.index)}: the label {label!r} belongs to two ids: tell them apart")
    return faults or _overlaps(rows)


def _of_row(row: tuple) -> Iterator[str]:
    for name in ("entity_id", "label", "alias"):
        if not isinstance(getattr(row, name), str) or not fold(getattr(row, name)).strip():
            yield f"{name} is empty"
    for name, known in (("type", TYPES), ("kind", KINDS)):
        if getattr(row, name) not in known:
            yield f"{name} {getattr(row, name)!r} is none of {', '.join(sorted(known))}"
    for name in ("valid_from", "valid_to"):
        value = getattr(row, name)
        if isinstance(value, str) and pd.isna(pd.to_datetime(value, errors="coerce")):
            yield f"{name} {value!r} is no date (write 2024-05-31)"


def _overlaps(rows: pd.DataFrame) -> list[str]:
    """One role that two persons hold at the same time."""
    faults = []
    for alias, group in rows[rows["kind"] == "role"].groupby(rows["alias"].map(fold)):
        spans = [
            (
                pd.to_datetime(row.valid_from) if isinstance(row.valid_from, str) else pd.Timestamp.min,
                pd.to_datetime(row.valid_to) if isinstance(row.valid_to, str) else pd.Timestamp.max,
                row.entity_id,
                row.Index + 2,
            )
            for row in group.itertuples()
        ]
        for n, (begin, end, entity, line) in enumerate(spans):
            for other_begin, other_end, other, other_line in spans[n + 1 :]:
                if other != entity and begin <= other_end and other_begin <= end:
                    faults.append(f"rows {line}, {other_line}: the role «{alias}» belongs to two entities at the same time: give it dates")
    return faults


def countries_of(entity_ids: pd.Series) -> pd.Series:
    """The country (ISO 3166) in the ids of built-in places; NA for all others."""
    return entity_ids.str.extract(r"^place:([A-Z]{2})(?::|$)", expand=False)


@cache
def builtin() -> pd.DataFrame:
    """States, capitals and towns as gazetteer rows, with `population` (GeoNames, CLDR)."""
    states, places = table("states"), table("places")
    capital = states["kind"] == "capital"
    rows = [
        pd.DataFrame(
            {
                "entity_id": "place:" + states["country"] + (":" + states["label"]).where(capital, ""),
                "label": states["label"],
                "type": "LOC",
                "alias": states["word"],
                "country": states["country"],
                "population": 10**9,
            }
        )
    ]
    bare = places["name"].map(fold).str.removeprefix("ال").str.removesuffix("ة")
    nisba = bare.isin(word_list("nationalities")) & (places["population"].astype("int64") < 500_000)
    places = places[~nisba].reset_index(drop=True)  # «السويدية» is a town, and far more often Swedish
    state_label = states[states["kind"] == "state"].drop_duplicates("country").set_index("country")["label"]
    label = places["label"].where(places["kind"] != "country", places["country"].map(state_label).fillna(places["label"]))
    ids = "place:" + places["country"] + (":" + label).where(places["kind"] != "country", "")
    rows.append(
        pd.DataFrame(
            {
                "entity_id": ids,
                "label": label,
                "type": "LOC",
                "alias": places["name"],
                "country": places["country"],
                "population": places["population"].astype("int64"),
            }
        )
    )
    regions, known = table("regions"), table("organizations")
    # A region row of a town in the place table is that town, under a name that needs no context.
    town = pd.concat(rows).sort_values("population").drop_duplicates("alias", keep="last")
    town = town.set_index(town["alias"].map(fold))[["entity_id", "label", "country"]]
    town = town[~town.index.duplicated(keep="last")].reindex(regions["label"].map(fold)).reset_index(drop=True)
    rows.append(
        pd.DataFrame(
            {
                "entity_id": town["entity_id"].fillna("region:" + regions["label"]),
                "label": town["label"].fillna(regions["label"]),
                "type": "LOC",
                "alias": regions["word"],
                "country": town["country"],
                "population": 10**9,
            }
        )
    )
    rows.append(
        pd.DataFrame(
            {
                "entity_id": "org:" + known["label"],
                "label": known["label"],
                "type": "ORG",
                "alias": known["alias"],
                "population": 0,
                "context": known["context"],
            }
        )
    )
    frame = pd.concat(rows, ignore_index=True)
    frame["kind"] = "name"
    return frame
