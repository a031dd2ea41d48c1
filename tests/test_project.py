"""A researcher's folder: laid out, run, never written over."""

from __future__ import annotations

import nbformat

from toolkit import open_corpus
from toolkit.project import bundled, lay_out


def test_a_project_is_laid_out_and_kept(tmp_path):
    made = lay_out(tmp_path / "p", example=True)
    folder = tmp_path / "p"
    assert (folder / "README.md") in made and (folder / ".jupyter" / "custom" / "custom.css").is_file()
    for notebook in sorted((folder / "notebooks").glob("*.ipynb")):
        source = "".join(cell.source for cell in nbformat.read(notebook, as_version=4).cells)
        assert 'corpus: str = "../corpus"' in source and '"seeds"' not in source
    corpus = open_corpus(folder / "corpus")
    assert len(corpus.articles) == 41 and corpus.gazetteer == folder / "corpus" / "gazetteer.csv" and corpus.corrections.empty
    (folder / "README.md").write_text("mine", encoding="utf-8")
    (folder / "corpus" / "corrections.csv").write_text("table,article_id,field,value\n", encoding="utf-8")
    lay_out(folder)
    assert (folder / "README.md").read_text(encoding="utf-8") == "mine"
    assert (folder / "corpus" / "corrections.csv").read_text(encoding="utf-8").startswith("table")


def test_what_comes_with_isnad_is_found():
    assert (bundled("seeds") / "README.md").is_file() and (bundled(".jupyter") / "custom").is_dir()
