"""Loading: JSONL beside pandas and Arrow, small files, near-duplicates."""

from __future__ import annotations

import resource
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow.json as pj

from benchmarks.run import Bench, corpus_file
from toolkit.articles import load_articles
from toolkit.articles.duplicates import find_duplicates


def run(bench: Bench) -> None:
    file = corpus_file()
    bench.time("pyarrow.json, 31k articles", lambda: pj.read_json(file), repeat=2)
    bench.time("pandas.read_json(lines=True, engine='pyarrow')", lambda: pd.read_json(file, lines=True, engine="pyarrow"), repeat=2)
    bench.time("pandas.read_json(lines=True)", lambda: pd.read_json(file, lines=True))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    articles, _ = bench.time("load_articles with dates and ids, no duplicates", lambda: load_articles(file, duplicates=False), repeat=2)
    bench.time("find_duplicates (MinHash)", lambda: find_duplicates(articles), note=lambda found: f"{len(found)} reprints")
    size = file.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    bench.time("peak memory", lambda: None, note=f"{peak / size:.1f} × the file ({before * 1024 / size:.1f} × before load_articles ran)")
    with tempfile.TemporaryDirectory() as folder:
        for n, text in enumerate(articles["text"].dropna().head(10_000)):
            Path(folder, f"{n}.txt").write_text(f"خبر {n}\n\n{text[:1500]}", encoding="utf-8")
        bench.time("load_articles, 10,000 small text files", lambda: load_articles(folder, duplicates=False))
