"""The tokens table: one row per written word or mark, with segments, lemma and part of speech."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa

from toolkit.articles.boilerplate import boilerplate
from toolkit.lexicons import table, word_list
from toolkit.schema import conform
from toolkit.words.analyzer import Analyzer
from toolkit.words.analyzers import analyzer_named
from toolkit.words.sentences import boundaries, running_count
from toolkit.words.spans import Spans, spans


def tokens(articles: pd.DataFrame, *, analyzer: Analyzer | None = None) -> pd.DataFrame:
    """The words and marks of each article, with exact offsets into its untouched text.

    Parameters: `articles` with `article_id` and `text`; `analyzer` gives segments, lemmas and parts of speech
    (default: `analyzer_named()`; its name is kept in the result's `attrs["analyzer"]`).
    Returns one row a token: `article_id`, `sentence_id`, `position` (both 0-based in the article), `start`, `end`
    (half-open code-point offsets), `token` (as written), `type` (folded: what is counted), `segments` (surface split
    joined by +), `lemma` (undiacritised), `pos` (UPOS of the host), `is_word`, `is_stop`.

    >>> import pandas as pd
    >>> words = tokens(pd.DataFrame({"article_id": ["1"], "text": ["وبالتالي قال المدير."]}))
    >>> words["token"].tolist(), words["segments"].tolist()[0]
    (['وبالتالي', 'قال', 'المدير', '.'], 'و+ب+التالي')
    """
    analyzer = analyzer or analyzer_named()
    found = spans(articles["text"].fillna("").astype(object).tolist())
    starts = boundaries(found).starts
    analysis = analyzer.analyze(found.forms, found.codes, starts)
    stops = word_list("stopwords") | frozenset(table("stopwords")["word"])
    stop_lemma, stop_type = (np.fromiter(map(stops.__contains__, words), dtype=bool, count=len(words)) for words in (analysis.lemma, found.folded))
    stop = stop_lemma[analysis.index] | stop_type[found.codes] | _in_boilerplate(articles, found)
    ids = articles["article_id"].astype(str).to_numpy()
    sentence = np.cumsum(starts, dtype=np.int32)
    per_text = np.bincount(found.text, minlength=len(articles))
    first = np.cumsum(per_text) - per_text
    sentence -= np.repeat(sentence[np.minimum(first, len(sentence) - 1)], per_text) if len(sentence) else sentence
    frame = pd.DataFrame(
        {
            "article_id": pd.Categorical.from_codes(found.text, categories=pd.Index(ids, dtype="str")),
            "sentence_id": sentence,
            "position": running_count(found.text),
            "start": found.start,
            "end": found.end,
            "token": categorical(found.forms, found.codes),
            "type": categorical(found.folded, found.codes),
            "segments": categorical(analysis.segments, analysis.index),
            "lemma": categorical(analysis.lemma, analysis.index),
            "pos": categorical(analysis.pos, analysis.index),
            "is_word": found.is_word,
            "is_stop": found.is_word & stop,
        },
        copy=False,
    )
    frame = conform(frame, "tokens")
    frame.attrs["analyzer"] = analyzer.name
    return frame


def _in_boilerplate(articles: pd.DataFrame, found: Spans) -> np.ndarray:
    """Words of share bars and link lines: they stay tokens, and out of word lists."""
    inside = np.zeros(len(found.start), dtype=bool)
    parts = boilerplate(articles[["text"]].assign(article_id=range(len(articles))))
    numbers = parts["article_id"].to_numpy().astype(found.text.dtype)  # of another dtype, the search would copy the array
    bounds = zip(np.searchsorted(found.text, numbers), np.searchsorted(found.text, numbers, side="right"), strict=True)
    for (a, b), start, end in zip(bounds, parts["start"], parts["end"], strict=True):
        inside[a:b] |= (found.start[a:b] >= start) & (found.end[a:b] <= end)
    return inside


def categorical(values: Sequence[str | None], codes: np.ndarray) -> pd.Categorical:
    """values[codes] as a categorical, equal values sharing one category and None as NA."""
    try:
        encoded = pa.array(values, type=pa.string()).dictionary_encode()
        own, categories = encoded.indices.fill_null(-1).to_numpy(zero_copy_only=False), pd.Index(pd.array(encoded.dictionary, dtype="str"))
    except UnicodeEncodeError:  # lone surrogates: Arrow strings cannot hold them
        own, uniques = pd.factorize(np.array(values, dtype=object), use_na_sentinel=True)
        categories = pd.Index(uniques, dtype="object")
    distinct = len(categories) == len(own)  # then own counts 0, 1, 2 …
    return pd.Categorical.from_codes(codes.copy() if distinct else own[codes], categories=categories)
