"""Plain text: with YAML front matter, with TREC or SGML tags, or bare (the folder's metadata.csv is joined by the loader)."""

from __future__ import annotations

import re
from bisect import bisect
from typing import NamedTuple

import yaml

from toolkit.articles.encodings import NotText, decode
from toolkit.articles.fields import known_fields
from toolkit.articles.readers.reading import NOT_TEXT, Reading

FRONT_MATTER = 64_000  # characters that a front matter may have
_FENCE = re.compile(r"\s{0,99}---[ \t]*\n")
_FENCE_END = re.compile(r"\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TAG = re.compile(r"<(/?)([A-Za-z_][\w.-]{0,30})((?:\s[^<>]{0,400})?)>")
_ATTRIBUTE = re.compile(r"(\w{1,30})\s{0,9}=\s{0,9}[\"']([^\"']{1,200})[\"']")
_BODIES = ("text", "body")  # of a document that is marked as such: what is in them


class _Tag(NamedTuple):
    name: str
    closes: bool
    attributes: str
    start: int
    end: int


class _NoAliases(yaml.BaseLoader):
    """Leaves 2024-02-14 and «14 فيفري» alike as they are written, and takes no aliases, which multiply."""

    def compose_node(self, parent, index):
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("it holds an alias (*name): write the value out")
        return super().compose_node(parent, index)


def read_text(name: str, data: bytes) -> Reading:
    """One article a file, or one a <DOC>."""
    try:
        text, encoding, doubt = decode(data)
    except NotText:
        return Reading.failed(*NOT_TEXT)
    problems = encoding_problems(encoding, doubt)
    if not text.strip():
        return Reading.failed("empty file", "it holds no text")
    rows = _documents(text)
    if rows:
        keys = list(dict.fromkeys(key for row in rows for key in row))
        return Reading({key: [row.get(key) for row in rows] for key in keys}, problems)
    opening = _FENCE.match(text)
    closing = _FENCE_END.search(text, opening.end() - 1, opening.end() + FRONT_MATTER) if opening else None
    if not opening or not closing:
        return Reading({"text": [text]}, problems, page=True)
    fields: dict = {}
    try:
        fields = yaml.load(text[opening.end() : closing.start() + 1], Loader=_NoAliases) or {}
        if not isinstance(fields, dict):
            raise yaml.YAMLError("not a list of `name: value` lines")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        problems.append(("warning", "front matter is no valid YAML", str(error).split("\n")[0]))
        fields = {}
    columns = {str(key): [_written(value)] for key, value in fields.items() if value}
    return Reading({**columns, "text": [text[closing.end() :]]}, problems, page=True, published_from="front_matter")


def _written(value: object) -> str:
    return "، ".join(map(_written, value)) if isinstance(value, list) else str(value)


def _documents(text: str) -> list[dict[str, str]]:
    """The fields of each <DOC>, by tag; of a text that has a <TEXT> and no <DOC>, its own. Each tag is looked at once."""
    tags = [_Tag(match[2].lower(), bool(match[1]), match[3], *match.span()) for match in _TAG.finditer(text)]
    marks = {tag.name: tag.closes for tag in tags}
    if "doc" not in marks:
        return [_fields(text, tags, len(text))] if marks.get("text") else []
    rows: list[dict[str, str]] = []
    begun: int | None = None
    for n, tag in enumerate([*tags, _Tag("doc", False, "", len(text), len(text))]):
        if tag.name == "doc":
            if begun is not None and (row := _fields(text, tags[begun + 1 : n], tag.start)):
                rows.append({**{key.lower(): value for key, value in _ATTRIBUTE.findall(tags[begun].attributes)}, **row})
            begun = None if tag.closes else n
    return rows


def _ends(tags: list[_Tag]) -> dict[int, int]:
    """The number of each opening tag → that of the one that closes it, or -1."""
    found: dict[int, int] = {}
    later: dict[str, int] = {}
    for n in range(len(tags) - 1, -1, -1):
        if tags[n].closes:
            later[tags[n].name] = n
        else:
            found[n] = later.pop(tags[n].name, -1)
    return found


def _between(text: str, tags: list[_Tag], end: int, *, closed: bool) -> str:
    """What stands between the first tag and the last (or `end`), without the tags inside."""
    inside = tags[1:-1] if closed else tags[1:]
    places = [tags[0].end, *(place for tag in inside for place in (tag.start, tag.end)), tags[-1].start if closed else end]
    return "\n".join(filter(None, (text[a:b].strip() for a, b in zip(places[::2], places[1::2], strict=True))))


def _fields(text: str, tags: list[_Tag], end: int) -> dict[str, str]:
    """Name → what stands between a tag and its end, or before the next tag if it has none; tags inside are taken out."""
    end_of = _ends(tags)
    fields = {name for name in {tag.name for tag in tags} if known_fields([name])}
    named = [n for n, tag in enumerate(tags) if tag.name in fields and not tag.closes]
    row: dict[str, str] = {}
    n = 0
    while n < len(tags):
        name, last = tags[n].name, end_of.get(n, -1)
        if n in end_of:
            body = name in _BODIES
            if last < 0 and body:
                last = len(tags)  # never closed: to the end
            elif last < 0 or bisect(named, n) < bisect(named, last):
                last = n + 1  # not closed, or something around fields: <HEADER>, <BODY> around <TEXT>
            if value := _between(text, tags[n : last + 1], end, closed=last < len(tags)):
                row[name] = f"{row[name]}\n{value}" if name in row else value
            n = last if last > n + 1 else n
        n += 1
    return row


def encoding_problems(encoding: str, doubt: str | None) -> list[tuple[str, str, str]]:
    """What a reader of the report should know about the encoding."""
    problems = []
    if encoding not in ("utf-8", "utf-8-sig"):
        problems.append(("info", f"encoding {encoding}", "decoded to Unicode"))
    if doubt:
        problems.append(("warning", "doubtful encoding", doubt))
    return problems
