"""A corpus in parts: what looks at some articles alone is done part by part, side by side, then joined and linked as a whole.

Every analysis splits so: `analysed` on some articles, `joined` over the parts. One process, a pool of them and a cluster
give the same tables.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pandas as pd
from pandas.api.types import union_categoricals

from toolkit.attribution.attributions import attributions, link_speakers
from toolkit.entities.mentions import link_across, names_in
from toolkit.words import analyzer_named, sentences, tokens

PART = 2_000  # articles
Tables = dict[str, pd.DataFrame]


def parts(articles: pd.DataFrame, size: int = PART) -> Iterator[pd.DataFrame]:
    """The articles in runs of `size`, at least one."""
    for first in range(0, max(len(articles), 1), size):
        yield articles.iloc[first : first + size]


def analysed(articles: pd.DataFrame, *, gazetteer: Path | None = None, analyzer: str | None = None) -> Tables:
    """The tables of some articles, as these articles alone tell them: sentences, tokens, mentions, attributions."""
    words = tokens(articles, analyzer=analyzer_named(analyzer))
    return {
        "sentences": sentences(articles),
        "tokens": words,
        "mentions": names_in(articles, words, gazetteer=gazetteer),
        "attributions": attributions(articles, words),
    }


def joined(found: Iterable[Tables]) -> Tables:
    """The parts' tables as those of the whole corpus: rows in order, names linked across articles."""
    rows = list(found)
    tables = {name: concatenated([part[name] for part in rows]) for name in rows[0]}
    tables["mentions"] = link_across(tables["mentions"])
    tables["attributions"] = link_speakers(tables["attributions"], tables["mentions"])
    tables["tokens"].attrs["analyzer"] = rows[0]["tokens"].attrs.get("analyzer")
    return tables


def concatenated(frames: list[pd.DataFrame]) -> pd.DataFrame:
    """The frames one below the other; categoricals stay so, their categories in order of first use."""
    if len(frames) == 1:
        return frames[0]
    columns = {}
    for name in frames[0]:
        series = [frame[name] for frame in frames]
        if isinstance(series[0].dtype, pd.CategoricalDtype):
            columns[name] = pd.Series(union_categoricals(series, ignore_order=True))
        else:
            columns[name] = pd.concat(series, ignore_index=True)
    return pd.DataFrame(columns)


def kept(articles: pd.DataFrame, *, folder: Path, gazetteer: Path | None = None, analyzer: str | None = None) -> Tables:
    """`analysed`, from the folder if these articles were analysed there before, else left there for the next run.

    A part's folder appears under its name when it is whole: what was killed in the middle is done again, nothing else.
    """
    place = folder / _key(articles, gazetteer, analyzer)
    if not place.exists():
        aside = Path(tempfile.mkdtemp(prefix=".part-", dir=folder))
        made = analysed(articles, gazetteer=gazetteer, analyzer=analyzer)
        (aside / "tokens.analyzer").write_text(made["tokens"].attrs["analyzer"], encoding="utf-8")
        for name, frame in made.items():
            frame.attrs = {}
            frame.to_parquet(aside / f"{name}.parquet", compression="zstd", index=False)
        try:
            os.replace(aside, place)
        except OSError:  # another run has just finished the same part
            shutil.rmtree(aside, ignore_errors=True)
    return _read(place, articles)


def _read(place: Path, articles: pd.DataFrame) -> Tables:
    tables = {name: pd.read_parquet(place / f"{name}.parquet") for name in ("sentences", "tokens", "mentions", "attributions")}
    ids = pd.CategoricalDtype(pd.Index(articles["article_id"].astype("str")))
    for name in ("sentences", "tokens"):  # articles without a word are categories too
        tables[name]["article_id"] = tables[name]["article_id"].astype("str").astype(ids)
    tables["tokens"].attrs["analyzer"] = (place / "tokens.analyzer").read_text(encoding="utf-8")
    return tables


def _key(articles: pd.DataFrame, gazetteer: Path | None, analyzer: str | None) -> str:
    """What the tables of a part depend on, as a name: the articles, the names, the analyzer, this version."""
    mix = hashlib.sha256(f"{version('isnad-toolkit')}|{analyzer}".encode())
    mix.update(gazetteer.read_bytes() if gazetteer else b"")
    columns = articles[["article_id", "text", "published"]].assign(published=articles["published"].astype("str"))
    mix.update(pd.util.hash_pandas_object(columns, index=False).to_numpy().tobytes())
    return mix.hexdigest()[:24]


def side_by_side(
    articles: pd.DataFrame, *, workers: int, gazetteer: Path | None = None, analyzer: str | None = None, folder: Path | None = None
) -> Tables:
    """`analysed` over parts in `workers` processes, `joined`: the tables of the whole corpus.

    With `folder`, finished parts are kept there, and taken from there by a run after an interruption (see `kept`). A worker that dies raises BrokenProcessPool; nothing hangs. Small corpora are analysed in this process.
    """
    own = list(parts(articles))
    own_names = {"gazetteer": gazetteer, "analyzer": analyzer}
    work = partial(kept, folder=folder, **own_names) if folder else partial(analysed, **own_names)  # type: ignore[arg-type]
    if workers < 2 or len(own) < 2:
        return joined(map(work, own))
    with ProcessPoolExecutor(min(workers, len(own)), mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            return joined(pool.map(work, own))
        except BaseException:
            pool.shutdown(cancel_futures=True, wait=False)
            raise
