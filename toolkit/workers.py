"""Work on the parts of a corpus side by side: one process, a pool of them or a Dask cluster, with the same functions and results."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait

from toolkit.mistakes import Mistake

Run = Callable[[Callable[[str], object], Sequence[str]], Iterator]


class NoScheduler(Mistake, ValueError):
    """Dask is asked for and not installed: the message says how to get it."""


@contextmanager
def side_by_side(workers: int = 1, scheduler: object = None, *, ready: Callable[[], object] = int) -> Iterator[Run]:
    """Gives a function that calls a function on each of several names, in `workers` processes or on a Dask cluster.

    `ready` is called in the other processes at once, while this one goes on: what they load is there when work comes.
    `scheduler`: the address of a Dask scheduler (`tcp://…`) or a `distributed.Client`. Results come in any order. A worker of
    the pool that dies raises BrokenProcessPool, and nothing hangs; Dask gives its work to another.
    Raises NoScheduler if Dask is asked for and not installed.
    """
    if scheduler is not None:
        with _client(scheduler) as client:
            _made_ready = [client.submit(ready, workers=[address], pure=False) for address in client.scheduler_info()["workers"]]
            yield lambda function, names: _gathered(client, function, names)
    elif workers < 2:
        yield map
    else:
        context = multiprocessing.get_context("spawn")
        pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_with_parent)
        try:
            for _ in range(workers):
                pool.submit(ready)
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
    """A worker ends when the process that started it does, however it does; an interrupt is that process's to tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()
