"""Where a coverage looks: its places by country."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from babel import Locale

from toolkit.entities.gazetteer import countries_of, load_gazetteer


def places_by_country(mentions: pd.DataFrame, *, gazetteer: pd.DataFrame | str | Path | None = None, language: str = "ar") -> pd.DataFrame:
    """How often the places of each country are named, the country itself among them.

    Parameters: `mentions`; `gazetteer`: the user's names (a table or a CSV file), whose `country` goes before the built-in one;
    `language` of the countries' names (CLDR).
    Returns one row a country, most mentioned first: `country` (ISO 3166), `name`, `mentions`, `articles`, `places`
    (different ones). Places that are linked to no country (regions, seas, unknown towns) are left out;
    `attrs["without_country"]` counts their mentions.
    """
    places = mentions[mentions["type"] == "LOC"]
    code = countries_of(places["entity_id"])
    if gazetteer is not None:
        own = load_gazetteer(gazetteer) if isinstance(gazetteer, str | Path) else gazetteer
        code = places["entity_id"].map(own.dropna(subset="country").drop_duplicates("entity_id").set_index("entity_id")["country"]).fillna(code)
    rows = places.assign(country=code).dropna(subset="country")
    counts = rows.groupby("country").agg(mentions=("mention_id", "size"), articles=("article_id", "nunique"), places=("entity_id", "nunique"))
    counts = counts.reset_index()
    names = Locale.parse(language).territories
    counts.insert(1, "name", pd.array([names.get(c, c) for c in counts["country"]], dtype="str"))
    counts = counts.sort_values(["mentions", "country"], ascending=[False, True], ignore_index=True)
    counts.attrs["without_country"] = len(places) - len(rows)
    return counts
