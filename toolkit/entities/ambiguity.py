"""Names of several places: the corpus's country decides, or a far larger town; else the mention stays without a link."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import pandas as pd

from toolkit.arabic import fold
from toolkit.entities.gazetteer import builtin

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


def settled(hits: list[tuple]) -> list[tuple]:
    """The look-ups (see mentions.py) with one place for each name of several."""
    groups: dict[tuple[int, int], list[tuple]] = {}
    rest = []
    for hit in hits:
        if hit[5] == "place":
            groups.setdefault(hit[:2], []).append(hit)
        else:
            rest.append(hit)
    sure = Counter(_country(group[0]) for group in groups.values() if len({_country(hit) for hit in group}) == 1)
    for group in groups.values():
        group.sort(key=lambda hit: -hit[6])
        best: dict[str, tuple] = {}
        for hit in group:
            best.setdefault(_country(hit), hit)
        rest.append(group[0] if len(best) == 1 else _chosen(list(best.values()), sure))
    return rest


def _chosen(group: list[tuple], sure: Counter[str]) -> tuple:
    ranked = sorted(group, key=lambda hit: -sure[_country(hit)])
    first, second = (sure[_country(hit)] for hit in ranked[:2])
    if first >= EVIDENCE and first > 2 * second:
        return ranked[0]
    if group[0][6] >= LARGER * group[1][6]:
        return group[0]
    return (*group[0][:3], None, None, *group[0][5:])


def _country(hit: tuple) -> str:
    return str(hit[3]).split(":")[1] if str(hit[3]).startswith("place:") else ""


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
    names = {text: next((name for name in _bare(fold(text)) if name in known), None) for text in places["text"].unique()}
    rows = places.assign(name=places["text"].map(names)).dropna(subset="name")
    counts = rows.groupby(["name", "entity_id"], dropna=False).size().rename("mentions").reset_index()
    counts["candidates"] = pd.array(["|".join(known[name]) for name in counts["name"]], dtype="str")
    columns = ["name", "entity_id", "candidates", "mentions"]
    return counts.sort_values(["mentions", "name"], ascending=[False, True], ignore_index=True)[columns]


def _bare(text: str) -> list[str]:
    """The name, and what is left of it without letters that may be written on it."""
    return [text, *(re.sub(pattern, put, text) for pattern, put in ((r"^[وف]?[بلك]?(?=.{3})", ""), (r"^[وف]?لل", "ال"), ("^[وف]", "")))]
