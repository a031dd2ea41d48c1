"""Reprints: articles whose text is the same, or nearly so (MinHash over three-word shingles)."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import numpy as np
import pandas as pd

from toolkit.words.spans import spans

SHINGLE = 3  # words: short news items with two or three edits still share most of them
PERMUTATIONS = 64
SIMILAR = 0.6  # Jaccard similarity of the shingles from which a text counts as a reprint
AT_A_TIME = 2_000  # articles whose words are in memory together
LEAST_WORDS = 20  # shorter texts (captions, results) are compared as a whole only


def find_duplicates(articles: pd.DataFrame, *, similar: float = SIMILAR) -> pd.DataFrame:
    """Which articles reprint which, each with the earliest that it is like.

    Parameters: `articles` with `article_id`, `text`, `published`; `similar` is a Jaccard similarity.
    Returns one row a reprint: `article_id`, `duplicate_of`, `similarity` (1.0: the same folded words).

    Broder (1997), On the resemblance and containment of documents.
    """
    texts = articles["text"].fillna("").astype(object).tolist()
    from datasketch import MinHash, MinHashLSH  # half a second to import: only where it is needed

    shingles = _shingles(texts)
    order = articles["published"].reset_index(drop=True).sort_values(kind="stable", na_position="last").index.to_numpy()
    original = np.full(len(texts), -1, dtype=np.int64)
    likeness = np.zeros(len(texts))
    lsh = MinHashLSH(threshold=similar, num_perm=PERMUTATIONS)
    whole: dict[int, int] = {}
    blank = MinHash(num_perm=PERMUTATIONS, hashfunc=int)
    for i in order:
        key, own = shingles[i]
        if key is None:
            continue
        if key in whole:
            original[i], likeness[i] = whole[key], 1.0
            continue
        whole[key] = i
        if len(own) < LEAST_WORDS:
            continue
        sketch = blank.copy()
        sketch.update_batch(own.tolist())
        best, score = -1, similar
        for j in lsh.query(sketch):
            other = shingles[j][1]
            common = len(np.intersect1d(own, other, assume_unique=True))
            jaccard = common / (len(own) + len(other) - common)
            if jaccard >= score:
                best, score = j, jaccard
        if best >= 0:
            original[i], likeness[i] = best, score
        else:
            lsh.insert(int(i), sketch)
    ids = articles["article_id"].to_numpy()
    found = np.flatnonzero(original >= 0)
    return pd.DataFrame({"article_id": ids[found], "duplicate_of": ids[original[found]], "similarity": likeness[found]})


def reprints(articles: pd.DataFrame) -> pd.DataFrame:
    """Who printed whose text, when, and how alike.

    Parameters: `articles` as `load_articles` gives them.
    Returns one row a reprint: `article_id, outlet, published`, the same of the original (`original_id`,
    `original_outlet`, `original_published`), `title`, `similarity`.
    """
    found = find_duplicates(articles)
    columns = ["article_id", "outlet", "published", "title"]
    rows = found.merge(articles[columns], on="article_id")
    source = articles[columns[:3]].add_prefix("original_").rename(columns={"original_article_id": "original_id"})
    rows = rows.rename(columns={"duplicate_of": "original_id"}).merge(source, on="original_id")
    return rows[["article_id", "outlet", "published", "original_id", "original_outlet", "original_published", "title", "similarity"]]


def without_reprints(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The rows of a table whose article is no reprint of another (by `articles.duplicate_of`)."""
    kept = articles.loc[articles["duplicate_of"].isna(), "article_id"]
    return table[table["article_id"].isin(set(kept))]


def with_own_originals(articles: pd.DataFrame) -> pd.DataFrame:
    """Some articles of a corpus, in which the earliest reprint of an original that is not among them stands for it."""
    original, ids = articles["duplicate_of"], articles["article_id"]
    outside = articles[original.notna() & ~original.isin(set(ids))].sort_values("published", kind="stable", na_position="last")
    earliest = outside.drop_duplicates("duplicate_of").set_index("duplicate_of")["article_id"]
    moved = original.map(earliest).astype(original.dtype).fillna(original)
    return articles.assign(duplicate_of=moved.mask(moved == ids))


def _shingles(texts: list[str]) -> list[tuple[int | None, np.ndarray]]:
    """Per text: a hash of all its folded words, and the distinct hashes of its shingles (32 bits)."""
    out: list[tuple[int | None, np.ndarray]] = []
    for first in range(0, len(texts), AT_A_TIME):
        out += _shingles_of(texts[first : first + AT_A_TIME])
    return out


def _shingles_of(texts: list[str]) -> list[tuple[int | None, np.ndarray]]:
    found = spans(texts)
    # pandas' hash is the same in every process, unlike Python's.
    folded = np.array(found.folded, dtype=object)
    hashes = pd.util.hash_array(folded) if len(folded) else np.zeros(0, np.uint64)
    word = hashes[found.codes[found.is_word]]
    bounds = np.searchsorted(found.text[found.is_word], np.arange(len(texts) + 1))
    rolled = np.zeros(max(len(word) - SHINGLE + 1, 0), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for k in range(SHINGLE):
            rolled = rolled * np.uint64(1_000_003) + word[k : k + len(rolled)]
    short = (rolled >> np.uint64(32)).astype(np.uint32)
    out: list[tuple[int | None, np.ndarray]] = []
    for begin, end in pairwise(bounds):
        whole = int.from_bytes(hashlib.blake2b(word[begin:end].tobytes(), digest_size=8).digest()) if end > begin else None
        out.append((whole, np.unique(short[begin : max(end - SHINGLE + 1, begin)])))
    return out
