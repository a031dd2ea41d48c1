import numpy as np
import pandas as pd
import pytest

from toolkit import frequencies, frequencies_by_part, tokens
from toolkit.frequency import by_part

TEXTS = {
    "1": ("الضفاف", "قال الوزير إن الماء قليل. والماء حق."),
    "2": ("الضفاف", "الماء والنفط في المدينة"),
    "3": ("المرفأ", "وصل النفط إلى المرفأ وقال المدير نعم"),
    "4": (None, "قال العامل إن النفط كثير"),
}
ARTICLES = pd.DataFrame([(key, *value) for key, value in TEXTS.items()], columns=["article_id", "outlet", "text"]).astype("str")


@pytest.fixture(params=["one file", "a folder"])
def tables(request, tmp_path):
    """Tables as `isnad tables` lays them out, an article a part."""
    words = tokens(ARTICLES)
    for name, frame in (("articles", ARTICLES), ("tokens", words)):
        if request.param == "one file":
            frame.to_parquet(tmp_path / f"{name}.parquet")
            continue
        for n, article in enumerate(ARTICLES["article_id"]):
            folder = tmp_path / f"{name}.parquet" / f"by_outlet={n % 2}" / "by_month=2024-01"
            folder.mkdir(parents=True, exist_ok=True)
            frame[frame["article_id"] == article].to_parquet(folder / f"0000-{n}.parquet")
    return tmp_path, words


def ordered(frame, keys):
    return frame.sort_values(keys, ignore_index=True).astype(dict.fromkeys(("count", "range", "articles", "total"), "int64"))


@pytest.mark.parametrize("by", ["lemma", "type", "token", "segment"])
@pytest.mark.parametrize("stop_words", [True, False])
@pytest.mark.parametrize("at_once", [1, 3])
def test_the_sum_of_the_parts_is_the_whole(tables, by, stop_words, at_once, monkeypatch):
    folder, words = tables
    monkeypatch.setattr(by_part, "AT_ONCE", at_once)
    for group in (None, "outlet"):
        labels = None if group is None else ARTICLES.set_index("article_id")[group]
        whole = frequencies(words, by=by, group=labels, stop_words=stop_words)
        keys = [by] if group is None else [group, by]
        summed = frequencies_by_part(folder, by=by, group=group, stop_words=stop_words)
        pd.testing.assert_frame_equal(ordered(summed, keys), ordered(whole, keys), check_dtype=False)
        assert (np.diff(summed["count"]) <= 0).all() or group is not None


def test_two_processes_count_the_same(tables):
    folder, _ = tables
    pd.testing.assert_frame_equal(frequencies_by_part(folder, workers=2), frequencies_by_part(folder))


def test_what_is_missing_is_said(tables):
    folder, _ = tables
    with pytest.raises(FileNotFoundError, match="isnad tables"):
        frequencies_by_part(folder / "nowhere")
    with pytest.raises(KeyError, match="no column 'colour'"):
        frequencies_by_part(folder, group="colour")
    with pytest.raises(ValueError, match="none of lemma"):
        frequencies_by_part(folder, by="colour")


def test_a_corpus_without_words_has_no_counts(tmp_path):
    silent = ARTICLES.iloc[:1].assign(text="؟")
    silent.to_parquet(tmp_path / "articles.parquet")
    tokens(silent).to_parquet(tmp_path / "tokens.parquet")
    for group in (None, "outlet"):
        rows = frequencies_by_part(tmp_path, group=group)
        assert rows.empty and list(rows.columns)[-5:] == ["count", "per_million", "range", "articles", "total"]
