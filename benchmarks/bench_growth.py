"""How each step grows with the corpus: wall time, CPU, peak memory, each in a process of its own, beside a peer.

The largest size repeats saudi-news-net under other ids, as a folder of JSON lines, and goes by part: `isnad tables`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.run import DATA, ROOT, Bench, corpus_file

SIZES = (1_000, 10_000, 31_030)
TIMES = 10  # the largest size is so many times the corpus
STEPS = {
    "load": "load_articles(path)",
    "load: pandas.read_json": "pd.read_json(path, lines=True)",
    "tokens": "tokens(articles)",
    "tokens: re.finditer → DataFrame, words only": "found_words(articles)",
    "attributions": "attributions(articles, words)",
    "mentions": "mentions(articles, words)",
    "frequency": "frequencies(words)",
    "frequency: CountVectorizer": "CountVectorizer().fit_transform(articles['text'].fillna('').tolist())",
    "collocations": "collocations(words)",
    "collocations: NLTK, bigrams": "BigramCollocationFinder.from_words(words['type'].astype(object).tolist())",
}
_PEERS = {
    "CountVectorizer": "from sklearn.feature_extraction.text import CountVectorizer",
    "Bigram": "from nltk.collocations import BigramCollocationFinder",
}
_CHILD = """
import re, resource, sys, time
import pandas as pd
from toolkit import attributions, collocations, frequencies, load_articles, mentions, tokens
{peer}
path, step, words = sys.argv[1], sys.argv[2], None
def found_words(articles):
    return pd.DataFrame([(n, m.start(), m.end(), m.group()) for n, t in enumerate(articles["text"].dropna()) for m in re.finditer(r"\\w+", t)])
articles = None if "path" in step else load_articles(path, duplicates=False)[0]
words = tokens(articles) if "words" in step and "found_words" not in step else None
before = resource.getrusage(resource.RUSAGE_SELF)
clock = time.perf_counter()
eval(step)
wall = time.perf_counter() - clock
after = resource.getrusage(resource.RUSAGE_SELF)
print(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1e6)
"""


def run(bench: Bench) -> None:
    rows = []
    for size in SIZES:
        path = _first(size)
        for what, step in STEPS.items():
            peer = next((line for name, line in _PEERS.items() if name in step), "")
            done = subprocess.run(
                [sys.executable, "-c", _CHILD.format(peer=peer), str(path), step], cwd=ROOT, capture_output=True, text=True,
                env={**os.environ, "PYTHONPATH": str(ROOT), "ISNAD_PROGRESS": "off"},
            )  # fmt: skip
            rows.append((what, size, *map(float, done.stdout.split()[-3:])) if done.returncode == 0 else (what, size, None, None, None))
            print(*rows[-1], done.stderr[-200:] if done.returncode else "", flush=True)
        rows.append(("report: JSON lines → four pages", size, *_command("report", path, DATA / "growth-report")))
        print(*rows[-1], flush=True)
    many = _repeated(TIMES)
    rows.append(("tables by part, two processes", TIMES * SIZES[-1], *_command("tables", many, DATA / "growth-tables")))
    print(*rows[-1], flush=True)
    for what, size, wall, cpu, peak in rows:
        note = (
            "failed, or not installed"
            if wall is None
            else f"{size:,} articles; CPU {cpu:.2f} s; peak {peak:.2f} GB; {1000 * wall / size:.2f} ms an article"
        )
        bench.rows.append(("growth", what, wall or 0.0, 0.0, note))


def _first(size: int) -> Path:
    path = DATA / f"growth-{size}.jsonl"
    if not path.exists():
        with corpus_file().open(encoding="utf-8") as source:
            path.write_text("".join(line for _, line in zip(range(size), source, strict=False)), encoding="utf-8")
    return path


def _repeated(times: int) -> Path:
    folder = DATA / f"growth-{times}-times"
    folder.mkdir(exist_ok=True)
    lines = corpus_file().read_text(encoding="utf-8").splitlines(keepends=True)
    for n in range(times):
        part = folder / f"part-{n:02d}.jsonl"
        if not part.exists():
            part.write_text("".join(line.replace('"article_id": "snn/', f'"article_id": "snn{n:02d}/', 1) for line in lines), encoding="utf-8")
    return folder


def _command(name: str, corpus: Path, out: Path) -> tuple[float, float, float]:
    """Wall time and CPU of `isnad …`, and the highest sum of the memory (PSS) of all of its processes in GB."""
    subprocess.run(["rm", "-rf", str(out)], check=True)
    before = os.times()
    clock = time.perf_counter()
    process = subprocess.Popen([str(Path(sys.executable).with_name("isnad")), name, str(corpus), "--out", str(out)], stdout=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_shared_out(pid) for pid in _family(process.pid)))
        time.sleep(0.3)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - clock, cpu, peak / 1e6


def _family(root: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            children.setdefault(int(stat.read_text().rsplit(")", 1)[1].split()[1]), []).append(int(stat.parent.name))
        except OSError:
            continue
    found, waiting = [], [root]
    while waiting:
        found.append(waiting.pop())
        waiting += children.get(found[-1], [])
    return found


def _shared_out(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    except (OSError, StopIteration):
        return 0
