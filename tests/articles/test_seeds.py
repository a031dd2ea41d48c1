"""The seeds hold every format and trouble: each article must come out right."""

import csv
from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).parents[1] / "data" / "seeds_expected.csv"


def expected():
    with DATA.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def row_of(articles, path):
    """The article that the table of expectations calls by this path: a file, file#row or file#article_id."""
    file, _, key = path.partition("#")
    rows = articles[articles["path"].str.endswith(file)]
    if key:
        rows = rows.iloc[[int(key) - 1]] if key.isdigit() else rows[rows["article_id"] == key]
    assert len(rows) == 1, path
    return rows.iloc[0]


@pytest.mark.parametrize("want", expected(), ids=lambda row: row["path"])
def test_outlet_date_and_title(seeds, want):
    got = row_of(seeds.articles, want["path"])
    assert got["outlet"] == want["outlet"]
    assert got["title"].split() == want["title"].split()
    date = None if pd.isna(got["published"]) else got["published"].date().isoformat()
    assert date == (None if want["date"] == "NA" else want["date"])


def test_there_are_the_users_document_and_forty_others(seeds):
    assert len(seeds.articles) == 41
    assert seeds.articles["article_id"].is_unique


def test_the_users_document(seeds):
    first = seeds.articles.iloc[0]
    assert first["outlet"] == "أخبار ليبيا 24"
    assert pd.isna(first["published"]) and pd.isna(first["published_precision"])
    assert first["text"].startswith("يحاول التنظيم الإرهابي داعش")
    assert first["text"].endswith("ضربات موجعة في عقر دارهم.")
    assert "Hot Topics" not in first["text"] and "آخر الهجمات\n" in first["text"]
    said = seeds.problems[seeds.problems["path"] == first["path"]]
    assert said["detail"].str.contains("Hot Topics").any()


def test_broken_files_are_told_and_cost_nothing_else(seeds):
    problems = seeds.problems.set_index("path")
    assert problems.loc["synthetic/تالف.txt", "problem"] == "not a text file"
    assert "line 13 is no valid JSON" in problems.loc["synthetic/sahl.jsonl", "problem"].tolist()
    assert (seeds.articles["path"] == "synthetic/sahl.jsonl").sum() == 12


def test_reprints_name_the_earliest(seeds):
    copies = seeds.articles.dropna(subset=["duplicate_of"]).set_index("article_id")["duplicate_of"].to_dict()
    assert copies == {
        "synthetic/difaf.csv#1": "sahl-2024-002",
        "synthetic/minaa/فيضان مدنين.txt": "sahl-2024-002",
        "difaf-web-6": "synthetic/difaf.csv#6",
    }


def test_the_ambiguous_date_is_settled_by_its_neighbours_only(seeds, tmp_path):
    from toolkit import load_articles

    file = tmp_path / "one.csv"
    file.write_text("title,text,date\nعنوان,نص الخبر كاملا,03/04/2024\n", encoding="utf-8")
    articles, problems = load_articles(file)
    assert pd.isna(articles.loc[0, "published"])
    assert problems["detail"].str.contains("either way round").any()
