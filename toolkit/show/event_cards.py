"""Events as cards: when, what, who reported it, who spoke, two quotations, each with the way to its article."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd

from toolkit.show.figure import Shown, inert
from toolkit.show.language import count_of, direction, label, number, span, spoken

ARTICLES = {"ar": "مقال واحد|مقالان|مقالات|مقالا|مقال", "en": "article|articles"}
OUTLETS = {"ar": "جهة ناشرة واحدة|جهتان ناشرتان|جهات ناشرة|جهة ناشرة|جهة ناشرة", "en": "outlet|outlets"}


def show_events(events: pd.DataFrame, voices: pd.DataFrame, quotations: pd.DataFrame, *, language: str | None = None) -> Shown:
    """The events, a card each.

    Parameters: `events` as `toolkit.events` gives them; `voices` and `quotations` of their articles, by `event`.
    """
    language = spoken(language)
    cards = "".join(
        _card(row, voices[voices["event"] == row.event], quotations[quotations["event"] == row.event], language) for row in events.itertuples()
    )
    return Shown(f'<div class="events" dir="{direction(language)}">{cards or html.escape(label("nothing_here", language))}</div>')


def _card(event: Any, voices: pd.DataFrame, quotations: pd.DataFrame, language: str) -> str:
    title = inert(event.headline) if isinstance(event.headline, str) else inert(event.names)
    base = [_when(event, language), count_of(event.articles, ARTICLES[language], language), count_of(event.outlets, OUTLETS[language], language)]
    if isinstance(event.first_outlet, str):
        base.append(label("first_to_report", language).format(outlet=inert(event.first_outlet)))
    return (
        f'<section class="event"><h3><span class="number">{number(event.event, language)}</span> {link_to(event.article_id, title, escaped=True)}</h3>'
        f'<p class="facts">{" · ".join(base)}</p>{named(event.names)}{heard(voices, quotations, language)}</section>'
    )


def named(names: object) -> str:
    """Names («a | b»), each to be linked to its page."""
    items = (
        "".join(f'<li><cite data-name="{inert(name)}">{inert(name)}</cite></li>' for name in str(names).split(" | "))
        if isinstance(names, str)
        else ""
    )
    return f'<ul class="names">{items}</ul>'


def heard(voices: pd.DataFrame, quotations: pd.DataFrame, language: str) -> str:
    """Who spoke, how often, and the quotations, each with the way to its article."""
    spoke = "، ".join(
        f'<cite data-name="{inert(row.speaker)}">{inert(row.speaker)}</cite> ({number(row.relations, language)})' for row in voices.itertuples()
    )
    said = "".join(
        f'<blockquote dir="rtl" lang="ar">«{inert(row.content)}» <footer>{inert(row.speaker)} — {link_to(row.article_id, label("the_article", language))}'
        "</footer></blockquote>"
        for row in quotations.itertuples()
    )
    return (f'<p class="voices">{html.escape(label("who_spoke", language))}: {spoke}</p>' if spoke else "") + said


def _when(event: Any, language: str) -> str:
    return span(event.start, event.end, event.granularity, language)


def link_to(article_id: object, text: str, *, escaped: bool = False) -> str:
    """What the report links to the article's page."""
    return f'<cite data-article="{inert(article_id)}">{text if escaped else html.escape(text)}</cite>'
