"""Web archives (WARC): each HTML response is an article."""

from __future__ import annotations

import io

from toolkit.articles.readers.html import LARGEST, read_html
from toolkit.articles.readers.reading import Reading


def read_warc(name: str, data: bytes) -> Reading:
    """One article a response record of type text/html."""
    from warcio.archiveiterator import ArchiveIterator

    rows: list[dict] = []
    problems: list[tuple[str, str, str]] = []
    try:
        for record in ArchiveIterator(io.BytesIO(data)):
            kind = record.http_headers.get_header("Content-Type", "") if record.http_headers else ""
            if record.rec_type != "response" or "html" not in kind:
                continue
            url = record.rec_headers.get_header("WARC-Target-URI")
            reading = read_html(name, record.content_stream().read(LARGEST))
            problems += [(severity, problem, f"{url}: {detail}") for severity, problem, detail in reading.problems]
            if reading.columns:
                row = {key: values[0] for key, values in reading.columns.items()}
                rows.append({"url": url, **row})
    except Exception as error:  # warcio raises several kinds of its own and of zlib's
        problems.append(("error", "damaged WARC", f"{str(error)[:120]}: records before the damage were read"))
    if not rows and not problems:
        return Reading.failed("no article in the archive", "no response record of type text/html was found")
    keys = list(dict.fromkeys(key for row in rows for key in row))
    return Reading({key: [row.get(key) for row in rows] for key in keys}, problems, page=True)
