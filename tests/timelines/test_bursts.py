"""Bursts that a corpus of several outlets makes by itself are none."""

from __future__ import annotations

import pandas as pd

from toolkit import comparable


def test_another_outlet_is_no_burst():
    days = pd.date_range("2024-01-01", periods=20, tz="UTC")
    articles = pd.DataFrame({"article_id": range(40), "published": [*days, *days], "outlet": ["أ"] * 20 + ["ب"] * 20})
    jump = pd.DataFrame({"entity": ["غزة"], "start": [days[5]], "end": [days[8]]})
    assert len(comparable(jump, articles, period="D")) == 1
    moved = articles[(articles["outlet"] == "أ") != (articles["published"] >= days[5])]  # أ ends where ب begins
    assert comparable(jump.assign(end=days[19]), moved, period="D").empty
