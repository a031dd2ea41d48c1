"""A researcher's own categories of words and phrases (frames, themes, any coding scheme), counted with their bases; labels of articles."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.frequency.concordance import places
from toolkit.mistakes import Mistake
from toolkit.spreadsheet import csv_text

UNITS = ("lemma", "type", "token", "pattern")


class BadDictionary(Mistake, ValueError):
    """A file of categories or labels that cannot be used: the message says what it lacks."""


def load_dictionary(path: str | Path) -> pd.DataFrame:
    """A CSV of categories: `category`, `entry` (a word, a phrase, or a pattern that begins with [), and, if given, `by` (lemma, type, token; pattern:
    regular expressions). An entry of several categories has a row for each.

    Raises BadDictionary for a file without these columns, or an unknown `by`.
    """
    rows = _cells(Path(path))
    missing = {"category", "entry"} - set(rows)
    if missing:
        raise BadDictionary(f"{path} lacks the columns {', '.join(sorted(missing))}: a dictionary has category, entry and, if you like, by")
    rows = rows.reindex(columns=["category", "entry", "by"]).dropna(subset=["category", "entry"])
    rows["by"] = rows["by"].fillna("lemma")
    wrong = ~rows["by"].isin(UNITS)
    if wrong.any():
        raise BadDictionary(f"{path}, row {int(wrong.idxmax()) + 2}: by is {rows.at[wrong.idxmax(), 'by']!r}: write one of {', '.join(UNITS)}")
    return rows.drop_duplicates().reset_index(drop=True)


def dictionary_frequencies(tokens: pd.DataFrame, dictionary: pd.DataFrame, *, group: pd.Series | None = None) -> pd.DataFrame:
    """How often the words of each category are used, in all or in each group of articles.

    Parameters: `tokens`; `dictionary`: see `load_dictionary`; `group`: a label per article (index: article_id): outlet, month, your own.
    Returns one row a category and group: `uses` (places; one that two entries of a category find counts once), `words` (of the group),
    `per_10k` = 10,000·uses/words, `articles` with a use, `articles_total`, `articles_share`, `entries` of the category that occur, `commonest`: these,
    with their uses.

    >>> from toolkit.words import tokens
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["غرق المركب في البحر وغرقت الأسماك"]})
    >>> own = pd.DataFrame({"category": ["ماء", "ماء"], "entry": ["بحر", "غرق"], "by": ["lemma", "lemma"]})
    >>> dictionary_frequencies(tokens(articles), own)[["category", "uses", "words"]].values.tolist()
    [['ماء', 3, 6]]
    """
    article = tokens["article_id"].astype("str")
    label = pd.Series("all", index=article.index) if group is None else article.map(group.astype(object))
    is_word = tokens["is_word"].to_numpy(dtype=bool)
    base = (
        pd.DataFrame({"group": label, "article_id": article})[is_word].dropna(subset="group").groupby("group")["article_id"].agg(["size", "nunique"])
    )
    rows = []
    for category, entries in dictionary.groupby("category", sort=False):
        at, found = category_places(tokens, entries)
        uses = pd.DataFrame({"group": label.to_numpy()[at], "article_id": article.to_numpy()[at]})
        for name, total in base.iterrows():
            here = uses[uses["group"] == name]
            own = {entry: int((label.to_numpy()[rows_] == name).sum()) for entry, rows_ in found.items()}
            told = sorted(((count, entry) for entry, count in own.items() if count), key=lambda pair: (-pair[0], pair[1]))
            articles = int(here["article_id"].nunique())
            rows.append((
                category, name, len(here), int(total["size"]), 10_000 * len(here) / int(total["size"]), articles, int(total["nunique"]),
                articles / int(total["nunique"]), len(told), " | ".join(f"{entry} {count}" for count, entry in told[:5]) or None,
            ))  # fmt: skip
    columns = ["category", "group", "uses", "words", "per_10k", "articles", "articles_total", "articles_share", "entries", "commonest"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.drop(columns="group") if group is None else frame.rename(columns={"group": str(group.name or "group")})


def queries(entries: pd.DataFrame) -> list[dict]:
    """What each entry asks `concordance` for."""
    return [
        {"query": str(row.entry), "by": "token" if row.by == "pattern" else str(row.by), "pattern": row.by == "pattern"}
        for row in entries.itertuples()
    ]


def category_places(tokens: pd.DataFrame, entries: pd.DataFrame) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """First row in the tokens of each use of a category, and of each of its entries."""
    found = {query["query"]: places(tokens, **query)[0] for query in queries(entries)}
    return np.unique(np.concatenate([*found.values(), np.zeros(0, dtype=np.int64)])), found


def load_labels(path: str | Path, articles: pd.DataFrame) -> pd.DataFrame:
    """Your own labels of articles, from a CSV with `article_id` and any other columns: each of these is a `group` for every analysis.

    Returns the columns with the article_id as index, one row for each of the `articles` (NA where the file says nothing). `attrs["unknown"]` counts
    the rows of articles that are not there.
    Raises BadDictionary for a file without article_id, or that labels an article twice.
    """
    rows = _cells(Path(path))
    if "article_id" not in rows or len(rows.columns) < 2:
        raise BadDictionary(f"{path} needs a column article_id and one column of labels at least")
    twice = rows["article_id"].duplicated()
    if twice.any():
        raise BadDictionary(f"{path}, row {int(twice.idxmax()) + 2}: the article {rows.at[twice.idxmax(), 'article_id']!r} is labelled above already")
    ids = articles["article_id"].astype("str")
    labels = rows.set_index("article_id").reindex(ids)
    labels.attrs["unknown"] = int((~rows["article_id"].isin(set(ids))).sum())
    return labels


def _cells(path: Path) -> pd.DataFrame:
    try:
        data = path.read_bytes()
    except OSError:
        raise BadDictionary(f"there is no file {path}: check the path") from None
    text, separator, _ = csv_text(data)
    try:
        rows = pd.read_csv(io.StringIO(text), sep=separator, dtype="str", keep_default_na=False, na_values=[""], quoting=csv.QUOTE_MINIMAL)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise BadDictionary(f"{path} is no valid CSV: {error}") from None
    rows.columns = [str(name).strip() for name in rows.columns]
    return rows.apply(lambda column: column.str.strip())
