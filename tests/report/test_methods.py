"""What a run says of itself for a paper: the paragraph, the references, a Word document."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from toolkit.cli import main
from toolkit.report import run_report
from toolkit.report.word import write_docx


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    return run_report("seeds", out, only=["0"], parameters={"top_n": 7}, tell=lambda line: None)


def test_the_paragraph_has_its_bases(run):
    text = (run / "methods.md").read_text(encoding="utf-8")
    told = json.loads((run / "run.json").read_text(encoding="utf-8"))
    for part in (
        "41 articles",
        "3 reprints",
        f"{told['rows']['attributions']} attributions",
        told["fingerprint"],
        "top N 7".replace("top N", ""),
        "buckwalter",
    ):
        assert part.strip() in text
    assert "٤١ مقالا" in text and "مجال" not in text.split("# Methods")[1]
    assert "expected to be right in" in text and "no sample" in text


def test_the_references_are_read_by_machines(run):
    told = json.loads((run / "run.json").read_text(encoding="utf-8"))
    tool, own = json.loads((run / "citation.json").read_text(encoding="utf-8"))
    assert tool["type"] == "software" and tool["version"] == told["version"] and own["number"] == told["id"]
    bib = (run / "citation.bib").read_text(encoding="utf-8")
    assert bib.count("{") == bib.count("}") and bib.startswith("@software{isnad,")


def test_pages_as_word_documents(run):
    files = write_docx(run)
    assert [file.name for file in files] == ["0_overview.docx"]
    document = Document(str(files[0]))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0].startswith("الخلاصة") and "الأحداث" in headings
    assert document.paragraphs[1]._p.pPr.xpath("w:bidi") and document.tables[-1]._tbl.tblPr.xpath("w:bidiVisual")
    assert len(document.inline_shapes) >= 1 and document.tables
    assert not any("CSV" in p.text and len(p.text) < 30 for p in document.paragraphs), "no link to a download on paper"


def test_a_comparison_is_run_again_as_it_was(tmp_path, monkeypatch):
    told = {"path": "seeds", "language": "ar", "parameters": {"language": "ar", "compare": "outlet", "earlier": "r/1", "top_n": 3}, "only": None}
    told |= {"fingerprint": "x", "version": "1"}
    (tmp_path / "run.json").write_text(json.dumps(told), encoding="utf-8")
    asked = {}
    monkeypatch.setattr("toolkit.report.run_report", lambda corpus, out, **given: asked.update(given) or tmp_path)
    assert CliRunner().invoke(main, ["rerun", str(tmp_path)]).exit_code == 0
    assert (asked["compare"], asked["since"], asked["parameters"]) == ("outlet", Path("r/1"), {"top_n": 3})
