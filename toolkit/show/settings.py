"""What a report closes with: its parameters, counts and versions."""

from __future__ import annotations

import pandas as pd

import toolkit
from toolkit.show.language import label, number


def settings(tables: toolkit.corpus.Corpus, *, language: str = "ar", **parameters: object) -> pd.DataFrame:
    """`parameter`, `value`: the corpus and its counts, what was left out, the notebook's parameters, the versions."""
    articles = tables.articles
    rows = {
        "corpus": tables.name,
        "articles": number(len(articles), language),
        "duplicates": number(int(articles["duplicate_of"].notna().sum()), language),
        "undated": number(int(articles["published"].isna().sum()), language),
        "problem": number(len(tables.problems), language),
        "analyzer": str(tables.tokens.attrs.get("analyzer") or "–"),
        **{name: str(value) for name, value in parameters.items()},
        "version": f"isnad {toolkit.__version__}, pandas {pd.__version__}",
    }
    return pd.DataFrame({"parameter": [label(name, language) for name in rows], "value": list(rows.values())})
