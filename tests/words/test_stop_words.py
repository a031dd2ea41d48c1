import pytest

from toolkit import frequencies, tokens, with_stop_words


def test_a_readers_list_leaves_the_lists_and_stays_in_the_total(make_articles, tmp_path):
    path = tmp_path / "stop.txt"
    path.write_text("\ufeffسَدّ\n\nأحمد\n", encoding="utf-8")
    words = tokens(make_articles("سد كبير احمد سد"))
    rows = frequencies(with_stop_words(words, path), by="type")
    assert rows["type"].tolist() == ["كبير"] and rows["total"].tolist() == [4]
    assert with_stop_words(words, "") is words


def test_a_file_that_cannot_be_read_is_named(make_articles, tmp_path):
    with pytest.raises(ValueError, match=r"none\.txt"):
        with_stop_words(tokens(make_articles("سد")), tmp_path / "none.txt")
