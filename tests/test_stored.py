"""Stored tables are checked before they are believed: each fault is told with its file and the remedy."""

import json

import pandas as pd
import pytest
from click.testing import CliRunner

from toolkit import open_corpus
from toolkit.cli import main
from toolkit.parquet import BadTables
from toolkit.tables import write_tables


@pytest.fixture
def stored(tmp_path, make_articles):
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "a.txt").write_text("خبر\n\nقال المدير سالم المرواني إن العمل بدأ اليوم.\n", encoding="utf-8")
    write_tables(open_corpus(tmp_path / "c"), tmp_path / "t", workers=1, partitioned=False)
    return tmp_path / "t"


def _change(folder, table, change):
    file = folder / f"{table}.parquet"
    change(pd.read_parquet(file)).to_parquet(file)


def test_good_tables_pass(stored):
    corpus = open_corpus(stored)
    assert all(len(getattr(corpus, table)) for table in ("articles", "tokens", "mentions", "attributions"))


@pytest.mark.parametrize("table", ["articles", "tokens", "attributions"])
def test_a_missing_column(stored, table):
    _change(stored, table, lambda rows: rows.drop(columns="article_id"))
    with pytest.raises(BadTables, match=rf"{table}.parquet has no column article_id.*isnad tables"):
        getattr(open_corpus(stored), table)


@pytest.mark.parametrize("table", ["tokens", "mentions", "attributions"])
def test_offsets_outside_the_text(stored, table):
    _change(stored, "articles", lambda rows: rows.assign(text="ق"))
    with pytest.raises(BadTables, match="lies outside its text"):
        getattr(open_corpus(stored), table)


def test_a_damaged_file(stored):
    (stored / "tokens.parquet").write_bytes(b"PAR1 nothing")
    with pytest.raises(BadTables, match=r"tokens\.parquet cannot be read"):
        len(open_corpus(stored).tokens)


@pytest.mark.parametrize(
    ("content", "told"),
    [("{", "no valid JSON"), ("[]", "no manifest"), ('{"version": "0.0.1"}', "made by isnad 0.0.1"), ('{"format": 3}', "says nothing of corpus")],
)
def test_a_broken_or_foreign_manifest(stored, content, told):
    (stored / "isnad.json").write_text(content, encoding="utf-8")
    with pytest.raises(BadTables, match=told):
        open_corpus(stored)


def test_every_language_needs_tables_made_so(stored):
    with pytest.raises(BadTables, match="--every-language"):
        open_corpus(stored, every_language=True)


def test_an_odd_run_costs_its_line_in_the_index(tmp_path):
    from toolkit.report.index import write_index

    good = {"corpus": "مدونة", "started": "2024-01-01T00:00:00", "failed": [], "pages": ["1_corpus"], "rows": {"articles": 3}, "seconds": 1.0, "parameters": {}, "version": "1", "versions": {}}  # fmt: skip
    odd = ["[]", '{"rows": 3}', "null", json.dumps({**good, "rows": []}), json.dumps({**good, "started": None, "pages": 3}), "\udcff"]
    for n, content in enumerate([json.dumps(good), *odd]):
        (tmp_path / str(n)).mkdir()
        (tmp_path / str(n) / "run.json").write_text(content, encoding="utf-8", errors="surrogatepass")
    page = write_index(tmp_path, "ar").read_text(encoding="utf-8")
    assert page.count("<li>") == 1 and "مدونة" in page


@pytest.mark.parametrize(("name", "value"), [("top_n", "["), ("since", "2024-13-45")])
def test_a_value_that_is_no_yaml_names_its_parameter(name, value, tmp_path):
    done = CliRunner().invoke(main, ["report", "seeds", "-p", name, value, "--out", str(tmp_path)])
    assert done.exit_code == 1 and name in done.output and "Traceback" not in done.output
