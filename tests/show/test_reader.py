"""Whom everything is shown to: set once, for all tables and figures that follow."""

import pandas as pd
import pytest

from toolkit.show import plot_ranked, show_figure, show_table, use_language
from toolkit.show.language import NoSuchReader, day, said, spoken, tick

DATA = pd.DataFrame({"word": ["ماء", "سد"], "count": [3, 1]})


@pytest.fixture(autouse=True)
def _arabic():
    yield
    use_language("ar")


def test_the_language_is_set_once():
    use_language("en")
    assert spoken() == "en" and spoken("ar") == "ar"
    caption = {"ar": "الكلمات", "en": "Words"}
    table = show_table(DATA, caption, about="ماء").markup
    assert 'dir="ltr"' in table and "Words: ماء" in table and "الكلمات" not in table
    assert "Words" in show_figure(plot_ranked(DATA, name="word", value="count"), caption).markup
    assert said(caption) == "Words" and said(caption, "ar") == "الكلمات" and said("كما هو") == "كما هو"


def test_months_are_those_of_the_region():
    when = pd.Timestamp("2015-08-07")
    assert day(when) == "٧ أغسطس ٢٠١٥"
    for region, month in (("MA", "غشت"), ("SY", "آب"), ("dz", "أوت")):
        use_language("ar", region=region)
        assert day(when) == f"٧ {month} ٢٠١٥" and tick(when, "month") == f"{month} ٢٠١٥"


@pytest.mark.parametrize(("language", "region"), [("fr", ""), ("ar", "FR")])
def test_another_reader_is_refused_with_those_that_there_are(language, region):
    with pytest.raises(NoSuchReader, match="none of"):
        use_language(language, region=region)
    assert spoken() == "ar"


def test_a_long_table_is_folded_and_an_empty_one_is_a_line():
    rows = pd.DataFrame({"word": [f"كلمة{n}" for n in range(10)], "count": range(10)})
    folded = show_table(rows, "الكلمات").markup
    assert folded.startswith('<details class="folded"') and "(١٠ صفوف)" in folded and "كلمة9" in folded
    assert show_table(rows.head(9), "الكلمات").markup.startswith('<div class="table"')
    assert show_table(rows.head(0), "الكلمات").markup.startswith('<p class="nothing"')


def test_figures_are_kept_where_the_report_says(tmp_path, monkeypatch):
    monkeypatch.setenv("ISNAD_FIGURES", str(tmp_path / "figures" / "2_frequency"))
    shown = [show_figure(plot_ranked(DATA, name="word", value="count"), "أكثر الكلمات") for _ in range(2)]
    names = sorted(path.name for path in (tmp_path / "figures").iterdir())
    assert names == [f"2_frequency-{n:02d}-أكثر-الكلمات.{kind}" for n in (1, 2) for kind in ("png", "svg")]
    assert 'href="figures/2_frequency-01-' in shown[0].markup and "<picture>" in shown[0].markup
    files = [path.read_bytes() for path in sorted((tmp_path / "figures").glob("*.svg"))]
    assert b"<svg" in files[0] and b"dc:date" not in files[0]
