"""A page for each of the leading names: who it is, when it is named, with whom, what it said and what others say of it."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.arabic import strip_controls
from toolkit.articles.coverage import articles_per_period
from toolkit.articles.duplicates import without_reprints
from toolkit.corpus import Corpus
from toolkit.report.render import css, environment
from toolkit.show.figure import inert
from toolkit.show.language import country_name, day, direction, in_digits, label, number, span, tick
from toolkit.sources.speakers import speakers
from toolkit.timelines.bursts import GRANULARITY
from toolkit.timelines.card import said_about
from toolkit.timelines.cooccurrence import cooccurrence
from toolkit.timelines.events import fitting_period
from toolkit.timelines.timeline import filled, timeline

FOLDER = "names"
LEADING = 30  # names of each type that have a page
LEAST = 0.5  # confidence from which a statement is told of somebody
QUOTED, COMPANY = 12, 12  # statements, and names in the same articles, that a page tells
TYPES = ("PER", "ORG", "LOC")
_NAME = re.compile(r'<cite data-name="([^"]*)">([^<]*)</cite>')
_LONGEST = 300  # letters of a statement


def page_name(name: str) -> str:
    """The file name of the page of a name or an article: of letters and digits only, whatever the name or the id holds."""
    return f"{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}.html"


def with_names(page: str, known: Collection[str], *, folder: str = f"{FOLDER}/") -> str:
    """The page with a link on every name that has a page of its own."""

    def link(match: re.Match[str]) -> str:
        name = html.unescape(match[1])
        return f'<cite><a href="{folder}{page_name(name)}">{match[2]}</a></cite>' if name in known else match[2]

    return _NAME.sub(link, page)


def name_pages(tables: Corpus, language: str, back: str) -> dict[str, str]:
    """The page of each leading name; articles and other names in it are yet to be linked.

    Parameters: `tables` of the corpus; `back`: the report page to which a page leads back.
    """
    articles = without_reprints(tables.articles, tables.articles)
    mentions, relations = (without_reprints(frame, tables.articles) for frame in (tables.mentions, tables.attributions))
    if mentions.empty:
        return {}
    leading = (
        tables.entities[tables.entities["type"].isin(TYPES)].sort_values("articles", ascending=False, kind="stable").groupby("type", observed=True)
    )
    leading = leading.head(LEADING).drop_duplicates("label")
    leading = leading[
        leading["entity_id"].notna() | (leading["type"] != "PER") | leading["label"].str.contains(" ")
    ]  # «صالح» is nobody in particular
    mine = mentions[mentions["entity"].isin(leading["label"])]
    period = fitting_period(articles["published"])
    coverage = articles_per_period(articles, period=period)
    over_time = filled(timeline(mine, articles, period=period), coverage)
    company = cooccurrence(mentions, within="article", minimum=2)
    told = relations.assign(
        speaker=speakers(relations, mentions), outlet=relations["article_id"].astype("str").map(articles.set_index("article_id")["outlet"])
    )
    template = environment().get_template("name.html.j2")
    pages = {}
    for row in leading.itertuples():
        name = str(row.label)
        own = mine.loc[(mine["entity"] == name) & (mine["type"] == row.type), "article_id"].astype("str")
        dated = articles[articles["article_id"].isin(own) & articles["published"].notna()].sort_values(["published", "article_id"])
        said = told[(told["speaker"] == name) & (told["confidence"] >= LEAST)].sort_values("confidence", ascending=False, kind="stable").head(QUOTED)
        about = said_about(told, mentions, name).sort_values("confidence", ascending=False, kind="stable")
        about = about[about["speaker"].notna() & (about["confidence"] >= LEAST)].head(QUOTED)
        pages[name] = template.render(
            title=name, facts=_facts(row, language), aliases=str(row.aliases).split(" | "), css=css(), language=language, direction=direction(language),
            back=label("back", language), page=back, bars=_bars(over_time[over_time["entity"] == name], GRANULARITY[period], language),
            first=_articles(dated.head(1), language), last=_articles(dated.tail(1), language), company=_company(company, name, language),
            said=_statements(said.assign(speaker=None).sort_values("outlet", kind="stable"), language), about=_statements(about, language),
            words={key: label(key, language) for key in ("aliases", "first_article", "last_article", "over_time", "named_with", "what_it_said", "said_of_it")},
        )  # fmt: skip
    return pages


def _facts(row: Any, language: str) -> list[str]:
    """Type, office, country and counts, those that are known."""
    roles = str(row.roles).split(" | ") if isinstance(row.roles, str) else []
    country = country_name(row.country, language) if isinstance(row.country, str) else None
    known = [label(str(row.type), language), *(in_digits(role, language) for role in roles), country]
    counts = [f"{label('mentions', language)}: {number(row.mentions, language)}", f"{label('articles', language)}: {number(row.articles, language)}"]
    return [*(strip_controls(str(fact)) for fact in known if isinstance(fact, str)), *counts]


def _bars(rows: pd.DataFrame, step: str, language: str) -> str:
    """Articles per period as an inline drawing, time running with the language."""
    rows = rows[rows["articles"].notna()].sort_values("period")
    if rows.empty:
        return ""
    top, wide = float(rows["articles"].max()), 600 / max(len(rows), 1)
    bars = []
    for n, row in enumerate(rows.itertuples()):
        x = 600 - (n + 1) * wide if language == "ar" else n * wide
        tall = 70 * float(row.articles) / max(top, 1)
        told = f"{span(row.period, row.period, step, language)}: {number(float(row.articles), language)}"
        bars.append(
            f'<rect x="{x:.1f}" y="{75 - tall:.1f}" width="{max(wide - 0.6, 0.6):.1f}" height="{max(tall, 0.5):.1f}"><title>{told}</title></rect>'
        )
    first, last = (day(time, language) if step == "day" else tick(time, step, language) for time in (rows["period"].iloc[0], rows["period"].iloc[-1]))
    return (
        f'<svg class="bars" viewBox="0 0 600 78" role="img" aria-label="{label("over_time", language)}">{"".join(bars)}</svg>'
        f'<p class="facts span"><span>{first}</span><span>{last}</span></p>'
    )


def _articles(rows: pd.DataFrame, language: str) -> str:
    row = next(rows.itertuples(), None)
    if row is None:
        return ""
    title = row.title if isinstance(row.title, str) else row.article_id
    outlet = f" — {inert(row.outlet)}" if isinstance(row.outlet, str) else ""
    return f'{day(row.published, language)}{outlet}: <cite data-article="{inert(row.article_id)}">{inert(title)}</cite>'


def _company(pairs: pd.DataFrame, name: str, language: str) -> str:
    rows = pairs[(pairs["entity"] == name) | (pairs["other"] == name)].head(COMPANY)
    others = rows["other"].where(rows["entity"] == name, rows["entity"])
    return "".join(
        f'<li><cite data-name="{inert(other)}">{inert(other)}</cite> ({number(count, language)})</li>'
        for other, count in zip(others, rows["count"], strict=True)
    )


def _statements(rows: pd.DataFrame, language: str) -> str:
    out = []
    for row in rows.itertuples():
        text = str(row.content) if isinstance(row.content, str) else ""
        text = text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"
        who = f"{inert(row.speaker)}{'،' if language == 'ar' else ','} " if isinstance(row.speaker, str) else ""
        outlet = f"{inert(row.outlet)} — " if isinstance(getattr(row, "outlet", None), str) else ""
        way = f'<cite data-article="{inert(row.article_id)}">{html.escape(label("the_article", language))}</cite>'
        out.append(f'<blockquote dir="rtl" lang="ar">{inert(row.cue)}: {inert(text)} <footer>{who}{outlet}{way}</footer></blockquote>')
    return "".join(out)


def write_name_pages(pages: dict[str, str], out: Path) -> None:
    """Writes the pages into `out`/names."""
    if pages:
        (out / FOLDER).mkdir(exist_ok=True)
    for name, page in pages.items():
        (out / FOLDER / page_name(name)).write_text(page, encoding="utf-8", errors="surrogatepass")
