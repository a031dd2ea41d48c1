"""What is being done, said while it lasts: one line a step, and nothing for what is done at once."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PATIENCE = 2.0  # seconds before a step is worth a word


@contextmanager
def step(what: str) -> Iterator[None]:
    """Says on stderr that `what` is under way once it has lasted two seconds, and how long it took at its end.

    On a terminal the line is rewritten every second; elsewhere (a notebook, papermill, a log file) it is written once,
    when the step ends. ISNAD_PROGRESS=off silences it.

    >>> with step("words of 3 articles"):
    ...     pass
    """
    if os.environ.get("ISNAD_PROGRESS", "on") == "off":
        yield
        return
    clock, done = time.monotonic(), threading.Event()
    terminal = sys.stderr.isatty()

    def tell() -> None:
        wait = PATIENCE
        while not done.wait(wait):
            wait = 1.0
            print(f"\r{what} … {time.monotonic() - clock:.0f} s", end="", file=sys.stderr, flush=True)

    teller = threading.Thread(target=tell, daemon=True)
    if terminal:
        teller.start()
    try:
        yield
    finally:
        done.set()
        if terminal:
            teller.join()
        if (seconds := time.monotonic() - clock) >= PATIENCE:
            start = "\r" if terminal else ""
            print(f"{start}{what}: {seconds:.0f} s", file=sys.stderr, flush=True)
