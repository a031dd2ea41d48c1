"""Articles are read some at a time: who stands beside an article changes nothing in it."""

import random

import pandas as pd
import pytest

from toolkit import attributions, tokens
from toolkit.attribution import reading


@pytest.fixture(scope="module")
def pieces(seeds):
    """Articles cut anywhere, in the middle of words and quotations too."""
    texts, chance = seeds.articles["text"].tolist(), random.Random(3)
    cuts = [text[a : a + chance.randrange(1, 600)] for text in texts for a in (chance.randrange(len(text)), 0)]
    return pd.DataFrame({"article_id": [str(n) for n in range(len(cuts))], "text": cuts})


def test_articles_read_together_are_as_read_alone(pieces, monkeypatch):
    words = tokens(pieces)
    together = attributions(pieces, words)
    monkeypatch.setattr(reading, "TOKENS", 1)
    pd.testing.assert_frame_equal(attributions(pieces, words), together)
    assert len(together) > 20


def test_batches_hold_whole_articles_up_to_their_size(monkeypatch):
    monkeypatch.setattr(reading, "TOKENS", 5)
    rows = [(str(n), [None] * size, []) for n, size in enumerate([2, 4, 9, 1])]
    assert [[name for name, *_ in batch] for batch in reading.batches(iter(rows))] == [["0", "1"], ["2"], ["3"]]
    assert list(reading.batches(iter([]))) == []
