"""A corpus in parts: what looks at some articles alone is done part by part, side by side, and linked as a whole afterwards.

One process, a pool of them and a Dask cluster do the same with the same functions and give the same tables.
"""

from __future__ import annotations

import multiprocessing
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from toolkit.attribution.attributions import attributions
from toolkit.entities.mentions import names_in
from toolkit.words import analyzer_named, sentences, tokens

PART = 2_000  # articles
UNKNOWN = "unknown"
LONGEST = 200  # bytes of an outlet's name in the name of a folder
Tables = dict[str, pd.DataFrame]
Run = Callable[[Callable[[str], object], Sequence[str]], Iterator[object]]


class NoScheduler(ValueError):
    """Dask is asked for and not installed: the message says how to get it."""


def parts(articles: pd.DataFrame, *, size: int = PART, partitioned: bool = False) -> Iterator[tuple[str, pd.DataFrame]]:
    """(folder, articles) of each part: runs of at most `size` articles; `partitioned`: of one outlet and month each."""
    if not partitioned:
        groups = [("", articles)]
    else:
        outlet = articles["outlet"].astype("str").fillna(UNKNOWN).map(_folder)
        month = articles["published"].dt.strftime("%Y-%m").astype("str").fillna(UNKNOWN)
        names = "by_outlet=" + outlet + "/by_month=" + month
        groups = [(str(name), rows) for name, rows in articles.groupby(names, sort=True)]
    for name, rows in groups:
        for first in range(0, max(len(rows), 1), size):
            yield name, rows.iloc[first : first + size]


def _folder(outlet: str) -> str:
    """An outlet as the name of a folder: letters stay, what a path could not hold is written as %XX, and it is cut to LONGEST."""
    outlet = outlet[:LONGEST]
    while len((name := re.sub(r"[^\w. -]", lambda match: quote(match[0], safe=""), outlet)).encode()) > LONGEST:
        outlet = outlet[:-1]
    return name


def analysed(articles: pd.DataFrame, *, gazetteer: Path | None = None, analyzer: str | None = None) -> Tables:
    """The tables of some articles, as these articles alone tell them: sentences, tokens, mentions, attributions."""
    words = tokens(articles, analyzer=analyzer_named(analyzer))
    return {
        "sentences": sentences(articles),
        "tokens": words,
        "mentions": names_in(articles, words, gazetteer=gazetteer),
        "attributions": attributions(articles, words),
    }


@contextmanager
def side_by_side(workers: int = 1, scheduler: object = None) -> Iterator[Run]:
    """Gives a function that calls a function on each of several names, in `workers` processes or on a Dask cluster.

    `scheduler`: the address of a Dask scheduler (`tcp://…`) or a `distributed.Client`. Results come in any order. A worker of
    the pool that dies raises BrokenProcessPool, and nothing hangs; Dask gives its work to another.
    Raises NoScheduler if Dask is asked for and not installed.
    """
    if scheduler is not None:
        with _client(scheduler) as client:
            yield lambda function, names: _gathered(client, function, names)
    elif workers < 2:
        yield map
    else:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_with_parent)
        try:
            yield pool.map
        except BaseException:
            pool.shutdown(cancel_futures=True, wait=False)
            raise
        pool.shutdown()


@contextmanager
def _client(scheduler: object) -> Iterator:
    try:
        from distributed import Client
    except ImportError:
        raise NoScheduler("a scheduler needs Dask: pip install 'isnad-toolkit[dask]'") from None
    if isinstance(scheduler, Client):
        yield scheduler
    else:
        with Client(str(scheduler)) as client:
            yield client


def _gathered(client, function: Callable[[str], object], names: Sequence[str]) -> Iterator[object]:
    from distributed import as_completed

    for future in as_completed(client.map(function, list(names), pure=False)):
        yield future.result()
        future.release()


def _leave_with_parent() -> None:
    """A worker ends when the process that started it was killed, instead of waiting for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
