import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

from toolkit import cues_by_speaker, said_by, shares, source_diversity, source_frequencies


def relations(names, kinds=None):
    size = len(names)
    return pd.DataFrame(
        {
            "article_id": [str(n % 2) for n in range(size)], "attribution_id": range(size), "resolved": pd.array(names, dtype="str"),
            "resolved_start": range(0, 100 * size, 100), "resolved_end": range(50, 100 * size, 100), "source_kind": kinds or ["person"] * size, "source_named": [name is not None for name in names], "quote_type": "direct", "cue_lemma": "قال", "cue_class": "say", "confidence": 0.8,
        }
    )  # fmt: skip


def test_shares_carry_the_wilson_interval():
    rows = shares(relations(["سالم"] * 10, ["person"] * 7 + ["anonymous"] * 3), "source_kind")
    interval = binomtest(7, 10).proportion_ci(0.95, method="wilson")
    assert rows.loc[0, ["relations", "total", "share"]].tolist() == [7, 10, 0.7]
    assert rows.loc[0, ["low", "high"]].tolist() == pytest.approx([interval.low, interval.high])


def test_equal_voices_count_in_full_and_one_voice_as_one():
    even, one = source_diversity(relations(["سالم", "ليلى", "عمر", "هدى"])), source_diversity(relations(["سالم"] * 5))
    assert even["effective_speakers"].iloc[0] == pytest.approx(4) and even["concentration"].iloc[0] == pytest.approx(0.25)
    assert one["effective_speakers"].iloc[0] == 1 == one["concentration"].iloc[0]
    none = source_diversity(relations([None, None]))
    assert none["speakers"].iloc[0] == 0 and np.isnan(none["concentration"].iloc[0])


def test_the_share_expected_right_is_the_mean_of_the_probabilities():
    row = source_diversity(relations(["سالم"] * 100)).iloc[0]
    reach = 1.959964 * np.sqrt(100 * 0.8 * 0.2) / 100
    assert row[["right_share", "right_low_share", "right_high_share"]].tolist() == pytest.approx([0.8, 0.8 - reach, 0.8 + reach])


def test_groups_have_their_own_base():
    outlet = pd.Series(["أ", "ب"], index=["0", "1"], name="outlet")
    rows = shares(relations(["سالم"] * 6), "source_kind", group=outlet)
    assert rows[["outlet", "relations", "total"]].values.tolist() == [["أ", 3, 3], ["ب", 3, 3]]


def test_aliases_are_gathered_under_their_name():
    rows = relations(["الوزير سالم العلي", "العلي", "ليلى"])
    places = {"article_id": ["0", "1", "0"], "start": [7, 100, 30], "end": [17, 105, 40]}
    mentions = pd.DataFrame(
        {**places, "type": ["PER", "PER", "LOC"], "entity_id": [None, "e1", None], "entity": ["سالم العلي", "سالم العلي", "تونس"]}
    )
    assert source_frequencies(rows, mentions).set_index("speaker")["relations"].to_dict() == {"سالم العلي": 2, "ليلى": 1}
    assert cues_by_speaker(rows, mentions)["total"].tolist() == [2, 1]


def test_what_somebody_said_is_the_tokens_of_the_contents(seeds):
    some = seeds.attributions.head(20)
    found = said_by(seeds.tokens, some)
    for row in found.itertuples():
        inside = some[(some["article_id"] == row.article_id) & (some["content_start"] <= row.start) & (row.end <= some["content_end"])]
        assert len(inside), row
    assert said_by(seeds.tokens, some.iloc[:0]).empty
