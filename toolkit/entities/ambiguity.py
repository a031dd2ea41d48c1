"""Names of several places: the corpus's country decides, or a far larger town; else the mention stays without a link."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from toolkit.arabic import fold
from toolkit.entities.gazetteer import builtin, countries_of

EVIDENCE, LARGER = 3, 5  # sure mentions of a country that speak for it; how many times larger a town needs to be


@cache
def _candidates() -> dict[str, list[str]]:
    """Folded name → the places of different countries that bear it, largest first."""
    rows = builtin()
    rows = rows[(rows["type"] == "LOC") & rows["country"].notna()].sort_values("population", ascending=False)
    rows = rows.assign(key=rows["alias"].map(fold))
    several = rows.groupby("key")["country"].nunique()
    rows = rows[rows["key"].isin(several.index[several > 1])].drop_duplicates(["key", "country"])
    return rows.groupby("key", sort=True)["entity_id"].agg(list).to_dict()


def settled(names: pd.DataFrame) -> pd.DataFrame:
    """The distinct names, each that several places bear linked to the one that the corpus speaks for, or to none.

    Parameters: `names` with `text`, `type`, `entity_id`, `entity` and `count` (mentions).
    """
    known = _candidates()
    of_name = _names(names[names["type"] == "LOC"])
    listed = {entity_id for ids in known.values() for entity_id in ids}
    several = names.index[names["entity_id"].isin(listed) & names["text"].isin(of_name.keys())]
    others = names.drop(several)
    sure = others["count"].groupby(countries_of(others["entity_id"])).sum().to_dict()
    labels = _labels()
    taken = {name: _chosen(known[name], sure) for name in sorted(set(of_name.values()))}
    ids = names.loc[several, "text"].map(of_name).map(taken)
    names.loc[several, "entity_id"] = ids.astype("str")
    named = several[ids.notna()]
    names.loc[named, "entity"] = ids[ids.notna()].map(labels).astype("str")
    return names


def _names(places: pd.DataFrame) -> dict[str, str]:
    """Text of a mention → the name of several places in it, for those that have one."""
    known = _candidates()
    found = {text: next((name for name in _bare(fold(text)) if name in known), None) for text in places["text"].unique()}
    return {text: name for text, name in found.items() if name is not None}


def _chosen(ids: list[str], sure: dict[str, int]) -> str | None:
    ranked = sorted(ids, key=lambda entity_id: -sure.get(_country(entity_id), 0))
    first, second = (sure.get(_country(entity_id), 0) for entity_id in ranked[:2])
    if first >= EVIDENCE and first > 2 * second:
        return ranked[0]
    people = _people()
    return ids[0] if people[ids[0]] >= LARGER * people[ids[1]] else None


def _country(entity_id: str) -> str:
    return entity_id.split(":")[1]


@cache
def _people() -> dict[str, int]:
    return builtin().groupby("entity_id")["population"].max().to_dict()


@cache
def _labels() -> dict[str, str]:
    rows = builtin().drop_duplicates("entity_id")
    return dict(zip(rows["entity_id"], rows["label"], strict=True))


def ambiguities(mentions: pd.DataFrame) -> pd.DataFrame:
    """The names in the mentions that several places of the built-in table bear, and which was taken.

    Returns one row a name, most mentioned first: `name` (folded), `entity_id` (taken; NA: the text did not tell),
    `candidates` (all ids, joined by |), `mentions`.

    >>> from toolkit.words import tokens
    >>> from toolkit.entities import mentions
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["وصل الوفد إلى الإسكندرية."]})
    >>> ambiguities(mentions(articles, tokens(articles)))[["name", "entity_id"]].values.tolist()
    [['الاسكندرية', 'place:EG:الإسكندرية']]
    """
    known = _candidates()
    places = mentions[mentions["type"] == "LOC"]
    rows = places.assign(name=places["text"].map(_names(places)).astype("str")).dropna(subset="name")
    counts = rows.groupby(["name", "entity_id"], dropna=False).size().rename("mentions").reset_index()
    counts["candidates"] = pd.array(["|".join(known[name]) for name in counts["name"]], dtype="str")
    columns = ["name", "entity_id", "candidates", "mentions"]
    return counts.sort_values(["mentions", "name"], ascending=[False, True], ignore_index=True)[columns]


def _bare(text: str) -> list[str]:
    """The name, and what is left of it without letters that may be written on it."""
    return [text, *(re.sub(pattern, put, text) for pattern, put in ((r"^[وف]?[بلك]?(?=.{3})", ""), (r"^[وف]?لل", "ال"), ("^[وف]", "")))]
