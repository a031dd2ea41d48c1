"""Where a run is made before it is published, and what is left of runs that were killed."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = ".running-"
LOCK = ".lock"  # held as long as the run lives: the system frees it, however the run ends
_YOUNG = 60.0  # seconds in which a run may not have its lock yet


@contextmanager
def aside_in(out: Path) -> Iterator[Path]:
    """A folder in `out` for a run under way, gone when the run ends or fails; those of runs that were killed go first.

    Publishing moves it: what is still there afterwards is removed.
    """
    sweep(out)
    folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=out))
    try:
        with _locked(folder / LOCK):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(out: Path) -> None:
    """Removes the folders of runs whose process is no more."""
    for folder in out.glob(f"{PREFIX}*"):
        if _abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _abandoned(folder: Path) -> bool:
    try:
        import fcntl

        with (folder / LOCK).open("r+") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except FileNotFoundError:
        with contextlib.suppress(OSError):
            return time.time() - folder.stat().st_mtime > _YOUNG
        return False
    except (ImportError, OSError):  # it is alive, or locks are not to be had here
        return False


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        with contextlib.suppress(ImportError, OSError):
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
