"""A corpus that is larger than memory: its files, some at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from toolkit.articles.fields import map_fields
from toolkit.articles.load import NoArticles, files_of, nothing_found, read_files
from toolkit.articles.opening import COMPRESSED
from toolkit.schema import conform, empty

BATCH = 256_000_000  # bytes of plain files read at a time; in memory they take three times as much
PACKED = 6  # how many times larger a compressed file is taken to be


def article_batches(
    path: str | Path, *, columns: dict[str, str] | None = None, folders: str = "", size: int = BATCH
) -> Iterator[tuple[pd.DataFrame, pd.DataFrame]]:
    """`load_articles` of a few files at a time: (articles, problems) of each batch.

    A corpus of less than `size` bytes is one batch, and the same as `load_articles` gives; one larger file is a batch of
    its own. Ids are unique through all batches. Reprints are looked for within each batch; between batches, only texts that
    are the same to the letter are found.
    Raises FileNotFoundError; NoArticles, after the last batch, if none had an article.

    >>> sum(len(articles) for articles, problems in article_batches("seeds", size=50_000))
    41
    """
    map_fields([], columns)
    root, files = files_of(path)
    ids: set[str] = set()
    texts: dict[int, str] = {}
    nothing = empty("problems")
    for group in _groups(files, size):
        articles, problems = read_files(group, root, columns=columns, folders=folders)
        articles, renamed = _renamed(articles, ids)
        nothing = pd.concat([nothing, problems]).head(3)
        yield _reprinted(articles, texts), pd.concat([problems, renamed], ignore_index=True) if len(renamed) else problems
    if not ids:
        raise NoArticles(nothing_found(path, len(files), nothing))


def _groups(files: list[Path], size: int) -> Iterator[list[Path]]:
    group: list[Path] = []
    total = 0
    for file in files:
        own = plain_size(file)
        if group and total + own > size:
            yield group
            group, total = [], 0
        group.append(file)
        total += own
    yield group


def plain_size(file: Path) -> int:
    """About how many bytes a file has when it is unpacked."""
    return (file.stat().st_size if file.is_file() else 0) * (PACKED if file.suffix.lower() in COMPRESSED else 1)


def _renamed(articles: pd.DataFrame, ids: set[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The articles with ids that no earlier batch has, and a problem for each that had to be renamed; `ids` grows."""
    new, rows = {}, []
    for own, path in zip(articles["article_id"], articles["path"], strict=True):
        name, number = own, 1
        while name in ids or (name != own and name in new):
            name, number = f"{own}~{number + 1}", number + 1
        new[own] = name
        if name != own:
            rows.append((path, name, "warning", "article_id occurs twice", f"{own} was renamed {name}"))
    ids.update(new.values())
    if rows:
        articles = articles.assign(**{name: articles[name].map(new).astype("str") for name in ("article_id", "duplicate_of")})
    return articles, conform(pd.DataFrame(rows, columns=list(empty("problems").columns)), "problems")


def _reprinted(articles: pd.DataFrame, texts: dict[int, str]) -> pd.DataFrame:
    """The articles, those whose very text an earlier batch has marked as its reprints; `texts` (hash → id) grows."""
    hashes = pd.util.hash_pandas_object(articles["text"], index=False).tolist()
    known = articles["text"].notna() & articles["duplicate_of"].isna()
    found = {}
    for own, text, counts in zip(articles["article_id"], hashes, known, strict=True):
        if counts and (first := texts.setdefault(text, own)) != own:
            found[own] = first
    return articles.assign(duplicate_of=articles["duplicate_of"].fillna(articles["article_id"].map(found)).astype("str")) if found else articles
