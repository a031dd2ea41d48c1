"""A selection of a corpus: the rows of its articles, from memory or from a folder, with the links of the whole."""

import pandas as pd
import pytest

from toolkit import NoArticles
from toolkit.articles.duplicates import with_own_originals
from toolkit.corpus import Corpus
from toolkit.opened import open_corpus
from toolkit.schema import KEPT
from toolkit.tables import write_tables

WHICH = {"outlets": ["الضفاف", "صوت الجبل"], "since": "2024-02-01", "until": "2024-04-30"}
ROWS = [name for name in KEPT if name not in ("articles", "problems", "entities", "timeline")]


def plain(frame, by):
    frame = frame.astype(dict.fromkeys(frame, "object"))
    return frame.where(frame.notna(), None).sort_values(by, ignore_index=True)


@pytest.mark.parametrize("partitioned", [None, False, True], ids=["not written", "one file", "partitions"])
def test_a_selection_holds_the_rows_of_its_articles(tmp_path, seeds, partitioned):
    whole = Corpus(seeds.path, gazetteer=seeds.gazetteer)
    if partitioned is not None:
        write_tables(whole, tmp_path / "t", partitioned=partitioned)
        whole = open_corpus(tmp_path / "t")
    part = whole.select(**WHICH)
    ids = set(part.articles["article_id"])
    assert 3 < len(ids) < 20 and set(part.articles["outlet"]) == set(WHICH["outlets"])
    for name in ROWS:
        every, rows = getattr(whole, name), getattr(part, name)
        by = ["article_id", next(column for column in ("position", "sentence_id", "start", "cue_start") if column in every)]
        pd.testing.assert_frame_equal(plain(rows, by), plain(every[every["article_id"].isin(ids)], by))
        assert list(rows.dtypes.astype(str)) == list(every.dtypes.astype(str))
    assert part.timeline["mentions"].sum() < whole.timeline["mentions"].sum()
    assert part.tokens.attrs["analyzer"] == whole.tokens.attrs["analyzer"] == "buckwalter"


def test_what_selects_nothing_and_everything(seeds):
    assert seeds.select() is seeds
    with pytest.raises(NoArticles, match="no article is left"):
        seeds.select(since="2030-01-01")
    with pytest.raises(ValueError, match="there are"):
        seeds.select(outlets=["الأهرام"])


def test_a_selection_is_written_as_a_corpus_of_its_own(tmp_path, seeds):
    write_tables(Corpus(seeds.path, gazetteer=seeds.gazetteer), tmp_path / "t", partitioned=True)
    whole = open_corpus(tmp_path / "t")
    rows = write_tables(whole.select(**WHICH), tmp_path / "part")
    part = open_corpus(tmp_path / "part")
    assert rows == {name: len(getattr(part, name)) for name in KEPT}
    assert set(part.articles["outlet"]) == set(WHICH["outlets"])
    assert part.manifest["fingerprint"] != whole.manifest["fingerprint"]


def test_an_original_that_is_left_out_is_stood_for_by_its_earliest_reprint():
    days = pd.to_datetime(["2024-01-03", "2024-01-02", None, "2024-01-05"], utc=True)
    articles = pd.DataFrame({"article_id": list("abcd"), "duplicate_of": ["x", "x", "x", None], "published": days}).astype({"duplicate_of": "str"})
    assert with_own_originals(articles)["duplicate_of"].fillna("–").tolist() == ["b", "–", "b", "–"]
    again = with_own_originals(with_own_originals(articles))
    pd.testing.assert_frame_equal(again, with_own_originals(articles))
