"""Estimates the analyzer's statistics from any corpus, without labels: `python scripts/estimate_morphology.py FILE …`.

Writes toolkit/lexicons/morphology.csv.gz: probabilities of lemmas, prefixes and suffixes (EM over word counts), and
counts of tag pairs (Viterbi training over sentences, three rounds). Deterministic: the same corpora give the same file.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from toolkit.arabic import strip_marks
from toolkit.articles import load_articles
from toolkit.words.aramorph import load_dictionary
from toolkit.words.choices import choices
from toolkit.words.context import START, Bigrams, choose
from toolkit.words.readings import estimate
from toolkit.words.sentences import boundaries
from toolkit.words.spans import spans

OUT = Path(__file__).resolve().parents[1] / "toolkit/lexicons/morphology.csv.gz"
LEAST = 2  # a word must occur so often to count
ROUNDS = 3
SENTENCE_TOKENS = 1_500_000  # tokens for the tag pairs


def main(paths: list[str]) -> None:
    texts: list[str] = []
    for path in paths:
        articles, _ = load_articles(path, duplicates=False)
        texts += articles["text"].dropna().drop_duplicates().astype(object).tolist()
    found = spans(texts)
    counts: Counter[str] = Counter()
    for form, count in zip(found.forms, np.bincount(found.codes, minlength=len(found.forms)).tolist(), strict=True):
        bare = strip_marks(form)
        if re.fullmatch("[\u0621-\u064a]+", bare):
            counts[bare] += count
    dictionary = load_dictionary()
    weights = estimate({word: n for word, n in counts.items() if n >= LEAST}, dictionary)
    step = max(1, len(found.start) // SENTENCE_TOKENS)
    sample = spans(texts[::step])
    starts = boundaries(sample).starts
    options = [choices(form, dictionary, weights) for form in sample.forms]
    pairs: Counter[tuple[str, str]] = Counter()
    for round_number in range(ROUNDS + 1):
        chosen = choose(options, sample.codes, starts, Bigrams.from_counts(pairs)) if round_number else np.zeros(len(sample.codes), np.int8)
        pairs = Counter()
        left = START
        for code, n, start in zip(sample.codes.tolist(), chosen.tolist(), starts.tolist(), strict=True):
            choice = options[code][n]
            pairs[START if start else left, choice.entry] += 1
            left = choice.exit
        print(f"round {round_number}: {len(pairs)} pairs")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["unseen", "", f"{weights.unseen_lemma:.3e}"])
    for kind in ("lemma", "prefix", "suffix"):
        writer.writerows([kind, key, f"{value:.3e}"] for key, value in sorted(getattr(weights, kind).items()))
    writer.writerows(["pair", f"{a} {b}", n] for (a, b), n in sorted(pairs.items()) if n > 1)
    with gzip.GzipFile(OUT, "wb", mtime=0) as file:
        file.write(text.getvalue().encode())


if __name__ == "__main__":
    main(sys.argv[1:])
