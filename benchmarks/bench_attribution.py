"""Attribution: whole articles after tokenization, and growth with the length of one article."""

from __future__ import annotations

import pandas as pd

from benchmarks.run import Bench, corpus_file
from toolkit import attributions, load_articles, tokens


def run(bench: Bench) -> None:
    articles, _ = load_articles(corpus_file(), duplicates=False)
    some = articles.sample(5000, random_state=1).sort_index()
    words = tokens(some)
    bench.time("attributions, 5,000 articles", lambda: attributions(some, words), note=lambda rows: f"{len(rows):,} relations")
    part = 'قال الوزير سالم العلي إن "السد" امتلأ، مؤكدا أن الري مضمون، وأضاف: «العمل مستمر» '
    for size in (125_000, 250_000, 500_000, 1_000_000):
        one = pd.DataFrame({"article_id": ["1"], "text": [part * (size // len(part))]})
        found = tokens(one)
        bench.time(f"one paragraph of {size:,} characters", lambda o=one, f=found: attributions(o, f), note=lambda rows: f"{len(rows):,} relations")
