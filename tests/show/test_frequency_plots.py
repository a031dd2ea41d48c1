import pandas as pd
import pytest

from toolkit import collocations, dispersion, frequencies, keyness_by_group, tokens, trend
from toolkit.show import plot_dispersion, plot_diverging, plot_network, plot_trend, plot_zipf


def texts(ax):
    return {t.get_text().strip("\u200f") for t in ax.texts}


def test_figures_of_the_seeds(seeds):
    outlet = seeds.articles.set_index("article_id")["outlet"]
    key = keyness_by_group(seeds.tokens, outlet).head(5)
    ax = plot_diverging(key, name="lemma", value="log_ratio", low="log_ratio_low", high="log_ratio_high")
    assert [t.get_text().strip("\u200f") for t in ax.get_yticklabels()] == key["lemma"].tolist() and ax.xaxis_inverted()
    spread = dispersion(seeds.tokens)
    assert set(spread["lemma"].head(14)) <= texts(plot_dispersion(spread, name="lemma"))
    pairs = collocations(seeds.tokens).head(10)
    words = [t.get_text().strip("\u200f") for t in plot_network(pairs).get_yticklabels()]
    assert sorted(words) == sorted(set(pairs["word"]) | set(pairs["collocate"]))
    assert plot_zipf(frequencies(seeds.tokens, stop_words=True)).get_xscale() == "log"


def test_the_band_holds_the_line_and_gaps_stay_gaps(seeds):
    rows = trend(seeds.tokens, seeds.articles, ["ماء"], period="D")
    line = plot_trend(rows).lines[0]
    assert pd.isna(line.get_ydata()).sum() == (rows["total"] == 0).sum() > 0
    known = rows.dropna(subset="per_million")
    assert ((known["low"] <= known["per_million"]) & (known["per_million"] <= known["high"])).all()


@pytest.mark.parametrize("empty", [plot_trend, plot_zipf, plot_network])
def test_empty_tables_say_so(empty):
    frame = pd.DataFrame({"word": [], "collocate": [], "count": [], "per_million": [], "log_dice": []})
    assert "لا شيء" in empty(frame).texts[0].get_text()


def test_one_article_is_not_spread_over_anything(make_articles):
    words = tokens(make_articles("سد كبير وسد صغير وسد قديم"))
    assert "لا شيء" in plot_dispersion(dispersion(words, by="type", minimum=1), name="type").texts[0].get_text()
