"""A page's body: title, outlet line, date line, credit line and boilerplate taken off, as far as the evidence goes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache

from toolkit.arabic import fold
from toolkit.articles.dates import parse_date
from toolkit.lexicons import table, word_list

TITLE_WORDS = 30
OUTLET_WORDS = 5
RECURRING = (5, 0.2)  # a line recurs if so many, and such a share, of an outlet's articles have it
_ENDS = tuple(".!?؟…:؛،")
_CREDIT = re.compile(r"(?:كتب|كتبت|تحرير|متابعة|بقلم|اعداد)\s*[:/-]\s*(?P<author>.{3,60})|(?P<pair>[^.:،]{2,30}\s+[-–—|]\s+[^.:،]{2,30})")


@dataclass
class Page:
    """A page in lines: what was found in it, and which lines are left for the body."""

    path: str
    folder: str
    lines: list[str]
    fields: dict[str, object]
    body: list[int] = field(default_factory=list)
    cut: list[tuple[str, str]] = field(default_factory=list)  # (kind, line)

    def text(self) -> str:
        """The body, its lines as they were."""
        return "\n".join(self.lines[i] for i in self.body).strip("\n ")


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, str]]:
    rows = table("boilerplate").itertuples()
    return [(re.compile(row.pattern), row.where, row.kind) for row in rows]


def boilerplate_kind(line: str) -> tuple[str, str] | None:
    """(where, kind) if the line is a share bar, a link list's head or the like.

    >>> boilerplate_kind("Related Articles"), boilerplate_kind("قال المدير")
    (('tail', 'links'), None)
    """
    folded = fold(line).strip(" *•·|-–")
    for pattern, where, kind in _patterns():
        if pattern.match(folded):
            return where, kind
    return None


def clean_pages(pages: list[Page]) -> list[tuple[str, str, str, str]]:
    """Fills each page's `fields` and `body`; returns problems as (path, severity, problem, detail)."""
    outlets = _recurring_outlets(pages)
    for page in pages:
        _head(page, outlets.get(page.folder, frozenset()))
        _cut_boilerplate(page)
    _cut_recurring(pages)
    problems = []
    for page in pages:
        for kind, line in page.cut:
            problems.append((page.path, "info", f"{kind} taken off the body", line.strip()[:120]))
        if not page.text():
            problems.append((page.path, "warning", "no body is left", "the file holds a title or boilerplate only"))
    return problems


def _visible(page: Page) -> list[int]:
    return [i for i, line in enumerate(page.lines) if line.strip()]


def _looks_like_outlet(line: str) -> bool:
    words = line.split()
    return 0 < len(words) <= OUTLET_WORDS and not line.rstrip().endswith(_ENDS) and not re.search('[:«»"]', line)


def _recurring_outlets(pages: list[Page]) -> dict[str, frozenset[str]]:
    """Per folder: short lines right after the title that several of its files share."""
    seen: dict[str, Counter] = defaultdict(Counter)
    for page in pages:
        visible = _visible(page)
        if "outlet" not in page.fields and len(visible) > 2 and _looks_like_outlet(page.lines[visible[1]]):
            seen[page.folder][page.lines[visible[1]].strip()] += 1
    return {folder: frozenset(line for line, n in lines.items() if n > 1) for folder, lines in seen.items()}


def _titled(page: Page, visible: list[int]) -> bool:
    """Whether the first line is the title: that of the fields again, or one where they have none."""
    if not visible:
        return False
    first = page.lines[visible[0]].strip()
    title = page.fields.get("title")
    if title and fold(str(title)).split() == fold(first).split():
        page.cut.append(("repeated title", first))
        return True
    if not title and len(visible) > 1 and len(first.split()) <= TITLE_WORDS and not first.endswith((".", "؛", "،")):
        page.fields["title"] = first
        return True
    return False


def _head(page: Page, known_outlets: frozenset[str]) -> None:
    visible = _visible(page)
    at = int(_titled(page, visible))
    for i in visible[at : at + 3]:
        if len(visible) - at < 2:
            break  # never the only paragraph
        line = page.lines[i].strip()
        if "outlet" not in page.fields and _looks_like_outlet(line) and (line in known_outlets or fold(line.split()[0]) in word_list("media_heads")):
            page.fields["outlet"] = line
        elif len(line.split()) <= 10 and parse_date(line).time is not None:
            page.fields.setdefault("dateline", line)
        elif len(line.split()) <= 8 and not line.endswith((".", "؟", "!")) and (credit := _CREDIT.fullmatch(line)):
            page.fields.setdefault("author", (credit["author"] or credit["pair"]).strip())
        else:
            break
        at += 1
    start = visible[at] if at < len(visible) else len(page.lines)
    page.body = list(range(start, len(page.lines)))


def _cut_boilerplate(page: Page) -> None:
    kept: list[int] = []
    for n, i in enumerate(page.body):
        found = boilerplate_kind(page.lines[i]) if page.lines[i].strip() else None
        if found and found[0] == "tail" and _is_tail(page, n):
            page.cut.append((found[1], page.lines[i]))
            break
        if found and found[0] == "line":
            page.cut.append((found[1], page.lines[i]))
        else:
            kept.append(i)
    page.body = kept


def _is_tail(page: Page, n: int) -> bool:
    """Only short lines follow, and at least as much stands before: a paragraph is never lost."""
    after = [page.lines[i].split() for i in page.body[n + 1 :] if page.lines[i].strip()]
    before = sum(len(page.lines[i].split()) for i in page.body[:n])
    return all(len(words) <= 20 for words in after) and before > 0 and sum(map(len, after)) <= before


def _cut_recurring(pages: list[Page]) -> None:
    outlets: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        outlets[str(page.fields.get("outlet") or page.folder)].append(page)
    for group in outlets.values():
        recurring = _recurring(group)
        for page in group if recurring else []:
            _cut_lines(page, recurring)


def _recurring(group: list[Page]) -> set[str]:
    """The short lines that stand in so many pages of an outlet that they are no part of any."""
    count = Counter(line for page in group for line in {page.lines[i].strip() for i in page.body} if line)
    least = max(RECURRING[0], RECURRING[1] * len(group))
    return {line for line, n in count.items() if n >= least and len(line.split()) <= 12}


def _cut_lines(page: Page, lines: set[str]) -> None:
    """Takes these lines off the page, unless nothing were left."""
    if any(page.lines[i].strip() and page.lines[i].strip() not in lines for i in page.body):
        page.cut += [("recurring line", page.lines[i]) for i in page.body if page.lines[i].strip() in lines]
        page.body = [i for i in page.body if page.lines[i].strip() not in lines]
