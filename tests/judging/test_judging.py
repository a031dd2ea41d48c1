"""Samples that speak for the corpus, sheets that survive a spreadsheet, and figures by other formulas than the code's."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from toolkit.cli import main
from toolkit.judging import BadSheet, agreement, article_sample, read_sheet, recall, row_sample, scored, write_sheet
from toolkit.measured import keep, kept


@pytest.mark.parametrize("by", ["rule", "outlet", "kind", "confidence"])
@pytest.mark.parametrize("table", ["attributions", "mentions"])
def test_a_sample_is_of_its_size_and_the_same_again(seeds, by, table):
    rows = getattr(seeds, table)
    one, again, other = (row_sample(rows, seeds.articles, 60, by=by, seed=seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(one, again)
    assert len(one) == 60 and not one["start"].equals(other["start"])
    drawn = one.groupby("stratum").agg(n=("start", "size"), rows=("stratum_rows", "first"))
    assert drawn["rows"].sum() == len(rows) and (drawn["n"] >= np.minimum(drawn["rows"], 2)).all()
    assert (drawn["n"] <= drawn["rows"]).all()


def test_a_small_sample_is_small(seeds):
    assert [len(row_sample(seeds.attributions, seeds.articles, n)) for n in (1, 3, 12)] == [1, 3, 12]


def test_a_sample_shows_the_place(seeds):
    row = row_sample(seeds.attributions, seeds.articles, 10).iloc[3]
    text = seeds.articles.set_index("article_id").loc[row["article_id"], "text"]
    assert text[row["start"] : row["end"]].endswith(row["cue"][-2:]) and text.startswith(
        row["left"] + text[row["start"] : row["end"]], row["start"] - len(row["left"])
    )


def test_what_there_is_not_is_told(seeds):
    with pytest.raises(ValueError, match="by rule"):
        row_sample(seeds.attributions, seeds.articles, by="colour")
    with pytest.raises(ValueError, match="no rows"):
        row_sample(seeds.attributions.head(0), seeds.articles)


def judged(right, sizes):
    """A judged sheet: right[h] = (right, judged) of stratum h with sizes[h] rows in the corpus."""
    rows = [(f"s{h}", sizes[h], f"a{h}", n, n + 1, n < k) for h, (k, total) in enumerate(right) for n in range(total)]
    sheet = pd.DataFrame(rows, columns=["stratum", "stratum_rows", "article_id", "start", "end", "right"])
    return sheet.astype({"right": "boolean"})


def test_wilson_by_hand():
    row = scored(judged([(91, 100)], [1000])).iloc[0]
    z, n, p = 1.959964, 100, 0.91
    middle, reach = (p + z * z / 2 / n) / (1 + z * z / n), z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / 4 / n / n)
    assert (row["judged"], row["right"], row["share"]) == (100, 91, 0.91)
    assert (row["low"], row["high"]) == pytest.approx((middle - reach, middle + reach), abs=1e-6)


def test_the_whole_is_reweighted():
    whole = scored(judged([(50, 50), (25, 50)], [900, 100])).query("stratum == 'whole'").iloc[0]
    assert whole["share"] == pytest.approx(0.9 * 1.0 + 0.1 * 0.5)
    assert whole["low"] < 0.95 < whole["high"] < 1


def test_intervals_of_the_whole_hold_what_they_say():
    chance, hits = np.random.default_rng(5), 0
    sizes, truth, n = [3000, 1500, 500], [0.95, 0.8, 0.5], [60, 30, 10]
    mean = sum(s * t for s, t in zip(sizes, truth, strict=True)) / sum(sizes)
    for _ in range(300):
        row = scored(judged([(chance.binomial(k, t), k) for k, t in zip(n, truth, strict=True)], sizes)).query("stratum == 'whole'").iloc[0]
        hits += row["low"] <= mean <= row["high"]
    assert 0.92 <= hits / 300 <= 1


def test_agreement_by_hand():
    one, other = judged([(6, 10)], [10]), judged([(6, 10)], [10])
    other.loc[[0, 9], "right"] = [False, True]  # 8 of 10 agree, both say six times yes
    row = agreement([one, other]).iloc[0]
    assert (row["rows"], row["agreed"]) == (10, 0.8)
    chance = 0.6 * 0.6 + 0.4 * 0.4
    assert row["kappa"] == pytest.approx((0.8 - chance) / (1 - chance))
    disagreed = 1 - (20 - 1) * 2 / (12 * 8)  # 1 − (n−1)·Σ o / Σ n₁n₀, Krippendorff's α of two values
    assert row["alpha"] == pytest.approx(1 - 19 * 2 * 2 / (2 * 12 * 8)) and disagreed == pytest.approx(row["alpha"])


def test_recall_counts_what_was_missed():
    read = pd.DataFrame({"found": [8, 10, 0, 5], "missed": pd.array([2, 0, 1, None], dtype="Float64")})
    found = recall(read, 0.9)
    assert (found["articles"], found["recall"]) == (3, pytest.approx(16.2 / 19.2)) and found["low"] < found["recall"] < found["high"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_sheet_comes_back_as_people_filled_it(seeds, tmp_path, ending):
    file = write_sheet(row_sample(seeds.attributions, seeds.articles, 12), tmp_path / f"sheet.{ending}")
    with pytest.raises(FileExistsError, match="lost"):
        write_sheet(pd.DataFrame(), file)
    cells = pd.read_csv(file, dtype="str") if ending == "csv" else pd.read_excel(file, dtype="str")
    cells["cue_right"] = ["1", "0", "نعم", "لا", "✓", "?", None, "TRUE", "no", "1", "1", "1"]
    if ending == "csv":
        cells.to_csv(file, index=False, sep=";", encoding="utf-8-sig")
    else:
        cells.to_excel(file, index=False)
    read = read_sheet(file)["cue_right"]
    assert read.tolist()[:5] == [True, False, True, False, True] and read.isna().sum() == 2
    assert len(scored(read_sheet(file))) >= 2


def test_a_cell_that_says_neither_is_told(tmp_path):
    file = tmp_path / "sheet.csv"
    file.write_text("article_id,right\na,1\nb,perhaps\n")
    with pytest.raises(BadSheet, match="row 3: right is 'perhaps'"):
        read_sheet(file)
    file.write_text("a,b\n1,2\n")
    with pytest.raises(BadSheet, match="isnad sample"):
        read_sheet(file)


def test_sample_and_score_at_the_command_line(tmp_path):
    (corpus := tmp_path / "news").mkdir()
    (corpus / "a.txt").write_text(
        "قال الوزير سالم العلي إن السد امتلأ. وأضاف أن الري مضمون. وقالت المديرة هدى الفيتوري إن العمل انتهى.", encoding="utf-8"
    )
    run = CliRunner()
    sheet, articles = tmp_path / "s.csv", tmp_path / "a.csv"
    assert run.invoke(main, ["sample", str(corpus), "--out", str(sheet)]).exit_code == 0
    assert run.invoke(main, ["sample", str(corpus), "--out", str(articles), "--articles", "3"]).exit_code == 0
    assert "nothing is judged yet" in run.invoke(main, ["score", str(sheet)]).output
    rows = pd.read_csv(sheet, dtype="str")
    rows[["cue_right", "speaker_right", "content_right"]] = "1"
    rows.to_csv(sheet, index=False)
    read = pd.read_csv(articles, dtype="str").assign(missed="1")
    read.to_csv(articles, index=False)
    said = run.invoke(main, ["score", str(sheet), "--articles", str(articles), "--keep", str(corpus)])
    assert said.exit_code == 0 and "recall 0.75" in said.output, said.output
    assert json.loads((corpus / "measured.json").read_text(encoding="utf-8"))["share"] == 1


def test_articles_to_read_have_what_was_found(seeds):
    rows = article_sample(seeds.attributions, seeds.articles, 5)
    assert len(rows) == 5 and rows["missed"].isna().all()
    assert (rows["found"] == [len(q.splitlines()) if isinstance(q, str) else 0 for q in rows["quoted"]]).all()


def test_a_measurement_belongs_to_its_corpus(tmp_path):
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text("{}\n", encoding="utf-8")
    keep(tmp_path / "a.jsonl", {"judged": 10, "right": 9, "share": 0.9, "low": 0.6, "high": 0.98}, sheet="s.csv", when="2026")
    assert len(kept(tmp_path / "a.jsonl")) == 1 and kept(tmp_path / "b.jsonl").empty and kept(tmp_path).empty


def test_sheets_that_would_mean_something_else(tmp_path):
    sheet = tmp_path / "s.csv"
    sheet.write_text("article_id,start,end,cue_right,content_right\n1,0,3,1,1\n", encoding="utf-8")
    with pytest.raises(BadSheet, match="lost the column speaker_right"):
        read_sheet(sheet)
    sheet.write_text("article_id,found,missed\n1,3,-1\n", encoding="utf-8")
    with pytest.raises(BadSheet, match="how many were missed"):
        read_sheet(sheet)
    with pytest.raises(BadSheet, match="tells no recall"):
        recall(pd.DataFrame({"cue_right": [1]}))
