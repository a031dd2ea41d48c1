"""The articles that a report cites: a page each, with what was found in it marked, and the links that lead there."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from toolkit.arabic import strip_controls
from toolkit.corpus import Corpus
from toolkit.report.names import page_name, with_names
from toolkit.report.render import css, environment
from toolkit.show.article import show
from toolkit.show.figure import reading
from toolkit.show.language import day as written_day
from toolkit.show.language import direction, label

FOLDER = "articles"
MOST = 1_000  # pages of one run: a reader checks examples, and a folder stays small enough to send
SHOWN = 60  # letters of a title in a table
_CELL = re.compile(r'<td(?: dir="ltr")? data-article="([^"]*)"(?: dir="ltr")?>([^<]*)</td>')  # nbconvert may reorder attributes
_CITE = re.compile(r'<cite data-article="([^"]*)">([^<]*)</cite>')


def cited(page: str) -> list[str]:
    """The ids of the articles that a report's tables and cards name, in order, each once."""
    return list(dict.fromkeys(html.unescape(name) for pattern in (_CITE, _CELL) for name, _ in pattern.findall(page)))


def linked(page: str, titles: Mapping[str, str], *, folder: str = f"{FOLDER}/") -> str:
    """The report with a link on every article that has a page, under its title; `folder` of the articles' pages, as the page sees it."""

    def link(match: re.Match[str]) -> str:
        name = html.unescape(match[1])
        if name not in titles:
            return match[0]
        title = textwrap.shorten(titles[name], SHOWN, placeholder=" …")
        return f'<td dir="auto"><a href="{folder}{page_name(name)}" title="{match[1]}">{html.escape(title)}</a></td>'

    def cite(match: re.Match[str]) -> str:
        name = html.unescape(match[1])
        return f'<cite><a href="{folder}{page_name(name)}">{match[2]}</a></cite>' if name in titles else f"<cite>{match[2]}</cite>"

    return _CITE.sub(cite, _CELL.sub(link, page))


def write_article_pages(ids: list[str], tables: Corpus, known: Collection[str], out: Path, language: str, back: str) -> dict[str, str]:
    """Writes a page for each of the articles into `out`/articles, with a way back to the report page `back` and to the `known` names' pages.

    Returns the title of each article that has a page.
    """
    articles, attributions, mentions = tables.articles, tables.attributions, tables.mentions
    rows = articles.set_index(articles["article_id"].astype("str"))
    wanted = [name for name in ids if name in rows.index][:MOST]
    if not wanted:
        return {}
    (out / FOLDER).mkdir(exist_ok=True)
    template = environment().get_template("article.html.j2")
    relations, names = (frame[frame["article_id"].astype("str").isin(wanted)] for frame in (attributions, mentions))
    titles = {}
    for name in wanted:
        article = rows.loc[name]
        facts = [article[column] for column in ("outlet", "author") if not pd.isna(article[column])]
        day = "" if pd.isna(article["published"]) else written_day(article["published"], language)
        title = strip_controls(str(article["title"])) if not pd.isna(article["title"]) else name
        titles[name] = title
        untitled = article.copy()
        untitled["title"] = None  # it is the page's heading
        body = with_names(show(untitled, relations, mentions=names, language=language).markup, known, folder="../names/")
        page = template.render(
            title=title, facts=[strip_controls(str(fact)) for fact in facts], day=day, body=body, css=css(), language=language, reading=reading,
            direction=direction(language), url=_address(article["url"]), original=label("original", language), back=label("back", language), page=back, legend=[(layer, label(layer, language)) for layer in ("source", "cue", "content")] + [("cue doubtful", label("doubtful", language))],
        )  # fmt: skip
        (out / FOLDER / page_name(name)).write_text(page, encoding="utf-8", errors="surrogatepass")
    return titles


def _address(url: object) -> str | None:
    """The address of the original, if it is one of the web: nothing else becomes a link."""
    return str(url) if isinstance(url, str) and re.match(r"https?://[^\s\"'<>]+$", url) else None
