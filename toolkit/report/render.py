"""Executed notebook → one self-contained HTML page: no script, no request, the language's direction, code hidden."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

import nbformat
from jinja2 import Environment, PackageLoader, select_autoescape
from nbconvert import HTMLExporter
from traitlets.config import Config

from toolkit.show.language import direction, label

_TEMPLATES = Path(__file__).parent / "templates"


def environment() -> Environment:
    """Jinja over our templates, escaping everything."""
    return Environment(loader=PackageLoader("toolkit.report", "templates"), autoescape=select_autoescape(default=True))


def render(notebook: Path, language: str, ways: Mapping[str, str] | None = None) -> str:
    """The HTML of an executed notebook in one language: cells tagged with the other language are left out.

    `ways`: file → title of the run's other pages, to lead there.
    """
    other = "en" if language == "ar" else "ar"
    config = Config()
    config.TagRemovePreprocessor.enabled = True
    config.NbConvertBase.display_data_priority = ["text/html", "text/markdown", "image/png", "text/plain"]
    config.TagRemovePreprocessor.remove_cell_tags = {f"lang-{other}", "setup"}
    content = nbformat.read(notebook, as_version=4)
    content.cells = _arranged(content.cells, language)
    content.metadata.pop("widgets", None)  # a page has no script: what was a widget is its plain table
    for cell in content.cells:  # papermill's notes on a failure are for the notebook's reader
        if cell.cell_type == "code" and {"parameters", "injected-parameters"} & set(cell.metadata.get("tags", [])):
            cell.outputs = []
    exporter = HTMLExporter(
        config=config, template_name="isnad", extra_template_basedirs=[str(_TEMPLATES)], exclude_input=True,
        exclude_input_prompt=True, exclude_output_prompt=True, exclude_anchor_links=True,
    )  # fmt: skip
    exporter.register_preprocessor("nbconvert.preprocessors.TagRemovePreprocessor", enabled=True)
    resources = {
        "metadata": {"name": notebook.stem},
        "isnad": {"language": language, "direction": direction(language), "css": css(), "title": _title(content, language), "ways": dict(ways or {}), "here": f"{notebook.stem}.html", "index": label("index", language)},
    }  # fmt: skip
    body, _ = exporter.from_notebook_node(content, resources=resources)
    return body


def _arranged(cells: list[nbformat.NotebookNode], language: str) -> list[nbformat.NotebookNode]:
    """What a reader wants first: the introduction, what was found, the table of contents, then the sections."""
    found = [cell for cell in cells if "findings" in cell.metadata.get("tags", [])]
    rest = [cell for cell in cells if "findings" not in cell.metadata.get("tags", [])]
    at = next((n + 1 for n, cell in enumerate(rest) if "setup" in cell.metadata.get("tags", [])), min(len(rest), 2))
    body, headings = rest[at:], []
    for number, cell in enumerate(body):
        if cell.cell_type == "markdown" and f"lang-{language}" in cell.metadata.get("tags", []) and cell.source.startswith("## "):
            title, _, text = cell.source[3:].partition("\n")
            name = f"s{number}"
            headings.append((name, title))
            if "settings" not in cell.metadata.get("tags", []):
                cell.source = f'<h2 id="{name}">{html.escape(title)}</h2>\n\n{text}'
            cell.metadata["isnad"] = {"name": name, "title": title}
    listed = "".join(f'<li><a href="#{name}">{html.escape(title)}</a></li>' for name, title in headings)
    label_ = label("contents", language)
    contents = nbformat.v4.new_markdown_cell(f'<nav aria-label="{label_}"><p>{label_}</p><ol>{listed}</ol></nav>' if len(headings) > 2 else "")
    return [*rest[:at], *found, contents, *body]


def _title(content: nbformat.NotebookNode, language: str) -> str:
    for cell in content.cells:
        if cell.cell_type == "markdown" and f"lang-{language}" in cell.metadata.get("tags", []) and cell.source.startswith("# "):
            return cell.source.split("\n")[0][2:]
    return "Isnad"


def css() -> str:
    return (_TEMPLATES / "report.css").read_text(encoding="utf-8")
