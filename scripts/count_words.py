"""Counts folded words of corpora into toolkit/lexicons/word_frequencies.csv.gz: `python scripts/count_words.py FILE …`.

Every distinct text counts once; words that occur fewer than three times are left out. Deterministic.
"""

from __future__ import annotations

import gzip
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from toolkit.arabic import fold
from toolkit.articles import load_articles
from toolkit.words.spans import spans

LEAST = 3
OUT = Path(__file__).resolve().parents[1] / "toolkit/lexicons/word_frequencies.csv.gz"


def main(paths: list[str]) -> None:
    counts: Counter[str] = Counter()
    for path in paths:
        articles, _ = load_articles(path, duplicates=False)
        found = spans(articles["text"].dropna().drop_duplicates().astype(object).tolist())
        for form, count in zip(found.forms, np.bincount(found.codes, minlength=len(found.forms)).tolist(), strict=True):
            counts[fold(form)] += count
    rows = sorted(((w, n) for w, n in counts.items() if n >= LEAST and re.fullmatch("[\u0621-\u064a]+", w)), key=lambda r: (-r[1], r[0]))
    with gzip.GzipFile(OUT, "wb", mtime=0) as file:
        file.write(("word,count\n" + "".join(f"{word},{count}\n" for word, count in rows)).encode())
    print(f"{len(rows)} words")


if __name__ == "__main__":
    main(sys.argv[1:])
