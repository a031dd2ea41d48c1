"""Words: spans and analysis beside spaCy's blank pipeline and re.finditer."""

from __future__ import annotations

import re

import pandas as pd

from benchmarks.run import Bench, corpus_file
from toolkit.articles import load_articles
from toolkit.words import tokens
from toolkit.words.aramorph import load_dictionary
from toolkit.words.buckwalter import BuckwalterAnalyzer
from toolkit.words.lattice import LatticeAnalyzer
from toolkit.words.spans import spans

WORD = re.compile(r"[^\W_][\w\u064b-\u0652\u0640]*|\S")
# The same spans as ours on ordinary text: web addresses, decimals, runs of full stops.
SAME = re.compile(r"https?://\S+|[^\W_]+(?:(?<=\d)[.,٫٬](?=\d)\d+|[\u064b-\u0652\u0640\w])*|\.+|\S")


class NoAnalyzer:
    """The token table before morphology."""

    name = "none"

    def analyze(self, forms, codes, starts):
        from toolkit.words.analyzer import Analysis

        return Analysis([None] * len(forms), [None] * len(forms), [None] * len(forms), codes)


def run(bench: Bench) -> None:
    articles, _ = load_articles(corpus_file(), duplicates=False)
    texts = articles["text"].dropna().astype(object).tolist()
    count = len(spans(texts).start)
    per = lambda _: f"{len(texts):,} articles, {count:,} tokens"  # noqa: E731
    bench.time("spans", lambda: spans(texts), repeat=3, note=per)
    bench.time("re.finditer spans", lambda: [[m.span() for m in WORD.finditer(t)] for t in texts], repeat=2, note=per)
    bench.time("re.finditer, the same spans", lambda: [[m.span() for m in SAME.finditer(t)] for t in texts], repeat=2, note=per)
    bench.time("tokens before morphology", lambda: tokens(articles, analyzer=NoAnalyzer()), repeat=3, note=per)
    bench.time(
        "re.finditer → DataFrame",
        lambda: pd.DataFrame([(n, m.start(), m.end(), m.group()) for n, t in enumerate(texts) for m in WORD.finditer(t)]),
        repeat=2,
        note=per,
    )
    try:
        import spacy

        nlp = spacy.blank("ar")
        bench.time("spaCy blank('ar'), words counted only", lambda: sum(len(doc) for doc in nlp.pipe(texts)), note=per)
        bench.time("spaCy blank('ar'), offsets and words", lambda: [[(t.idx, t.text) for t in doc] for doc in nlp.pipe(texts)], repeat=2, note=per)
    except ImportError:
        print("spaCy is not installed: left out")
    small = articles.head(3000)
    count = len(spans(small["text"].fillna("").astype(object).tolist()).start)
    per = lambda _: f"3,000 articles, {count:,} tokens"  # noqa: E731
    bench.time("tokens, lattice analyzer", lambda: tokens(small, analyzer=LatticeAnalyzer()), note=per)
    bench.time("dictionary from the cache", load_dictionary, repeat=2)
    bench.time("tokens, full analysis, cold", lambda: tokens(small, analyzer=BuckwalterAnalyzer()), note=per)
    frame = bench.time(
        "tokens, full analysis, 31k articles",
        lambda: tokens(articles, analyzer=BuckwalterAnalyzer()),
        note=lambda f: f"{len(f):,} tokens, frame {f.memory_usage(deep=True).sum() / 1e6:.0f} MB",
    )
    del frame
