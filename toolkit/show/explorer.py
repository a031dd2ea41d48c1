"""One panel over a whole corpus: choose articles, and see when, who, what is said, how words are used, and the articles themselves."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.corpus import Corpus
from toolkit.corrections.judgements import place_for
from toolkit.frequency import load_dictionary, load_labels
from toolkit.show.article import show
from toolkit.show.explore import Interactive, flow, reading_way
from toolkit.show.figure import inert
from toolkit.show.language import label, number, spoken, tick
from toolkit.show.noting import Noting
from toolkit.show.selection import Explored
from toolkit.show.tables import show_table

ROWS = 25  # of a table
OFFERED = 300  # entities and speakers to choose from; others can be typed
VIEWS = ("explore.time", "explore.speakers", "explore.names", "explore.quotations", "explore.categories", "explore.lines", "explore.articles")
LINES = ["left", "node", "right", "marked", "note", "article_id"]


def explore_corpus(
    tables: Corpus, *, language: str | None = None, dictionary: str | Path | pd.DataFrame | None = None,
    labels: str | Path | pd.DataFrame | None = None, notes: str | Path | None = None,
) -> Interactive:  # fmt: skip
    """A panel of linked views of a corpus: whatever is chosen (outlets, categories, days, kinds of sources, an entity, a speaker, words), every
    view follows. In a report: the articles over time and the most cited.

    Words are taken in any form («المسجد» finds مسجد, and the panel says so), as phrases, or as patterns (`[lemma="قال"] [pos="NOUN"]`).
    Parameters: `dictionary`: categories of words (see `load_dictionary`), to choose as words and counted in a view of their own; `labels` of
    articles (see `load_labels`), to choose by; `notes`: the file of marks and notes on lines (default: notes.csv beside the corpus).
    """
    language = spoken(language)
    own = load_dictionary(dictionary) if isinstance(dictionary, str | Path) else dictionary
    marks = load_labels(labels, tables.articles) if isinstance(labels, str | Path) else labels
    known = Explored(tables, dictionary=own, labels=marks)
    file = Path(notes) if notes is not None else place_for(tables.path).with_name("notes.csv")
    return Interactive(_time(known, known.chosen(), language), lambda: _Panel(known, language, file).shown())


def _time(known: Explored, hold: Any, language: str) -> str:
    """Bars of articles a period, in the reading direction; each tells its day and its count."""
    rows = known.over_time(hold)
    if rows.empty:
        return f"<p>{inert(label('nothing_here', language))}</p>"
    most = max(int(rows["articles"].max()), 1)
    step = "year" if (rows["period"].dt.day_of_year == 1).all() else "month" if (rows["period"].dt.day == 1).all() else "day"
    bars = "".join(
        f'<span title="{inert(tick(row.period, step, language))}: {number(row.articles, language)}" '
        f'style="flex:1;min-width:2px;background:#0072b2;height:{100 * row.articles / most:.1f}%"></span>'
        for row in rows.itertuples()
    )
    ends = [inert(tick(rows["period"].iloc[place], step, language)) for place in (0, -1)]
    way = "rtl" if language == "ar" else "ltr"
    return (
        f'<div dir="{way}"><p>{inert(label("articles", language))}: {number(most, language)} ↑</p>'
        f'<div style="display:flex;align-items:flex-end;gap:1px;height:9rem;border-bottom:1px solid">{bars}</div>'
        f'<div style="display:flex;justify-content:space-between"><span>{ends[0]}</span><span>{ends[1]}</span></div></div>'
    )


class _Panel:
    """The choices and the views; only the view that is open is drawn."""

    def __init__(self, known: Explored, language: str, notes: Path) -> None:
        from ipywidgets import HTML, Combobox, DatePicker, Dropdown, Layout, Select, SelectMultiple, Tab, VBox

        from toolkit.show.clickable import Clickable

        say, wide = partial(label, language=language), Layout(width="17em")
        self.known, self.language, self.say = known, language, say
        self.boxes = {
            name: SelectMultiple(options=sorted(known.articles[name].dropna().astype(str).unique()), description=say(name), rows=4)
            for name in known.groups
            if known.articles[name].nunique() > 1
        }
        kinds = [(say(kind), kind) for kind in sorted(known.said["source_kind"].dropna().astype(str).unique())]
        self.kinds = SelectMultiple(options=kinds, description=say("source_kind"), rows=4)
        self.since, self.until = DatePicker(description=say("since")), DatePicker(description=say("until"))
        everything = known.chosen()
        self.entity = Combobox(options=tuple(known.named(everything)["entity"].head(OFFERED).astype(str)), placeholder=say("entity"), layout=wide)
        self.speaker = Combobox(options=tuple(known.cited(everything)["speaker"].head(OFFERED).astype(str)), placeholder=say("speaker"), layout=wide)
        categories = [] if known.dictionary is None else known.dictionary["category"].unique().tolist()
        self.words = Combobox(options=tuple(categories), placeholder=say("explore.words"), continuous_update=False, layout=wide)
        self.by = Dropdown(options=[(say(name), name) for name in ("lemma", "type", "token")], layout=Layout(width="auto"))
        self.told, self.listed = HTML(), Select(layout=Layout(width="100%", height="10em"))
        self.names = [name for name in VIEWS if categories or name != "explore.categories"]
        self.views = [Clickable() for _ in self.names]
        self.noting = Noting(notes, language, self.draw)
        panes = [*self.views[:-2], VBox([*self.noting.boxes, self.views[-2]]), VBox([self.listed, self.views[-1]])]
        self.tab = Tab(children=panes, titles=[say(name) for name in self.names])

    def shown(self) -> Any:
        from ipywidgets import HBox, VBox

        asked = [*self.boxes.values(), self.kinds, self.since, self.until, self.entity, self.speaker, self.words, self.by]
        for box in asked:
            box.observe(self.draw, names="value")
        self.tab.observe(self.draw, names="selected_index")
        self.listed.observe(self.open, names="value")
        for view in self.views[:-1]:
            view.observe(self.lead, names="clicked")
        self.draw()
        return reading_way(VBox([HBox(asked, layout=flow(self.language)), self.told, self.tab]), self.language)

    def hold(self) -> Any:
        chosen = {name: list(box.value) for name, box in self.boxes.items()}
        return self.known.chosen(
            chosen, since=self.since.value.isoformat() if self.since.value else "",
            until=self.until.value.isoformat() if self.until.value else "", kinds=list(self.kinds.value), entity=self.entity.value.strip(),
            speaker=self.speaker.value.strip(), words=self.words.value.strip(), by=self.by.value,
        )  # fmt: skip

    def draw(self, *_: object) -> None:
        """Draws the open view anew; what cannot be understood is said in place of it."""
        at = self.tab.selected_index or 0
        try:
            hold = self.hold()
            self.told.value = self._told(hold)
            self._view(at, hold)
        except ValueError as error:
            self.told.value = f"<p><strong>{inert(error)}</strong></p>"

    def _told(self, hold: Any) -> str:
        counted = f"{self.say('articles')}: {number(int(hold.sum()), self.language)} / {number(len(hold), self.language)}"
        words = self.words.value.strip()
        if words:
            understood = self.known.place(words, self.by.value)[1]
            counted += f" – {self.say('understood').format(word=understood)}" if understood != words else ""
        return f'<p dir="auto">{inert(counted)}</p>'

    def _view(self, at: int, hold: Any) -> None:
        known, name = self.known, self.names[at]
        if name == "explore.time":
            self.views[at].markup = _time(known, hold, self.language)
        elif name == "explore.speakers":
            self._table(at, known.cited(hold))
        elif name == "explore.names":
            self._table(at, known.named(hold))
        elif name == "explore.quotations":
            self._table(at, known.quotations(hold, self.speaker.value.strip(), list(self.kinds.value)))
        elif name == "explore.lines":
            words = self.words.value.strip()
            lines = self.noting.offer(known.lines(hold, words, self.by.value)) if words else None
            self._table(at, lines[LINES] if lines is not None else pd.DataFrame())
        elif name == "explore.categories":
            self._table(at, known.categories(hold))
        else:
            articles = known.articles[hold].head(OFFERED)
            titles = articles["title"].astype("str").fillna(articles["article_id"].astype("str"))
            kept, options = self.listed.value, list(zip(titles, articles["article_id"].astype("str"), strict=True))
            if kept is not None and kept not in [value for _, value in options]:
                options = [(known.title(kept), kept), *options]
            self.listed.options = options
            self.listed.value = kept if kept is not None else options[0][1] if options else None
            self.open()

    def _table(self, at: int, rows: pd.DataFrame) -> None:
        self.views[at].markup = show_table(
            rows, f"{self.say(self.names[at])} ({number(len(rows), self.language)})", language=self.language, rows=ROWS
        ).markup

    def lead(self, change: dict) -> None:
        """To the article whose id was chosen in a table."""
        article = str(change["new"][0])
        if article not in [value for _, value in self.listed.options]:
            self.listed.options = [(self.known.title(article), article), *self.listed.options]
        self.listed.value = article
        self.tab.selected_index = len(self.names) - 1

    def open(self, *_: object) -> None:
        """The article that is chosen in the list, with its marks."""
        if self.listed.value is None:
            self.views[-1].markup = ""
            return
        article = self.known.articles.iloc[self.known.ids.get_loc(self.listed.value)]
        self.views[-1].markup = show(article, self.known.said, mentions=self.known.names, language=self.language).markup
