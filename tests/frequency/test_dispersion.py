import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frequency.test_keyness import table
from toolkit import dispersion

# The small corpus of Gries (2008: 406), five parts; its letters stand here for words.
GRIES = ["b a m n i b e u p", "b a s a t b e w q n", "b c a g a b e s t a", "b a g h a b e a a t", "b a h a a b e a x a t"]


def parts_table(parts: list[str]) -> pd.DataFrame:
    tables = [table(part.split(), str(n)) for n, part in enumerate(parts)]
    return pd.concat([t.astype({"type": "object", "article_id": "object"}) for t in tables], ignore_index=True)


def test_the_worked_example_of_gries():
    row = dispersion(parts_table(GRIES), by="type").set_index("type").loc["a"]
    assert row[["count", "total", "range", "parts"]].tolist() == [15, 50, 5, 5]
    assert row["dp"] == pytest.approx(0.18)
    assert row["dp_norm"] == pytest.approx(0.2195, abs=1e-4)
    assert row["juilland_d"] == pytest.approx(0.785, abs=0.001)
    assert row["carroll_d2"] == pytest.approx(0.938, abs=0.001)


@given(st.lists(st.lists(st.sampled_from("سنبم"), min_size=1, max_size=12), min_size=2, max_size=6))
def test_against_the_formulas_written_out(parts):
    rows = dispersion(parts_table([" ".join(p) for p in parts]), by="type", minimum=1).set_index("type")
    sizes = np.array([len(p) for p in parts])
    for word, row in rows.iterrows():
        counts = np.array([p.count(word) for p in parts])
        s, v, rates = sizes / sizes.sum(), counts / counts.sum(), counts / sizes
        p = rates[rates > 0] / rates.sum()
        assert row["dp"] == pytest.approx(np.abs(v - s).sum() / 2)
        assert row["range"] == (counts > 0).sum()
        assert row["juilland_d"] == pytest.approx(1 - rates.std() / rates.mean() / np.sqrt(len(parts) - 1), abs=1e-9)
        assert row["carroll_d2"] == pytest.approx(-(p * np.log2(p)).sum() / np.log2(len(parts)), abs=1e-9)


def test_one_part_says_what_cannot_be_said():
    row = dispersion(parts_table(["سد سد سد نهر"]), by="type").iloc[0]
    assert row["dp"] == 0 and row[["dp_norm", "juilland_d", "carroll_d2"]].isna().all()
