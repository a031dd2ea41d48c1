import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frequency.test_keyness import table
from toolkit import diversity, tokens, vocabulary_growth

WORDS = st.lists(st.sampled_from(["سد", "نهر", "بئر", "مطر", "ريح", "غيم"]), min_size=5, max_size=80)


def factors(words: list[str], threshold: float) -> float:
    """McCarthy & Jarvis (2010), written out word by word."""
    count, types, length = 0.0, set(), 0
    for word in words:
        types.add(word)
        length += 1
        if len(types) / length < threshold:
            count, types, length = count + 1, set(), 0
    return count + ((1 - len(types) / length) / (1 - threshold) if length else 0)


@given(WORDS, st.integers(1, 5))
def test_against_the_definitions(words, window):
    row = diversity(table(words), by="type", window=window).iloc[0]
    assert row["ttr"] == len(set(words)) / len(words)
    assert row["mattr"] == pytest.approx(np.mean([len(set(words[i : i + window])) / window for i in range(len(words) - window + 1)]))
    ways = [factors(w, 0.72) for w in (words, words[::-1])]
    assert row["mtld"] == pytest.approx(np.mean([len(words) / f for f in ways])) if all(ways) else np.isnan(row["mtld"])


@given(WORDS)
def test_growth_against_sets(words):
    rows = vocabulary_growth(table(words), by="type", points=7)
    for row in rows.itertuples():
        part = words[: row.words]
        assert row.types == len(set(part)) and row.hapaxes == sum(part.count(w) == 1 for w in set(part))
    assert rows["words"].iloc[-1] == len(words)


def test_groups_and_short_texts(make_articles):
    words = tokens(make_articles("سد نهر سد", "بئر"))
    rows = diversity(words, by="type", group=pd.Series(["أ", "ب"], index=["0", "1"], name="outlet"), window=2).set_index("outlet")
    assert rows["words"].tolist() == [3, 1] and rows["mattr"].isna().tolist() == [False, True]
    assert diversity(tokens(make_articles("")))["types"].tolist() == [0]
    assert vocabulary_growth(tokens(make_articles(""))).empty
