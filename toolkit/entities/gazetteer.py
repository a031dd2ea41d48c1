"""The gazetteer: which names stand for which entity. The user's rows go before the built-in places and states."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pandas as pd

from toolkit.arabic import fold
from toolkit.lexicons import table, word_list
from toolkit.mistakes import Mistake
from toolkit.schema import TABLES, conform

COLUMNS = ["entity_id", "label", "type", "alias", "kind", "valid_from", "valid_to", "country", "context", "qid"]
TYPES = frozenset({"PER", "ORG", "LOC", "EVENT", "UNIT"})
KINDS = frozenset({"name", "nickname", "last_name", "titled", "role", "anaphor"})


class BadGazetteer(Mistake, ValueError):
    """A gazetteer of which nothing can be used: the message says what is wrong with it."""


def load_gazetteer(path: str | Path) -> pd.DataFrame:
    """A gazetteer CSV: the rows that can be used.

    Columns: `entity_id, label, type, alias` and, if known, `kind` (name, nickname, last_name, titled, role, anaphor; default
    name), `valid_from`, `valid_to` (ISO dates: a role holds for a period), `country` (ISO code), `context` (words of
    which one must stand in the article, joined by |), `qid` (Wikidata).
    Rows that cannot be used are left out; `attrs["problems"]` has a row for each kind of fault (columns of the table `problems`).
    Raises BadGazetteer if the file is not there, is no CSV, or lacks a column.
    """
    rows, faults = _read(Path(path))
    missing = [name for name in ("entity_id", "label", "type", "alias") if name not in rows]
    if missing:
        raise BadGazetteer(f"{path} lacks the columns {', '.join(missing)}")
    rows = rows.reindex(columns=COLUMNS).astype("str")
    rows["kind"] = rows["kind"].fillna("name")
    for check in (_faulty, _second_labels, _taken_aliases):
        rows, more = check(rows)
        faults += more
    told = [(str(path), None, "warning", problem, detail) for problem, detail in faults]
    rows.attrs["problems"] = conform(pd.DataFrame(told, columns=list(TABLES["problems"])), "problems")
    return rows.reset_index(drop=True)


Faults = list[tuple[str, str]]  # problem, detail


def _read(path: Path) -> tuple[pd.DataFrame, Faults]:
    """The cells of the file, and what is wrong with its encoding."""
    try:
        data = path.read_bytes()
    except OSError:
        raise BadGazetteer(f"there is no gazetteer {path}") from None
    faults: Faults = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
        encoding = "utf-16" if marked else "cp1256"
        text = data.decode(encoding, errors="replace")
        faults.append(("not UTF-8", f"read as {encoding}: check its names, or save it as «CSV UTF-8»"))
    try:
        rows = pd.read_csv(io.StringIO(text), dtype="str", comment="#", keep_default_na=False, na_values=[""], on_bad_lines="skip")
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise BadGazetteer(f"{path} is no valid CSV: {error}") from None
    return rows.apply(lambda column: column.str.strip()), faults


def _told(rows: pd.DataFrame, wrong: pd.Series, problem: str, what: str) -> tuple[pd.DataFrame, Faults]:
    """The rows without the wrong ones, and one fault that tells of them; the header is row 1."""
    if not wrong.any():
        return rows, []
    first = rows[wrong].head(5)
    listed = ", ".join(f"row {n + 2} «{alias}»" for n, alias in zip(first.index, first["alias"].fillna(""), strict=True))
    return rows[~wrong], [(problem, f"{int(wrong.sum())} left out: {listed}{' …' if wrong.sum() > 5 else ''}: {what}")]


def _faulty(rows: pd.DataFrame) -> tuple[pd.DataFrame, Faults]:
    """Rows that can never be used by themselves."""
    faults: Faults = []
    empty = pd.concat([rows[name].isna() for name in ("entity_id", "label", "alias")], axis=1).any(axis=1)
    checks = [
        (empty, "empty cell", "write entity_id, label and alias"),
        (
            rows["alias"].fillna("").map(fold).str.replace(r"[\W\d_]", "", regex=True).str.len() < 2,
            "name too short",
            "a name of one letter is in every text",
        ),
        (~rows["type"].isin(TYPES), "unknown type", f"write one of {', '.join(sorted(TYPES))}"),
        (~rows["kind"].isin(KINDS), "unknown kind", f"write one of {', '.join(sorted(KINDS))}"),
        *(
            (rows[name].notna() & pd.to_datetime(rows[name], errors="coerce", format="ISO8601").isna(), f"{name} is no date", "write 2024-05-31")
            for name in ("valid_from", "valid_to")
        ),
    ]
    for wrong, problem, what in checks:
        rows, told = _told(rows, wrong.reindex(rows.index), problem, what)
        faults += told
    return rows, faults


def _second_labels(rows: pd.DataFrame) -> tuple[pd.DataFrame, Faults]:
    """An entity has one label and one type, and a label of a type one entity: what comes later than another is left out."""
    faults: Faults = []
    for name in ("label", "type"):
        wrong = rows[name] != rows.groupby("entity_id")[name].transform("first")
        rows, told = _told(rows, wrong, f"second {name}", f"its entity_id has another {name} above")
        faults += told
    owner = rows.groupby(["label", "type"])["entity_id"].transform("first")
    rows, told = _told(rows, rows["entity_id"] != owner, "label of two ids", "tell the two apart by their labels")
    return rows, faults + told


def _taken_aliases(rows: pd.DataFrame) -> tuple[pd.DataFrame, Faults]:
    """An alias stands for one entity, unless a context or a period tells which: what comes later than another is left out."""
    key = rows["alias"].map(fold)
    twice = rows.assign(key=key).duplicated(["key", "entity_id", "kind", "valid_from", "valid_to", "context"])
    rows, faults = _told(rows, twice, "row twice", "it stands above")
    key, begin = rows["alias"].map(fold), pd.to_datetime(rows["valid_from"].fillna("1700-01-01"))
    end = pd.to_datetime(rows["valid_to"].fillna("2200-01-01"))
    wrong = pd.Series(False, index=rows.index)
    named = rows["kind"] != "anaphor"  # «الهيئة» is whichever was named before
    several = named & (rows[named].groupby(key[named])["entity_id"].transform("nunique").reindex(rows.index, fill_value=0) > 1)
    for _, group in rows[several].groupby(key[several]):
        kept: list[int] = []
        for n in group.index:
            held = [m for m in kept if rows.at[m, "entity_id"] != rows.at[n, "entity_id"] and begin[n] <= end[m] and begin[m] <= end[n]]
            clash = [m for m in held if not (isinstance(rows.at[n, "context"], str) and isinstance(rows.at[m, "context"], str))]
            wrong[n] = bool(clash)
            kept += [] if clash else [n]
    rows, told = _told(rows, wrong, "alias of two entities", "another entity above has it at the same time: give both a context, or a role its dates")
    return rows, faults + told


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
    regions = table("regions")
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
    rows += [_organizations(), _figures()]
    frame = pd.concat(rows, ignore_index=True)
    frame["kind"] = frame["kind"].fillna("name")
    return frame


def _organizations() -> pd.DataFrame:
    known = table("organizations")
    return known[["label", "alias", "context", "country"]].assign(entity_id="org:" + known["label"], type="ORG", population=0)


def _figures() -> pd.DataFrame:
    known = table("figures")
    own = known[["label", "alias", "kind", "valid_from", "valid_to", "context"]]
    own = own.assign(entity_id="person:" + known["label"], type="PER", population=0, country=known.groupby("label")["country"].transform("first"))
    # «عبدالعزيز» and «عبد العزيز» are one name.
    other = [
        own.assign(alias=own["alias"].str.replace(pattern, put, regex=True)) for pattern, put in ((r"\bعبد ال", "عبدال"), (r"\bعبدال", "عبد ال"))
    ]
    return pd.concat([own, *other]).drop_duplicates(["label", "alias", "kind", "valid_from"])
