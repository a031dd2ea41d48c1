"""Clusters the words of raw corpora into toolkit/lexicons/word_clusters.csv.gz: `python scripts/cluster_words.py FILE …`.

Positive pointwise mutual information with the words up to three places to the left and to the right, reduced by a truncated
singular value decomposition (Levy & Goldberg 2014), then k-means at three sizes. Deterministic on one machine; minutes.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_matrix, csr_matrix, hstack
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from toolkit.articles import load_articles
from toolkit.words.spans import spans

OUT = Path(__file__).resolve().parents[1] / "toolkit/lexicons/word_clusters.csv.gz"
WORDS, LEAST = 40_000, 20
REACH, DIMENSIONS = 3, 100
SIZES = (50, 200, 800)


def main(paths: list[str]) -> None:
    parts, counts = [], Counter[str]()
    for path in paths:
        texts = load_articles(path, duplicates=False)[0]["text"].dropna().drop_duplicates().astype(object).tolist()
        for first in range(0, len(texts), 4_000):
            found = spans(texts[first : first + 4_000])
            own = found.codes[found.is_word]
            parts.append((found.folded, own, found.text[found.is_word]))
            for word, count in zip(found.folded, np.bincount(own, minlength=len(found.folded)).tolist(), strict=True):
                counts[word] += count
    words = [word for word, count in counts.most_common(WORDS) if count >= LEAST]
    vectors = _vectors(words, parts)
    frame = pd.DataFrame({"word": words})
    for size in SIZES:
        frame[f"c{size}"] = MiniBatchKMeans(size, random_state=0, n_init=3, batch_size=4096, max_iter=60).fit_predict(vectors)
    with gzip.GzipFile(OUT, "wb", mtime=0) as file:
        file.write(frame.sort_values("word").to_csv(index=False, lineterminator="\n").encode())


def _vectors(words: list[str], parts: list[tuple]) -> np.ndarray:
    number = {word: n for n, word in enumerate(words)}
    beside = csr_matrix((len(words), len(words)), dtype=np.float32)
    for folded, codes, text in parts:
        own = np.array([number.get(word, -1) for word in folded])[codes]
        for distance in range(1, REACH + 1):
            left, right = own[:-distance], own[distance:]
            both = (left >= 0) & (right >= 0) & (text[:-distance] == text[distance:])
            weights = np.full(both.sum(), 1 / distance, dtype=np.float32)
            beside += coo_matrix((weights, (left[both], right[both])), shape=beside.shape).tocsr()
    left, singular, _ = randomized_svd(hstack([_ppmi(beside), _ppmi(beside.T.tocsr())]).tocsr(), DIMENSIONS, n_iter=4, random_state=0)
    vectors = left * np.sqrt(singular)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _ppmi(beside: csr_matrix) -> csr_matrix:
    cells = beside.tocoo()
    rows, columns = np.asarray(beside.sum(1)).ravel(), np.asarray(beside.sum(0)).ravel() ** 0.75
    values = np.log(cells.data * columns.sum() / (rows[cells.row] * columns[cells.col]) + 1e-12)
    kept = values > 0
    return csr_matrix((values[kept], (cells.row[kept], cells.col[kept])), shape=beside.shape, dtype=np.float32)


if __name__ == "__main__":
    main(sys.argv[1:])
