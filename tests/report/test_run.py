"""`isnad report`: strict before it runs, whole when it is done."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner

from toolkit import select
from toolkit.cli import main
from toolkit.corpus import Corpus
from toolkit.report import ReportFailed, run_report
from toolkit.report.run import choose_notebooks, notebooks_folder
from toolkit.show.language import number
from toolkit.tables import write_tables

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["1_corpus", "2_frequency", "3_source_attribution", "4_entity_timeline"]


def test_every_notebook_is_a_page_and_the_tables_are_there(run_folder):
    for name in PAGES:
        assert (run_folder / f"{name}.html").stat().st_size > 5000
        assert (run_folder / f"{name}.ipynb").exists()
    for table in ("articles", "problems", "tokens", "attributions", "mentions", "entities", "timeline"):
        assert len(pd.read_parquet(run_folder / "tables" / f"{table}.parquet"))


def test_the_run_says_what_made_it(run_folder):
    run = json.loads((run_folder / "run.json").read_text(encoding="utf-8"))
    assert run["corpus"] == "seeds" and run["rows"]["articles"] == 41 and not run["failed"]
    assert run["versions"]["pandas"] == pd.__version__
    index = (run_folder.parent / "index.html").read_text(encoding="utf-8")
    assert f"{run_folder.name}/2_frequency.html" in index and 'dir="rtl"' in index


def test_pages_are_self_contained(run_folder):
    for name in PAGES:
        page = (run_folder / f"{name}.html").read_text(encoding="utf-8")
        assert re.search('<html[^>]*dir="rtl"[^>]*lang="ar"', page)
        assert "<script" not in page and "<link" not in page and 'src="http' not in page
        assert "Content-Security-Policy" in page
        assert "open_corpus" not in page, "code is hidden"


def test_no_temporary_path_is_left_in_the_notebooks(run_folder):
    assert ".running-" not in (run_folder / "1_corpus.ipynb").read_text(encoding="utf-8")


def test_english_leaves_no_arabic_prose(tmp_path):
    folder = run_report("seeds", tmp_path, only=["1"], language="en", tell=lambda line: None)
    page = (folder / "1_corpus.html").read_text(encoding="utf-8")
    assert re.search('<html[^>]*dir="ltr"[^>]*lang="en"', page)
    assert "Over time" in page and "عبر الزمن" not in page and "الجهة الناشرة" not in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["seeds", "-p", "topn", "5"], ["'topn'", "did you mean 'top_n'"]),
        (["seeds", "-p", "top_n", "many"], ["'top_n' must be a whole number"]),
        (["seeds", "--only", "frequencies"], ["no notebook 'frequencies'", "2_frequency"]),
        (["no-such-corpus"], ["no-such-corpus"]),
        (["seeds", "-p", "outlets", "[الأهرام]"], ["no article has outlet 'الأهرام'", "there are: ", "الضفاف"]),
        (["seeds", "-p", "since", "2031-01-01"], ["no article is left", "2031-01-01"]),
    ],
)
def test_mistakes_are_refused_before_anything_runs(tmp_path, arguments, words):
    result = CliRunner().invoke(main, ["report", *arguments, "--out", str(tmp_path / "out")])
    assert result.exit_code == 1
    assert all(word in result.output for word in words) and "Traceback" not in result.output
    assert not list((tmp_path / "out").glob("2*"))


@pytest.mark.parametrize(
    "text", ["قال الوزير إن السد امتلأ.", "The minister said no 123.", "؟"], ids=["one sentence, undated", "no Arabic", "no word"]
)
def test_every_notebook_runs_on_next_to_nothing(tmp_path, text):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    folder = run_report(tmp_path / "corpus", tmp_path / "out", tell=lambda line: None)
    assert len(list(folder.glob("*.html"))) == 5


def test_a_selection_is_that_of_every_notebook(tmp_path, seeds):
    write_tables(Corpus(seeds.path, gazetteer=seeds.gazetteer), tmp_path / "t", partitioned=True)
    chosen = ["-p", "outlets", "[الضفاف]", "-p", "since", "2024-02-01"]
    result = CliRunner().invoke(main, ["report", str(tmp_path / "t"), "--out", str(tmp_path / "out"), *chosen])
    assert result.exit_code == 0, result.output
    folder = next((tmp_path / "out").glob("2*"))
    count = len(select(seeds.articles, outlets=["الضفاف"], since="2024-02-01"))
    assert 0 < count < len(seeds.articles)
    for name in PAGES:
        body = (folder / f"{name}.html").read_text(encoding="utf-8").split("</head>")[1]
        lines = re.sub(r"\s*<[^>]*>\s*", "\n", body)
        assert re.search(rf"\nالمقالات\n+{number(count, 'ar')}\n", lines), name
        assert "الضفاف" in lines
        assert "راديو المرسى" not in lines or name == "1_corpus", name  # which lists the problems of the whole corpus


def test_a_failing_notebook_is_kept_and_the_others_finish(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for path in choose_notebooks(["1"]):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    broken = nbformat.read(folder / "1_corpus.ipynb", as_version=4)
    broken.cells.append(nbformat.v4.new_code_cell("1 / 0"))
    nbformat.write(broken, folder / "2_broken.ipynb")
    with pytest.raises(ReportFailed, match=r"2_broken: ZeroDivisionError"):
        run_report("seeds", tmp_path / "out", notebooks=folder, tell=lambda line: None)
    run = next((tmp_path / "out").glob("*/run.json"))
    assert json.loads(run.read_text(encoding="utf-8"))["failed"] == ["2_broken"]
    assert "ZeroDivisionError" in (run.parent / "2_broken.ipynb").read_text(encoding="utf-8")
    assert (run.parent / "1_corpus.html").exists()


def test_a_kernel_that_is_killed_costs_its_notebook_only(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for path in choose_notebooks(["1", "3"]):
        (folder / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    killed = nbformat.read(folder / "1_corpus.ipynb", as_version=4)
    killed.cells.insert(6, nbformat.v4.new_code_cell("import os\nos.kill(os.getpid(), 9)"))
    nbformat.write(killed, folder / "1_corpus.ipynb")
    with pytest.raises(ReportFailed, match=r"1_corpus: its process ended with signal 9"):
        run_report("seeds", tmp_path / "out", notebooks=folder, tell=lambda line: None)
    run = next((tmp_path / "out").glob("*/run.json"))
    assert json.loads(run.read_text(encoding="utf-8"))["failed"] == ["1_corpus"]
    assert (run.parent / "3_source_attribution.html").exists() and (run.parent / "tables" / "tokens.parquet").exists()


def test_a_notebook_in_a_kernel_of_its_own_gives_the_same_page(tmp_path, run_folder):
    folder = run_report("seeds", tmp_path, only=["1"], isolated=True, tell=lambda line: None)
    page, usual = ((path / "1_corpus.html").read_text(encoding="utf-8") for path in (folder, run_folder))
    assert page.partition("<main>")[2] == usual.partition("<main>")[2]  # before it are the ways to the other pages
    cells, usual = (nbformat.read(path / "1_corpus.ipynb", as_version=4).cells for path in (folder, run_folder))
    assert [[output.output_type for output in cell.get("outputs", [])] for cell in cells] == [
        [output.output_type for output in cell.get("outputs", [])] for cell in usual
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder(tmp_path):
    tmp_path.chmod(stat.S_IREAD | stat.S_IEXEC)
    result = CliRunner().invoke(main, ["report", "seeds", "--out", str(tmp_path / "out")])
    assert "cannot write into" in result.output


def test_an_output_path_that_is_a_file(tmp_path):
    (tmp_path / "out").write_text("x")
    result = CliRunner().invoke(main, ["report", "seeds", "--out", str(tmp_path / "out")])
    assert result.exit_code == 1 and "cannot write into" in result.output


def test_an_interrupt_leaves_what_was_there(tmp_path):
    (tmp_path / "index.html").write_text("the last good one")
    process = subprocess.Popen(
        [sys.executable, "-m", "toolkit.cli", "report", "seeds", "--out", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background jobs ignore it
    )
    assert process.stdout is not None
    for line in process.stdout:
        if b"articles" in line:
            break
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert b"nothing was published" in errors and b"Traceback" not in errors
    assert [p.name for p in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text() == "the last good one"


def test_plain_papermill(tmp_path):
    out = tmp_path / "out.ipynb"
    command = [
        sys.executable,
        "-m",
        "papermill",
        str(notebooks_folder() / "2_frequency.ipynb"),
        str(out),
        "-k",
        "python3",
        "-p",
        "corpus",
        "seeds",
        "-p",
        "top_n",
        "5",
    ]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert "<tbody>" in out.read_text(encoding="utf-8")


def test_notebooks_hold_no_definition_and_no_output():
    for path in notebooks_folder().glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        code = [cell for cell in cells if cell.cell_type == "code"]
        assert not any(cell.outputs or cell.execution_count for cell in code), path
        assert not any("def " in cell.source for cell in code), path
        assert sum("parameters" in cell.metadata.get("tags", []) for cell in code) == 1, path
        prose = [cell.metadata.tags[0] for cell in cells if cell.cell_type == "markdown"]
        assert prose.count("lang-ar") == prose.count("lang-en") == len(prose) / 2, path
