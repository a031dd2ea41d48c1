"""The same story on two sides, side by side: the headline of each, who spoke, and what was said."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd

from toolkit.show.event_cards import ARTICLES, heard, link_to, named
from toolkit.show.figure import Shown, inert
from toolkit.show.language import count_of, direction, label, number, span, spoken


def show_stories(
    stories: pd.DataFrame, voices: pd.DataFrame, quotations: pd.DataFrame, name_a: str, name_b: str, *, language: str | None = None
) -> Shown:
    """Stories that two sides tell, a card each with a column for each side.

    Parameters: what `same_stories` gives; the names of the sides.
    """
    language = spoken(language)
    cards = "".join(_card(row, voices, quotations, (("a", name_a), ("b", name_b)), language) for row in stories.itertuples())
    return Shown(f'<div class="events" dir="{direction(language)}">{cards or html.escape(label("nothing_here", language))}</div>')


def _card(story: Any, voices: pd.DataFrame, quotations: pd.DataFrame, sides: tuple[tuple[str, str], ...], language: str) -> str:
    when = f'<p class="facts">{span(story.first, story.last, "day", language)}</p>' if pd.notna(story.first) else ""
    columns = "".join(_side(story, side, name, voices, quotations, language) for side, name in sides)
    head = f'<h3><span class="number">{number(story.story, language)}</span></h3>'
    return f'<section class="event">{head}{when}{named(story.names)}<div class="sides">{columns}</div></section>'


def _side(story: Any, side: str, name: str, voices: pd.DataFrame, quotations: pd.DataFrame, language: str) -> str:
    own, said = ((frame[(frame["story"] == story.story) & (frame["side"] == side)]) for frame in (voices, quotations))
    title, article = getattr(story, f"headline_{side}"), getattr(story, f"article_{side}")
    written = " ".join(str(title).split()) if isinstance(title, str) else label("the_article", language)
    count = count_of(getattr(story, f"articles_{side}"), ARTICLES[language], language)
    return f'<div><p class="facts">{inert(name)} · {count}</p><p>{link_to(article, written)}</p>{heard(own, said, language)}</div>'
