"""The map: outlines, what part of the world is shown, which names stand on it."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from toolkit.show import plot_map
from toolkit.show.drawn_text import drawn
from toolkit.show.language import label
from toolkit.show.maps import NAMED, outlines

COUNTRIES = pd.DataFrame({"country": ["TN", "LY", "XX"], "name": ["تونس", "ليبيا", "لا بلد"], "articles": [30, 10, 1]})


def towns(*rows):
    return pd.DataFrame(rows, columns=["label", "latitude", "longitude", "articles"])


@pytest.fixture(autouse=True)
def _closed():
    yield
    plt.close("all")


def test_outlines_are_of_countries_where_they_are():
    found = {outline.country: outline for outline in sorted(outlines(), key=lambda one: one.size())}
    assert len(found) > 170 and "NA" in found  # Namibia is no missing value
    x, y = found["TN"].middle()
    assert 7 < x < 12 and 30 < y < 38
    assert all(np.isfinite(outline.line).all() for outline in outlines())


def test_the_map_shows_where_the_coverage_is():
    ax = plot_map(towns(("صفاقس", 34.7, 10.8, 20), ("طرابلس", 32.9, 13.2, 10), ("سيول", 37.6, 127.0, 1), ("مجهول", np.nan, np.nan, 50)), COUNTRIES)
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    assert west < 10.8 < east < 60 and south < 34.7 < north
    texts = [text.get_text() for text in ax.texts]
    assert drawn("صفاقس") in texts and drawn("سيول") not in texts and drawn("مجهول") not in texts
    assert west < east, "a map is not mirrored, whatever the language"


def test_a_country_of_no_outline_and_no_place_at_all():
    ax = plot_map(towns(), COUNTRIES[COUNTRIES["country"] == "XX"])
    assert [text.get_text() for text in ax.texts] == [drawn(label("nothing_here"))]
    assert plot_map(towns(("صفاقس", 34.7, 10.8, 20)), COUNTRIES.head(0)).has_data()


def test_no_more_names_than_can_be_read():
    many = towns(*((f"قرية {n}", 20 + n % 20, 10 + n // 2, 100 - n) for n in range(80)))
    assert len(plot_map(many, COUNTRIES).texts) <= NAMED
