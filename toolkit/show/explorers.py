"""Exploring in JupyterLab: lines in context, articles, and figures of a part of the corpus."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd

from toolkit.articles import select
from toolkit.attribution import explain
from toolkit.frequency import concordance
from toolkit.show.article import show
from toolkit.show.explore import Interactive, flow, matching, reading_way
from toolkit.show.figure import Shown
from toolkit.show.language import label, number, said, spoken
from toolkit.show.tables import show_table

LINES = ["left", "node", "right", "article_id", "start", "end"]
LISTED = 200  # articles in the list of the browser


def explore_concordance(
    tokens: pd.DataFrame,
    articles: pd.DataFrame,
    query: str,
    caption: str | Mapping[str, str],
    *,
    about: str | None = None,
    by: str = "lemma",
    sort: str = "right",
    language: str | None = None,
    rows: int = 30,
) -> Interactive:
    """Lines in context of a word, to ask for others: another word or phrase, by lemma, type or token, in another order.

    Parameters as for `concordance`; `rows` lines are shown. In a report: the lines of `query`.
    """
    language = spoken(language)
    title = said(caption, language, about)

    def lines(text: str, unit: str, order: str, pattern: bool) -> str:
        try:
            found = concordance(tokens, articles, text, by=unit, sort=order, pattern=pattern)
        except ValueError as error:
            return show_table(pd.DataFrame({"problem": [str(error)]}), title, language=language).markup
        understood = found.attrs.get("understood", text)
        told = title if understood == text else f"{title} – {label('understood', language).format(word=understood)}"
        return show_table(found[LINES], told, language=language, rows=rows).markup

    return Interactive(lines(query or "-", by, sort, False), partial(_concordance_panel, lines, query, by, sort, language))


def _concordance_panel(lines: Callable[[str, str, str, bool], str], query: str, by: str, sort: str, language: str) -> Any:
    from ipywidgets import HTML, Checkbox, Dropdown, HBox, Layout, Text, VBox

    say, narrow = partial(label, language=language), Layout(width="auto")
    text = Text(value=query, continuous_update=False)
    unit = Dropdown(options=[(say(name), name) for name in ("lemma", "type", "token")], value=by, layout=narrow)
    order = Dropdown(options=[(f"{say('order')}: {say(name)}", name) for name in ("right", "left", "node", "position")], value=sort, layout=narrow)
    pattern, table = Checkbox(description=say("pattern"), indent=False, layout=narrow), HTML()

    def draw(*_: object) -> None:
        table.value = lines(text.value.strip() or "-", unit.value, order.value, pattern.value)

    for box in (text, unit, order, pattern):
        box.observe(draw, names="value")
    draw()
    return reading_way(VBox([HBox([text, unit, order, pattern], layout=flow(language)), table]), language)


def explore_articles(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    *,
    tokens: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    first: str | None = None,
    language: str | None = None,
) -> Interactive:
    """An article with its attributions marked, and a list to search for others by title, outlet or text.

    Parameters: `articles`; `attributions`; `tokens` and the `mentions` that the attributions were made with, to be asked why a row was
    made (`explain`: candidates, features and scores of each choice); `first`: the article_id shown first (default: the first article).
    In a report: that article.
    """
    language = spoken(language)
    rows = articles.set_index(articles["article_id"].astype("str"))
    start = first if first in rows.index else (rows.index[0] if len(rows) else None)
    shown = show(rows.loc[start], attributions, language=language).markup if start is not None else show_table(rows, "", language=language).markup

    def why(attribution_id: str) -> str:
        assert tokens is not None
        own = articles[articles["article_id"].astype("str") == attribution_id.rpartition(":")[0]]
        return show_table(explain(own, tokens, attribution_id, mentions=mentions)[WHY], said(CAPTION, language), language=language).markup

    return Interactive(shown, partial(_article_panel, rows, attributions, start, language, None if tokens is None else why))


WHY = ["step", "candidate", "chosen", "score", "probability", "why"]
CAPTION = {"ar": "لماذا: مرشحات كل خطوة وسماتها وأوزانها", "en": "Why: the candidates of each step with their features and weights"}


def _article_panel(rows: pd.DataFrame, attributions: pd.DataFrame, start: str | None, language: str, why: Callable[[str], str] | None) -> Any:
    from ipywidgets import HTML, Dropdown, HBox, Layout, Select, Text, VBox

    search = Text(placeholder=label("search", language), continuous_update=False)
    listed, page = Select(layout=Layout(width="auto", height="9em")), HTML()
    asked, told = Dropdown(layout=Layout(width="auto")), HTML()

    def choices() -> list[tuple[str, str]]:
        found = matching(rows[["title", "outlet", "text"]], text=search.value).head(LISTED)
        named = found["title"].astype("str").fillna(pd.Series(found.index, index=found.index))
        return list(zip(named.tolist(), found.index.tolist(), strict=True))

    def find(*_: object) -> None:
        options = choices()
        listed.options = options
        listed.value = start if start in [name for _, name in options] else options[0][1] if options else None

    def draw(*_: object) -> None:
        page.value = show(rows.loc[listed.value], attributions, language=language).markup if listed.value is not None else ""
        own = attributions[attributions["article_id"].astype("str") == listed.value]
        named = [f"{number(n, language)}. {row.cue} – {'–' if pd.isna(row.resolved) else row.resolved}" for n, row in enumerate(own.itertuples(), 1)]
        asked.options = [(label("asked_why", language), None), *zip(named, own["attribution_id"], strict=True)]

    def answer(*_: object) -> None:
        told.value = why(asked.value) if why is not None and asked.value else ""

    search.observe(find, names="value")
    listed.observe(draw, names="value")
    asked.observe(answer, names="value")
    find()
    draw()
    return reading_way(VBox([HBox([search, listed], layout=flow(language)), page, *([asked, told] if why is not None else [])]), language)


LISTED = 200  # entities or speakers that a panel offers


def explore_selection(
    articles: pd.DataFrame, draw: Callable[[pd.DataFrame], Shown], *, having: dict[str, pd.Series] | None = None, language: str | None = None
) -> Interactive:
    """What `draw` makes of the articles, with a panel of outlets, categories, days, entities and the like that draws it anew for a part.

    Parameters: `articles`; `draw`: articles → a finished figure or table; `having`: what else to choose articles by, as
    `{"entity": mentions.set_index("article_id")["entity"]}`: values with the article_id as index; the LISTED commonest are offered.
    In a report: that of all articles.
    """
    language = spoken(language)
    return Interactive(draw(articles).markup, partial(_selection_panel, articles, draw, having or {}, language))


def _selection_panel(articles: pd.DataFrame, draw: Callable[[pd.DataFrame], Shown], having: dict[str, pd.Series], language: str) -> Any:
    from ipywidgets import HTML, DatePicker, HBox, SelectMultiple, VBox

    say = partial(label, language=language)

    def box(name: str, options: list[str]) -> SelectMultiple:
        return SelectMultiple(options=options, description=say(name), rows=4)

    boxes = {name: box(name, sorted(articles[name].dropna().astype(str).unique())) for name in ("outlet", "category") if articles[name].nunique() > 1}
    others = {name: box(name, values.value_counts().head(LISTED).index.astype(str).tolist()) for name, values in having.items()}
    since, until, shown = DatePicker(description=say("since")), DatePicker(description=say("until")), HTML()

    def anew(*_: object) -> None:
        chosen = {name: list(own.value) for name, own in boxes.items()}
        part = select(
            articles, outlets=chosen.get("outlet", []), categories=chosen.get("category", []),
            since=since.value.isoformat() if since.value else "", until=until.value.isoformat() if until.value else "",
        )  # fmt: skip
        for name, own in others.items():
            if own.value:
                part = part[part["article_id"].isin(having[name].index[having[name].isin(own.value)])]
        shown.value = draw(part).markup

    panel = [*boxes.values(), *others.values(), since, until]
    for own in panel:
        own.observe(anew, names="value")
    anew()
    return reading_way(VBox([HBox(panel, layout=flow(language)), shown]), language)
