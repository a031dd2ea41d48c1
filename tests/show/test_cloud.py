import sys

import numpy as np
import pandas as pd
import pytest

from toolkit import frequencies
from toolkit.show import plot_cloud


def test_the_same_table_gives_the_same_picture(seeds):
    pytest.importorskip("wordcloud")
    counts = frequencies(seeds.tokens).head(30)
    one, two = (plot_cloud(counts, name="lemma", value="count").images[0].get_array() for _ in range(2))
    assert np.array_equal(one, two)
    assert (one[..., 3] > 0).any() and not (one[..., 3] > 0).all()


def test_an_empty_table_says_so():
    pytest.importorskip("wordcloud")
    assert plot_cloud(pd.DataFrame({"lemma": [], "count": []}), name="lemma", value="count").texts


def test_without_the_package_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "wordcloud", None)
    with pytest.raises(ImportError, match="pip install"):
        plot_cloud(pd.DataFrame({"lemma": ["سد"], "count": [1]}), name="lemma", value="count")
