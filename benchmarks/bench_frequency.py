"""Frequency: each measure on a whole corpus, beside pandas, polars, DuckDB and scikit-learn."""

from __future__ import annotations

import pandas as pd

from benchmarks.run import Bench, corpus_file
from toolkit import (
    collocates,
    collocations,
    concordance,
    dispersion,
    diversity,
    frequencies,
    keyness,
    keyness_by_group,
    load_articles,
    ngrams,
    tfidf,
    tokens,
    trend,
)
from toolkit.frequency.counted import counted


def run(bench: Bench) -> None:
    articles, _ = load_articles(corpus_file(), duplicates=False)
    words = tokens(articles)
    outlet = articles.set_index("article_id")["outlet"]
    size = lambda frame: f"{len(frame):,} rows"  # noqa: E731
    print(f"{len(words):,} tokens, frame {words.memory_usage(deep=True).sum() / 1e6:.0f} MB")
    best = frequencies(words, by="type").loc[0, "type"]
    common = frequencies(words, by="type", stop_words=True).loc[0, "type"]
    bench.time("unigrams, counts only (part of all below)", lambda: counted(words, "type").count, repeat=3)
    bench.time("unigrams, with range", lambda: frequencies(words, by="type"), repeat=3, note=size)
    bench.time("unigrams by outlet, with range", lambda: frequencies(words, by="type", group=outlet), repeat=3, note=size)
    bench.time("bigrams", lambda: ngrams(words, 2, by="type"), repeat=3, note=size)
    bench.time("trigrams", lambda: ngrams(words, 3, by="type"), note=size)
    bench.time(f"collocates of {best}, ±5", lambda: collocates(words, best, by="type"), repeat=3, note=size)
    bench.time("all pairs, ±5", lambda: collocations(words, by="type"), note=size)
    half = words["article_id"].cat.codes < len(articles) // 2
    one, two = words[half], words[~half]
    bench.time("keyness, one half against the other", lambda: keyness(one, two, by="type"), repeat=3, note=size)
    bench.time("keyness of each outlet", lambda: keyness_by_group(words, outlet, by="type"), repeat=2, note=size)
    bench.time("dispersion over articles", lambda: dispersion(words, by="type"), note=size)
    bench.time("tf-idf by outlet", lambda: tfidf(words, outlet, by="type"), note=size)
    bench.time("trend of one word by week", lambda: trend(words, articles, [best], by="type", period="W"), repeat=2, note=size)
    bench.time("diversity (TTR, MATTR, MTLD)", lambda: diversity(words), note=size)
    bench.time("concordance of a rare word", lambda: concordance(words, articles, "زنجبيل", by="type"), repeat=3, note=size)
    bench.time(f"concordance of the commonest, {common}", lambda: concordance(words, articles, common, by="type"), repeat=2, note=size)

    rows = words.loc[words["is_word"], ["article_id", "type"]]
    rows = rows.assign(outlet=rows["article_id"].map(outlet).astype("category"))
    bench.time("pandas: groupby type, unigrams", lambda: rows.groupby("type", observed=True).size(), repeat=3, note=size)
    bench.time("pandas: value_counts by outlet", lambda: rows.groupby(["outlet", "type"], observed=True).size(), note=size)
    plain = pd.DataFrame({"type": rows["type"].cat.codes, "next": rows["type"].cat.codes.shift(-1, fill_value=0), "outlet": rows["outlet"].cat.codes})
    plain["article"] = rows["article_id"].cat.codes
    _polars(bench, plain)
    _duckdb(bench, plain)
    _scikit_learn(bench, articles)


def _polars(bench: Bench, plain: pd.DataFrame) -> None:
    try:
        import polars as pl
    except ImportError:
        print("polars is not installed: left out")
        return
    frame = pl.from_pandas(plain.reset_index(drop=True))
    aggregate = [pl.len(), pl.col("article").n_unique()]
    bench.time("polars: unigrams, with range", lambda: frame.group_by("type").agg(aggregate), repeat=3)
    bench.time("polars: unigrams, counts only", lambda: frame.group_by("type").len(), repeat=3)
    bench.time("polars: by outlet, with range", lambda: frame.group_by("outlet", "type").agg(aggregate), repeat=3)
    bench.time("polars: bigrams", lambda: frame.group_by("type", "next").len(), repeat=3)


def _duckdb(bench: Bench, plain: pd.DataFrame) -> None:
    try:
        import duckdb
    except ImportError:
        print("DuckDB is not installed: left out")
        return
    base = duckdb.connect()
    base.register("plain", plain)
    base.execute("create table words as select * from plain")
    ask = lambda query: base.execute(query).to_arrow_table()  # noqa: E731
    bench.time("DuckDB: unigrams, with range", lambda: ask("select type, count(*), count(distinct article) from words group by 1"), repeat=3)
    bench.time("DuckDB: unigrams, counts only", lambda: ask("select type, count(*) from words group by 1"), repeat=3)
    bench.time("DuckDB: bigrams", lambda: ask("select type, next, count(*) from words group by 1, 2"), repeat=3)


def _scikit_learn(bench: Bench, articles: pd.DataFrame) -> None:
    from sklearn.feature_extraction.text import CountVectorizer

    texts = articles["text"].dropna().astype(object).head(3000)
    for n in (1, 2):
        vectorizer = CountVectorizer(ngram_range=(n, n))
        bench.time(f"CountVectorizer, {n}-grams of 3,000 articles only", lambda v=vectorizer: v.fit_transform(texts))
