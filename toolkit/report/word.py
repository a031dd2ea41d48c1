"""Pages of a run as Word documents, from right to left where they are in Arabic: headings, text, figures, tables."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

from lxml import html

ROWS = 40  # of a table; the whole is in the page's download
WIDTH = 16.0  # centimetres of a figure


def write_docx(folder: Path) -> list[Path]:
    """Writes each page of a run folder as NAME.docx beside it; returns the files. Tables have their first ROWS rows, and say so."""
    return [_written(page) for page in sorted(folder.glob("*.html"))]


def _written(page: Path) -> Path:
    from docx import Document

    tree = html.fromstring(page.read_bytes())
    rtl = (tree.get("dir") or (tree.xpath("//@dir") or ["rtl"])[0]) == "rtl"
    document = Document()
    document.core_properties.title = (tree.findtext(".//title") or page.stem).strip()
    for part in (tree.find(".//main") if tree.find(".//main") is not None else tree).iter():
        _add(document, part, rtl)
    target = page.with_suffix(".docx")
    document.save(str(target))
    return target


def _add(document: Any, part: Any, rtl: bool) -> None:
    """What one element of the page is in the document; what stands inside a table or a figure is added with it."""
    if not isinstance(part.tag, str) or any(parent.tag in ("table", "figure", "nav", "li", "blockquote") for parent in part.iterancestors()):
        return
    text = " ".join("".join(part.itertext()).split())
    if part.tag in ("h1", "h2", "h3") and text:
        _way(document.add_heading(text, int(part.tag[1])), rtl)
    elif part.tag in ("p", "li", "blockquote", "summary") and text and not _only_link(part):
        style = {"li": "List Bullet", "blockquote": "Quote", "summary": "Caption"}.get(part.tag)
        _way(document.add_paragraph(text, style=style), rtl)
    elif part.tag == "table":
        _table(document, part, rtl)
    elif part.tag == "figure":
        _figure(document, part, rtl)


def _only_link(part: Any) -> bool:
    """Links to download what the page holds mean nothing on paper."""
    links = part.findall(".//a")
    return any("download" in link.attrib for link in links)


def _figure(document: Any, part: Any, rtl: bool) -> None:
    from docx.shared import Cm

    for image in part.iter("img"):
        kind, _, data = (image.get("src") or "").partition(";base64,")
        if kind == "data:image/png":
            document.add_picture(io.BytesIO(base64.b64decode(data)), width=Cm(WIDTH))
    caption = part.find(".//figcaption")
    text = " ".join("".join((caption if caption is not None else part).itertext()).split())
    if text:
        _way(document.add_paragraph(text.removesuffix("SVG · PNG").strip(), style="Caption"), rtl)


def _table(document: Any, part: Any, rtl: bool) -> None:
    from docx.oxml import OxmlElement

    rows = [[" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("th", "td")] for row in part.iter("tr")]
    rows = [row for row in rows if row]
    caption = part.find("caption")
    if caption is not None:
        _way(document.add_paragraph(" ".join("".join(caption.itertext()).split()), style="Caption"), rtl)
    if not rows:
        return
    shown, width = rows[: ROWS + 1], max(map(len, rows))
    made = document.add_table(rows=len(shown), cols=width, style="Light Grid Accent 1")
    if rtl:
        made._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    for line, row in zip(made.rows, shown, strict=True):
        for cell, text in zip(line.cells, row, strict=False):
            cell.text = text
            for paragraph in cell.paragraphs:
                _way(paragraph, rtl)
    if len(rows) > len(shown):
        _way(document.add_paragraph(f"… {len(rows) - len(shown)} (HTML)"), rtl)


def _way(paragraph: Any, rtl: bool) -> None:
    """A paragraph from right to left, its runs in a script that Word shapes."""
    from docx.oxml import OxmlElement

    if rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in paragraph.runs:
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
