"""What a report closes with: its parameters, counts and versions."""

from __future__ import annotations

import pandas as pd

import toolkit
from toolkit.show.language import label, number, spoken

PARAMETERS = {
    "types": "entity_types",
    "outlets": "only_outlets",
    "categories": "only_categories",
    "by": "counted_by",
}  # other columns have these names


def settings(tables: toolkit.corpus.Corpus, *, language: str | None = None, **parameters: object) -> pd.DataFrame:
    """`parameter`, `value`: the corpus and its counts, what was left out, the notebook's parameters, the versions."""
    language = spoken(language)
    articles = tables.articles
    rows = {
        "corpus": tables.name,
        "articles": number(len(articles), language),
        "duplicates": number(int(articles["duplicate_of"].notna().sum()), language),
        "undated": number(int(articles["published"].isna().sum()), language),
        "left_out": number(tables.left_out, language),
        "problem": number(len(tables.problems), language),
        **({"corrections_applied": number(len(tables.corrections) - tables.corrections_unfit, language)} if len(tables.corrections) else {}),
        "analyzer": str(tables.tokens.attrs.get("analyzer") or "–"),
        **{PARAMETERS.get(name, name): parameter_value(value, language) for name, value in parameters.items() if name != "corrections"},
        "version": f"isnad {toolkit.__version__}, pandas {pd.__version__}",
    }
    return pd.DataFrame({"parameter": [label(name, language) for name in rows], "value": list(rows.values())})


def parameter_name(name: str, language: str) -> str:
    """A notebook's parameter in the reader's language."""
    return label(PARAMETERS.get(name, name), language)


def parameter_value(value: object, language: str) -> str:
    """What a parameter was set to, in the reader's language."""
    if isinstance(value, list | tuple):
        return ("، " if language == "ar" else ", ").join(label(str(item), language) for item in value) or "–"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return number(value, language) if isinstance(value, int) else label(str(value), language) or "–"
