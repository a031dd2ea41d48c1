"""Entities: names found and linked, with the built-in lists and with 100,000 aliases more; dates, pairs, timelines."""

from __future__ import annotations

import itertools

import pandas as pd

from benchmarks.run import Bench, corpus_file
from toolkit import articles_per_period, bursts, cooccurrence, load_articles, mentions, time_expressions, timeline, tokens

ALIASES = 100_000


def run(bench: Bench) -> None:
    articles, _ = load_articles(corpus_file(), duplicates=False)
    small = articles.head(5000)
    words = tokens(small)
    rate = lambda frame: f"{len(frame):,} mentions"  # noqa: E731
    mentions(small.head(50), tokens(small.head(50)))  # lexicons loaded
    named = bench.time("mentions of 5,000 articles", lambda: mentions(small, words), note=rate, repeat=2)
    gazetteer = _gazetteer(words)
    bench.time(f"the same with {ALIASES:,} aliases of the user's", lambda: mentions(small, words, gazetteer=gazetteer), note=rate, repeat=2)
    bench.time("dates named in 5,000 articles", lambda: time_expressions(small, words), note=lambda f: f"{len(f):,} expressions")
    bench.time("who with whom, by sentence", lambda: cooccurrence(named, within="sentence"), note=lambda f: f"{len(f):,} pairs")
    periods = bench.time("timelines by day of the 200 most mentioned", lambda: _timeline(named, small), note=lambda f: f"{len(f):,} rows")
    coverage = articles_per_period(small, period="D")
    bench.time("bursts in them", lambda: bursts(periods, coverage), note=lambda f: f"{len(f):,} bursts")


def _timeline(named: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    most = named["entity"].value_counts().index[:200]
    return timeline(named[named["entity"].isin(most)], articles, period="D")


def _gazetteer(words: pd.DataFrame) -> pd.DataFrame:
    """Invented names of two words each of which stands in the corpus: the hardest case for a look-up."""
    types = words.loc[words["is_word"], "type"].value_counts().index[1000:1400].astype(str).tolist()
    names = [" ".join(pair) for pair in itertools.islice(itertools.product(types, types), ALIASES)]
    rows = pd.DataFrame({"alias": names, "label": names, "entity_id": [f"own:{n}" for n in range(len(names))], "type": "ORG", "kind": "name"})
    return rows.reindex(columns=["entity_id", "label", "type", "alias", "kind", "valid_from", "valid_to", "country", "context", "qid"])
