"""Feeds: RSS and Atom, one article an item; news sitemaps, which have titles, dates and addresses and no texts."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.articles.readers.reading import Reading

_ITEMS = ("item", "entry", "url")
_NAMES = {
    # what feeds call it → what a table would; of two for the same, the first that has a value
    "title": "title", "link": "url", "loc": "url", "encoded": "content", "content": "content", "description": "summary", "summary": "summary",
    "pubdate": "published", "published": "published", "publication_date": "published", "date": "published", "updated": "updated",
    "creator": "author", "author": "author", "category": "category", "guid": "guid", "id": "guid", "source": "outlet", "name": "outlet",
}  # fmt: skip
LONGEST = 1_000_000  # characters of one field


def read_feed(name: str, data: bytes) -> Reading:
    """One article an <item>, <entry> or <url>."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True)
    try:
        root = etree.fromstring(data.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return Reading.failed("no valid XML", str(error)[:150])
    items = [node for node in root.iter() if _name(node) in _ITEMS] if root is not None else []
    if not items:
        kind = _name(root) if root is not None else "nothing"
        return Reading.failed("no feed", f"<{kind}> is neither RSS, Atom nor a news sitemap: export the articles as JSON or CSV")
    rows = _rows(root, items)
    problems = [("warning", "record damaged", str(error.message)[:120]) for error in list(parser.error_log)[:1]]
    if not any(row["text"] for row in rows):
        problems.append(("info", "a feed without texts", "it has titles, dates and addresses only: fetch the pages too"))
    keys = list(dict.fromkeys(key for row in rows for key in row if key not in ("summary", "updated")))
    return Reading({key: [row.get(key) for row in rows] for key in keys}, problems)


def _rows(root, items: list) -> list[dict]:
    """The fields of each item, with the feed's title as the outlet."""
    outlet = next((node.text.strip() for node in root.iterchildren() for node in _titles(node) if node.text and node.text.strip()), None)
    rows: list[dict] = [{**({"outlet": outlet} if outlet else {}), **dict(_fields(item))} for item in items]
    for row in rows:
        row["text"] = row.pop("content", None) or row.get("summary")
        row["published"] = row.get("published") or row.pop("updated", None)
    return rows


def _name(node) -> str:
    return node.tag.rsplit("}", 1)[-1].lower() if isinstance(node.tag, str) else ""


def _titles(node) -> Iterator:
    """The feed's own title: under <channel> in RSS, under the root in Atom."""
    yield from (
        [node] if _name(node) == "title" else [child for child in node.iterchildren() if _name(child) == "title"] if _name(node) == "channel" else []
    )


def _fields(item) -> Iterator[tuple[str, str]]:
    seen: dict[str, list[str]] = {}
    for node in item.iterchildren():
        name = _name(node)
        if name in ("news", "publication"):  # a sitemap's <news:news><news:publication><news:name>
            for inner in node.iter():
                if _name(inner) in ("title", "publication_date", "name") and inner.text:
                    seen.setdefault(_NAMES[_name(inner)], [inner.text.strip()])
            continue
        field = _NAMES.get(name)
        if field is None or (name == "link" and node.get("rel", "alternate") != "alternate"):
            continue
        value = node.get("href") or node.get("term") or _text(node)
        if value and (field not in seen or name in ("category", "creator")):
            seen.setdefault(field, []).append(value[:LONGEST])
    for field, values in seen.items():
        yield field, "، ".join(dict.fromkeys(values)) if field in ("author", "category") else values[0]


def _text(node) -> str:
    named = next((child for child in node.iterchildren() if _name(child) == "name"), None)  # <author><name>
    if named is not None:
        return (named.text or "").strip()
    if node.get("type") == "xhtml":
        from lxml import etree

        return etree.tostring(node, encoding="unicode", method="html")
    return "".join(node.itertext()).strip()
