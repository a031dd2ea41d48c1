"""TEI: each article as XML with its names marked in the text, and its attributions as stand-off spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pandas as pd

from toolkit.corpus import Corpus
from toolkit.exchange.marked import file_name, write_names

_ELEMENTS = {"PER": "persName", "ORG": "orgName", "LOC": "placeName"}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPANS = (("cue", "cue"), ("source", "source"), ("resolved", "speaker"), ("content", "content"))


def write(corpus: Corpus, folder: Path) -> dict[str, int]:
    """Writes NAME.xml for each article: header (title, author, outlet, date, address), paragraphs with `persName`, `orgName`, `placeName` (`key`: the
    entity), and in `standOff` a `spanGrp` for each attribution, its places as characters of the article's text (`string-range`)."""
    folder.mkdir(parents=True, exist_ok=True)
    names, relations = (dict(list(frame.groupby(frame["article_id"].astype("str")))) for frame in (corpus.mentions, corpus.attributions))
    files: dict[str, str] = {}
    for _, article in corpus.articles.iterrows():
        key = str(article["article_id"])
        name = file_name(key, files)
        text = "" if pd.isna(article["text"]) else str(article["text"])
        body = "".join(_paragraphs(text, names.get(key)))
        (folder / f"{name}.xml").write_text(_document(article, body, "".join(_relations(relations.get(key)))), encoding="utf-8")
    write_names(folder, files)
    return {"articles": len(files)}


def _document(article: pd.Series, body: str, spans: str) -> str:
    title = "–" if pd.isna(article["title"]) else _text(str(article["title"]))
    author = "" if pd.isna(article["author"]) else f"<author>{_text(str(article['author']))}</author>"
    outlet = "" if pd.isna(article["outlet"]) else f"<publisher>{_text(str(article['outlet']))}</publisher>"
    day = "" if pd.isna(article["published"]) else f'<date when="{article["published"]:%Y-%m-%d}"/>'
    place = "" if pd.isna(article["url"]) else f"<ptr target={quoteattr(_NOT_XML.sub('', str(article['url'])))}/>"
    standoff = f"<standOff>{spans}</standOff>" if spans else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="ar"><teiHeader><fileDesc>'
        f"<titleStmt><title>{title}</title>{author}</titleStmt><publicationStmt>{outlet or '<p>–</p>'}{day if outlet else ''}</publicationStmt>"
        f"<sourceDesc><bibl><idno>{_text(str(article['article_id']))}</idno>{day}{place}</bibl></sourceDesc></fileDesc></teiHeader>"
        f"{standoff}<text><body>{body or '<p/>'}</body></text></TEI>\n"
    )


def _paragraphs(text: str, names: pd.DataFrame | None) -> Iterator[str]:
    marks = [] if names is None else sorted(zip(names["start"], names["end"], names["type"], names["entity_id"], names["entity"], strict=True))
    at = 0
    for line in text.split("\n"):
        end, pieces, place = at + len(line), [], at
        for start, stop, type_, entity_id, entity in marks:
            if start < place or stop > end:
                continue
            element = _ELEMENTS.get(str(type_), "name")
            key = quoteattr(_NOT_XML.sub("", str(entity if pd.isna(entity_id) else entity_id)))
            pieces.append(f"{_text(text[place:start])}<{element} key={key}>{_text(text[start:stop])}</{element}>")
            place = stop
        if line.strip():
            yield f"<p>{''.join(pieces)}{_text(text[place:end])}</p>"
        at = end + 1


def _relations(rows: pd.DataFrame | None) -> Iterator[str]:
    for row in rows.itertuples() if rows is not None else ():
        places = [(kind, getattr(row, f"{column}_start"), getattr(row, f"{column}_end")) for column, kind in _SPANS]
        spans = "".join(f'<span type="{kind}" target="#string-range({int(a)},{int(b)})"/>' for kind, a, b in places if pd.notna(a))
        yield f'<spanGrp type="attribution" subtype="{row.source_kind}" n={quoteattr(str(row.attribution_id))}>{spans}</spanGrp>'


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("", text))
