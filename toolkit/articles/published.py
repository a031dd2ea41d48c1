"""When each article was published: from its field, else its dateline, its address or its file's name; unknown stays unknown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from toolkit.articles.dates import dateline_date, parse_date
from toolkit.articles.name_dates import address_date, name_date
from toolkit.articles.numeric_dates import day_order
from toolkit.articles.parsed_date import UNKNOWN, ParsedDate
from toolkit.articles.relative_dates import relative_date

DATELINE_WORDS = 25  # of a first line that may be a dateline


@dataclass
class Published:
    """Columns of the articles table, and problems (path, article_id, severity, problem, detail)."""

    published: list[datetime | None] = field(default_factory=list)  # on the clock of whoever wrote it, see ParsedDate.local
    published_precision: list[str | None] = field(default_factory=list)
    published_from: list[str | None] = field(default_factory=list)
    published_offset: list[int | None] = field(default_factory=list)
    problems: list[tuple] = field(default_factory=list)


def published(rows: dict[str, list], ids: list[str], text: pd.Series) -> Published:
    """The dates of the articles.

    Parameters: `rows` with `published`, `published_from`, `crawled`, `url`, `path`, `group` (articles that write their
    dates in one order), `date_column`; `ids` and `text` of the same articles.
    """
    groups: dict[str, set] = defaultdict(set)
    for group, value in zip(rows["group"], rows["published"], strict=True):
        groups[group].add(str(value))
    orders = {group: day_order(values) for group, values in groups.items()}
    known: dict[tuple, ParsedDate] = {}
    found = Published()
    understood: dict[tuple, list[int]] = defaultdict(lambda: [0, 0])
    example: dict[tuple, object] = {}
    columns = zip(*(rows[name] for name in ("group", "published", "published_from", "crawled", "path", "date_column", "url")), strict=True)
    for row, (group, value, source, crawled, path, column, url) in enumerate(columns):
        key = (orders[group], value, crawled)
        if key not in known:
            known[key] = _parsed(value, crawled, orders[group])
        parsed = known[key]
        if value is None:
            parsed, source = _elsewhere(text.iat[row], url, path)
        elif column is not None:
            understood[path, column][parsed.time is not None] += 1
            example.setdefault((path, column), value)
        found.published.append(parsed.local)
        found.published_precision.append(parsed.precision)
        found.published_from.append(source if parsed.time else None)
        found.published_offset.append(parsed.offset)
        if parsed.doubt:
            severity = "info" if parsed.time and "ahead" not in parsed.doubt and "before" not in parsed.doubt else "warning"
            found.problems.append((path, ids[row], severity, "doubtful date", f"{str(value)[:60]!r}: {parsed.doubt}"))
    for (path, column), (without, with_time) in understood.items():
        if without > 1 and not with_time:
            detail = f"none of the {without} values of column {column!r}, such as {str(example[path, column])[:40]!r}, is a date that is understood"
            found.problems.append((path, None, "warning", "dates not understood", f"{detail}: name another, columns={{'published': '…'}}"))
    return found


def _parsed(value: object, crawled: object, day_first: bool | None) -> ParsedDate:
    parsed = parse_date(value, day_first=day_first)
    if parsed.time is not None or value is None:
        return parsed
    return relative_date(value, parse_date(crawled).local if crawled is not None else None) or parsed


def _elsewhere(text: object, url: object, path: object) -> tuple[ParsedDate, str]:
    """A date that no field states: from the dateline that opens the text, the address, or the file's name."""
    first = text[:1_000].lstrip().split("\n", 1)[0] if isinstance(text, str) else ""
    if len(first.split()) <= DATELINE_WORDS and (dated := dateline_date(first)) is not None:
        return dated, "dateline"
    for name, source, read in ((url, "url", address_date), (path, "file_name", name_date)):
        if isinstance(name, str) and (dated := read(name)) is not None:
            return dated, source
    return UNKNOWN, ""
