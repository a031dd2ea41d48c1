"""Word documents: one article a file; title, author and date from the document's properties."""

from __future__ import annotations

import io

from toolkit.articles.opening import check_inside
from toolkit.articles.readers.reading import Reading


def read_docx(name: str, data: bytes) -> Reading:
    """One article a document."""
    import docx

    try:
        check_inside(data)
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(paragraph.text for paragraph in document.paragraphs)
        title = document.core_properties.title
        author = document.core_properties.author
    except Exception as error:  # python-docx lets through whatever zipfile and lxml raise
        return Reading.failed("no valid DOCX", f"{str(error)[:120]}: save it again from the word processor")
    if not text.strip():
        return Reading.failed("empty file", "the document holds no text")
    columns = {"text": [text]}
    if title:
        columns["title"] = [title]
    if author and author != "python-docx":
        columns["author"] = [author]
    return Reading(columns, page=True)
