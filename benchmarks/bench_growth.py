"""How each step grows with the corpus: wall time, CPU, peak memory, each in a process of its own, beside a peer.

The largest size repeats saudi-news-net under other ids, as a folder of JSON lines. There the steps go by part, over the
folder that `isnad tables` made; frequency and collocations take all of its tokens, and frequency by part too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import matplotlib.pyplot as plt
from distributed import LocalCluster

from benchmarks.run import DATA, ROOT, Bench, corpus_file

SIZES = (1_000, 10_000, 31_030)
_ENVIRONMENT = dict(os.environ)  # before a cluster sets what its workers are to see
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
OF_ALL = {what: STEPS[what] for what in STEPS if not what.startswith("load") and "Vectorizer" not in what}
OF_ALL |= {"mentions": "names_in(articles, words)", "frequency by part": "frequencies_by_part(folder)"}  # links are made on the whole
_BEFORE = """
import re, resource, sys, time
from pathlib import Path
import pandas as pd
from toolkit import attributions, collocations, frequencies, frequencies_by_part, load_articles, mentions, tokens
from toolkit.entities.mentions import names_in
from toolkit.parquet import read_table
{peer}
def found_words(articles):
    return pd.DataFrame([(n, m.start(), m.end(), m.group()) for n, t in enumerate(articles["text"].dropna()) for m in re.finditer(r"\\w+", t)])
"""
_CHILD = """
path, step, words = sys.argv[1], sys.argv[2], None
articles = None if "path" in step else load_articles(path, duplicates=False)[0]
words = tokens(articles) if "words" in step and "found_words" not in step else None
before = resource.getrusage(resource.RUSAGE_SELF)
clock = time.perf_counter()
eval(step)
wall = time.perf_counter() - clock
after = resource.getrusage(resource.RUSAGE_SELF)
print(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss / 1e6)
"""


_PARTS = """
folder, step = Path(sys.argv[1]), sys.argv[2]
files = sorted((folder / "articles.parquet").rglob("*.parquet")) if "articles" in step else [folder]
words, wall, cpu = None, 0.0, 0.0
for file in files:
    if "articles" in step:
        articles = read_table(file, "articles")
        name = file.relative_to(folder / "articles.parquet")
        words = read_table(folder / "tokens.parquet" / name, "tokens") if "words" in step and "found_words" not in step else None
    elif "words" in step:
        words = read_table(folder / "tokens.parquet", "tokens")
    clock, used = time.perf_counter(), time.process_time()
    eval(step)
    wall, cpu = wall + time.perf_counter() - clock, cpu + time.process_time() - used
print(wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
"""


def run(bench: Bench) -> None:
    rows: list[tuple] = []

    def add(what: str, size: int, figures: tuple) -> None:
        rows.append((what, size, *figures))
        print(*rows[-1], flush=True)

    for size in SIZES:
        path = _first(size)
        for what, step in STEPS.items():
            add(what, size, _child(_CHILD, path, step))
        add("report: JSON lines → four pages", size, _command("report", path, "--out", DATA / "growth-report"))
    one = _first(SIZES[-1])
    add("tables, one process", SIZES[-1], _command("tables", one, "--out", DATA / "growth-tables", "--workers", 1))
    add("tables, two processes", SIZES[-1], _command("tables", one, "--out", DATA / "growth-tables", "--workers", 2))
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0) as cluster:
        figures = _command("tables", one, "--out", DATA / "growth-tables", "--scheduler", cluster.scheduler_address)
    add("tables, Dask with two processes (CPU and memory: without theirs)", SIZES[-1], figures)
    size = TIMES * SIZES[-1]
    add("tables, two processes", size, _command("tables", _repeated(TIMES), "--out", DATA / "growth-tables", "--workers", 2))
    for what, step in OF_ALL.items():
        add(what, size, _child(_PARTS, DATA / "growth-tables", step))
    add("report: tables → four pages", size, _command("report", DATA / "growth-tables", "--out", DATA / "growth-report"))
    draw(rows)
    for what, size, wall, cpu, peak in rows:
        note = (
            "failed, or not installed"
            if wall is None
            else f"{size:,} articles; CPU {cpu:.2f} s; peak {peak:.2f} GB; {1000 * wall / size:.2f} ms an article"
        )
        bench.rows.append(("growth", what, wall or 0.0, 0.0, note))


def draw(rows: list[tuple]) -> None:
    """The growth curves: milliseconds an article by the number of articles; a peer's are dashed, in the colour of its step."""
    steps = dict.fromkeys(what for what, _, wall, *_ in rows if wall is not None)
    colours = {name: f"C{n}" for n, name in enumerate(dict.fromkeys(what.split(":")[0].split(",")[0] for what in steps))}
    _, axes = plt.subplots(figsize=(9, 5.5))
    for what in steps:
        points = [(size, 1000 * wall / size) for name, size, wall, *_ in rows if name == what and wall is not None]
        ours = ":" not in what or what.startswith("report")
        axes.plot(*zip(*points, strict=True), "o-" if ours else "x--", color=colours[what.split(":")[0].split(",")[0]], label=what)
    axes.set(xscale="log", yscale="log", xlabel="articles", ylabel="ms an article")
    axes.legend(fontsize=7, loc="upper left", bbox_to_anchor=(1.01, 1))
    plt.savefig(ROOT / "benchmarks" / "growth.png", dpi=110, bbox_inches="tight")


def _child(program: str, path: Path, step: str) -> tuple:
    peer = next((line for name, line in _PEERS.items() if name in step), "")
    command = [sys.executable, "-c", _BEFORE.format(peer=peer) + program, str(path), step]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**_ENVIRONMENT, "PYTHONPATH": str(ROOT), "ISNAD_PROGRESS": "off"})
    if done.returncode:
        print(done.stderr[-300:])
        return (None, None, None)
    return tuple(map(float, done.stdout.split()[-3:]))


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


def _command(name: str, *arguments: object) -> tuple:
    """Wall time and CPU of `isnad …`, and the highest sum of the memory (PSS) of all of its processes in GB."""
    subprocess.run(["rm", "-rf", str(arguments[arguments.index("--out") + 1])], check=True)
    before = os.times()
    clock = time.perf_counter()
    command = [sys.executable, "-m", "toolkit.cli", name, *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, env={**_ENVIRONMENT, "PYTHONPATH": str(ROOT)})
    peak = 0
    while process.poll() is None:
        peak = max(peak, sum(_shared_out(pid) for pid in _family(process.pid)))
        time.sleep(0.3)
    if process.returncode:
        return (None, None, None)
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
