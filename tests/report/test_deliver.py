import json
import zipfile

import pytest
from click.testing import CliRunner

from toolkit.cli import main
from toolkit.report import run_report
from toolkit.report.deliver import NoBrowser, browser, bundle, write_pdfs
from toolkit.report.pages import cited, linked, page_name


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return run_report("seeds", tmp_path_factory.mktemp("runs"), only=["3"], tell=lambda line: None)


def test_every_cited_article_has_a_page_that_exists(folder):
    page = (folder / "3_source_attribution.html").read_text(encoding="utf-8")
    files = {path.name for path in (folder / "articles").iterdir()}
    links = {part.split('"')[0] for part in page.split('href="articles/')[1:]}
    assert links and links <= files
    assert "data-article" not in page


def test_the_way_back_leads_to_a_page_of_the_run(tmp_path):
    folder = run_report("seeds", tmp_path, only=["4"], tell=lambda line: None)
    for page in (folder / "articles").glob("*.html"):
        back = page.read_text(encoding="utf-8").split('href="../')[1].split('"')[0]
        assert (folder / back).exists(), back


def test_an_id_of_any_letters_becomes_a_file_name_of_ours():
    assert page_name("../../etc/passwd\u202e<x>").replace(".html", "").isalnum()
    page = '<td dir="ltr" data-article="a&quot;b">a&quot;b</td><td dir="ltr" data-article="c">c</td>'
    assert cited(page) == ['a"b', "c"]
    assert linked(page, {"c": "عنوان"}).count("<a ") == 1


def test_findings_and_contents_come_first(folder):
    page = (folder / "3_source_attribution.html").read_text(encoding="utf-8")
    assert page.index("<h1") < page.index('class="findings"') < page.index("<nav aria-label") < page.index("<h2 id=")
    for anchor in [part.split('"')[0] for part in page.split('href="#')[1:]]:
        assert f'id="{anchor}"' in page


def test_a_bundle_is_the_same_for_the_same_files(folder):
    one = bundle(folder).read_bytes()
    assert bundle(folder).read_bytes() == one
    names = zipfile.ZipFile(folder.with_name(f"{folder.name}.zip")).namelist()
    assert f"{folder.name}/3_source_attribution.html" in names and all(name.startswith(f"{folder.name}/") for name in names)


def test_a_rerun_gives_the_same_tables(folder, tmp_path):
    result = CliRunner().invoke(main, ["rerun", str(folder), "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    again = next(tmp_path.glob("*/run.json")).parent
    assert json.loads((again / "run.json").read_text())["only"] == ["3"]
    for table in (folder / "tables").iterdir():
        assert table.read_bytes() == (again / "tables" / table.name).read_bytes(), table.name


def test_what_is_no_run_is_refused(tmp_path):
    (tmp_path / "run.json").write_text("[]")
    result = CliRunner().invoke(main, ["rerun", str(tmp_path), "--out", str(tmp_path / "o")])
    assert result.exit_code == 1 and "is no run.json" in result.output


def test_without_a_browser_it_is_said_before_anything_runs(monkeypatch, tmp_path):
    monkeypatch.setattr("toolkit.report.deliver.shutil.which", lambda name: None)
    with pytest.raises(NoBrowser, match="Chromium"):
        browser()
    result = CliRunner().invoke(main, ["report", "seeds", "--out", str(tmp_path / "o"), "--pdf"])
    assert result.exit_code == 1 and "Chromium" in result.output and not (tmp_path / "o").exists()


@pytest.mark.browser
def test_pages_print_to_pdf(folder):
    try:
        browser()
    except NoBrowser as error:
        pytest.skip(str(error))
    assert [path.read_bytes()[:5] for path in write_pdfs(folder)] == [b"%PDF-"]
