"""Bad input: told with a remedy, and nothing good is lost."""

import gzip

import pytest

from toolkit import NoArticles, load_articles

GOOD = "خبر قصير\n\nقال المدير إن العمل بدأ اليوم في المدينة.\n"


def test_missing_path_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no-such"):
        load_articles(tmp_path / "no-such")


def test_empty_folder_is_an_error(tmp_path):
    with pytest.raises(NoArticles, match="no files"):
        load_articles(tmp_path)


def test_only_bad_files_is_an_error_that_says_why(tmp_path):
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 9)
    with pytest.raises(NoArticles, match="not a text file"):
        load_articles(tmp_path)


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", bytes(range(256)) * 9, "not a text file"),
        ("a.txt", b"", "empty file"),
        ("a.json", b"{", "no valid JSON"),
        ("a.jsonl", '{"text": "نص"}\n{"tex'.encode(), "line 2 is no valid JSON"),
        ("a.csv", b"x,y\n1,2\n", "no text column"),
        ("a.html", b"<html><body><nav>x</nav></body></html>", "page without an article"),
        ("a.xlsx", b"PK not a sheet", "no valid XLSX"),
        ("a.docx", b"PK not a document", "no valid DOCX"),
        ("a.parquet", b"PAR1", "no valid Parquet"),
        ("a.pdf", b"%PDF", "format .pdf is not read"),
        ("a.txt.gz", gzip.compress(GOOD.encode() * 99999)[:-99], "truncated archive"),
        ("a.zip", b"PK\x03\x04 broken", "unreadable file"),
    ],
)
def test_a_bad_file_among_good_ones(tmp_path, name, data, problem):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / name).write_bytes(data)
    articles, problems = load_articles(tmp_path)
    assert "good.txt" in articles["path"].tolist()
    row = problems[problems["path"] == name].iloc[0]
    assert row["problem"] == problem
    assert row["detail"]


def test_a_decompression_bomb_is_bounded(tmp_path, monkeypatch):
    from toolkit.articles import load

    monkeypatch.setattr(load, "open_bytes", lambda path: __import__("toolkit.articles.opening", fromlist=["x"]).open_bytes(path, limit=1 << 20))
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * (20 << 20)))
    articles, problems = load_articles(tmp_path)
    assert len(articles) == 1
    assert "unpacks to more than 1 MB" in problems.iloc[0]["detail"]


def test_wrong_columns_argument_names_the_fields(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ValueError, match="no field 'headline'"):
        load_articles(tmp_path, columns={"headline": "x"})
