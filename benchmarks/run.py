"""Figures beside those of other tools, in one run: `make bench`, or `python benchmarks/run.py load words …`.

Reads ../shared/corpora (or the folder in ISNAD_CORPORA); writes benchmarks/results.md. Seconds differ between machines:
compare the ratios.
"""

from __future__ import annotations

import gzip
import importlib
import os
import platform
import resource
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CORPORA = Path(os.environ.get("ISNAD_CORPORA", ROOT.parent / "shared" / "corpora"))
DATA = ROOT / "benchmarks" / ".data"
SECTIONS = ("load", "words", "frequency", "attribution", "entities", "growth")


class Bench:
    """Collects (section, what, seconds, megabytes, note) and prints each as it comes."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, str, float, float, str]] = []
        self.section = ""

    def time(self, what: str, run: Callable[[], object], *, note: Callable[[object], str] | str = "", repeat: int = 1) -> object:
        """Runs, keeps the best time of `repeat` and the highest memory above the start, and returns the last result."""
        best, result, before = float("inf"), None, _memory(reset=True)
        for _ in range(repeat):
            result = None  # the last round's memory is free for this one
            clock = time.perf_counter()
            result = run()
            best = min(best, time.perf_counter() - clock)
        text = note(result) if callable(note) else note
        more = _memory() - before
        self.rows.append((self.section, what, best, more, text))
        print(f"{self.section:12} {what:58} {best:9.3f} s {more:7.0f} MB  {text}", flush=True)
        return result


def _memory(*, reset: bool = False) -> float:
    """The highest resident memory in MB since the last reset; Linux only, elsewhere since the start of the process."""
    try:
        if reset:
            Path("/proc/self/clear_refs").write_text("5")
        lines = Path("/proc/self/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1e3
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def corpus_file(name: str = "saudi-news-net") -> Path:
    """The corpus as plain JSONL, unpacked once."""
    plain = DATA / f"{name}.jsonl"
    if not plain.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        with gzip.open(CORPORA / f"{name}.jsonl.gz", "rb") as source, plain.open("wb") as target:
            shutil.copyfileobj(source, target)
    return plain


def main(sections: list[str]) -> None:
    if not CORPORA.is_dir():
        sys.exit(f"no corpora in {CORPORA}: set ISNAD_CORPORA")
    bench = Bench()
    for section in sections or SECTIONS:
        bench.section = section
        importlib.import_module(f"benchmarks.bench_{section}").run(bench)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    lines = [
        "# Figures",
        "",
        f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}; peak memory of the run {peak:.2f} GB.",
        "",
        "| section | what | seconds | MB above the start | note |",
        "|---|---|---|---|---|",
        *[f"| {section} | {what} | {seconds:.3f} | {more:.0f} | {note} |" for section, what, seconds, more, note in bench.rows],
    ]
    (ROOT / "benchmarks" / f"results-{'-'.join(sections) or 'all'}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1:])
