"""BibTeX of the articles, for reference managers."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from toolkit.corpus import Corpus

_SPECIAL = str.maketrans({"{": "\\{", "}": "\\}", "%": "\\%", "&": "\\&", "#": "\\#", "_": "\\_", "$": "\\$", "\\": "\\textbackslash{}", "\n": " "})


def write(corpus: Corpus, folder: Path) -> dict[str, int]:
    """Writes articles.bib, an `@online` for each article (biblatex): title, author, organization (the outlet), date, url; what is unknown is left out."""
    folder.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    with (folder / "articles.bib").open("w", encoding="utf-8", errors="replace") as out:
        for _, article in corpus.articles.iterrows():
            out.write(_entry(article, taken))
    return {"articles": len(corpus.articles)}


def _entry(article: pd.Series, taken: set[str]) -> str:
    key = base = re.sub(r"[^A-Za-z0-9:.-]+", "-", str(article["article_id"])).strip("-") or "article"
    n = 1
    while key in taken:
        n += 1
        key = f"{base}-{n}"
    taken.add(key)
    day = None if pd.isna(article["published"]) else f"{article['published']:%Y-%m-%d}"
    fields = {"title": article["title"], "author": article["author"], "organization": article["outlet"], "date": day, "url": article["url"]}
    lines = [f"  {name} = {{{value if name == 'url' else str(value).translate(_SPECIAL)}}}" for name, value in fields.items() if pd.notna(value)]
    return f"@online{{{key},\n" + ",\n".join([*lines, "  langid = {arabic}"]) + "\n}\n\n"
