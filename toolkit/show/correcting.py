"""Correcting in JupyterLab: an article, its relations and names, and what to do with each; saved at once, and undone."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.attribution import explain
from toolkit.corpus import Corpus
from toolkit.corrections import Correction, load_corrections, record, undo
from toolkit.corrections.attributions import corrected_attributions
from toolkit.corrections.judgements import place_for
from toolkit.corrections.mentions import corrected_mentions, merged_mentions
from toolkit.corrections.place import judged_here
from toolkit.corrections.read import VALUES
from toolkit.opened import open_corpus
from toolkit.show.article import show
from toolkit.show.explore import Interactive, flow, matching, reading_way
from toolkit.show.figure import inert
from toolkit.show.language import label, number, spoken

LISTED = 200  # articles in the list, entities to merge with
LIKELY = 15  # phrases of `explain` that are offered as the speaker, before the names of the article

Row = tuple[str, str]  # table, id of the row


class Desk:
    """The corrections of one corpus as they are made: what the rows of an article are now, and what can be done with them."""

    def __init__(self, tables: Corpus, by: str | None = None) -> None:
        self.tables, self.by = tables, by
        known = tables.entities
        keys = known["entity_id"].astype(object).where(known["entity_id"].notna(), known["type"].astype(object) + ":" + known["label"].astype(object))
        self.labels = dict(zip(keys.astype(str), known["label"].astype(str), strict=True))  # of all entities, most mentioned first
        self.file = Path(tables.corrections_file or place_for(tables.path))

    def rows(self, article_id: str) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Attributions and mentions of the article after all corrections so far."""
        tables = self.tables
        article = tables.articles[tables.articles["article_id"] == article_id]
        said, names = (frame[frame["article_id"] == article_id] for frame in (tables.attributions, tables.mentions))
        if not self.file.exists():
            return said, names
        corrections = load_corrections(self.file)
        judged, texts = judged_here(article, corrections)
        words = tables.tokens[tables.tokens["article_id"] == article_id]
        names = merged_mentions(corrected_mentions(names.reset_index(drop=True), words, texts, judged), corrections, self.labels)
        return corrected_attributions(said.reset_index(drop=True), names, words, texts, judged), names

    def say(self, row: Row, field: str, value: str | None = None) -> None:
        """Writes down what somebody said of a row that `rows` gives."""
        table, name = row
        article_id = name.rpartition(":")[0]
        said, names = self.rows(article_id)
        frame, key, place = (said, "attribution_id", ("cue_start", "cue_end")) if table == "attributions" else (names, "mention_id", ("start", "end"))
        one = frame[frame[key] == name].iloc[0]
        start, end = (int(one[column]) for column in place)
        text = str(self.tables.articles.set_index("article_id").loc[article_id, "text"])[start:end]
        record(self.file, Correction(table, field, value, article_id, start, end, text=text), by=self.by)

    def merge(self, row: Row, other: str) -> None:
        """All of the row's entity stands for `other` (an entity's key) from now on."""
        names = self.rows(row[1].rpartition(":")[0])[1]
        one = names[names["mention_id"] == row[1]].iloc[0]
        own = one["entity_id"] if pd.notna(one["entity_id"]) else f"{one['type']}:{one['entity']}"
        if own != other:
            record(self.file, Correction("entities", "merge", other, entity_id=str(own)), by=self.by)

    def undo(self) -> None:
        """Takes the last correction back."""
        if self.file.exists() and len(load_corrections(self.file)):
            undo(self.file)

    def speakers(self, attribution_id: str) -> list[tuple[str, str]]:
        """(phrase, place) of those who may be the speaker: the candidates of `explain`, then the names of the article."""
        tables, article_id = self.tables, attribution_id.rpartition(":")[0]
        said, names = self.rows(article_id)
        cue = int(said.loc[said["attribution_id"] == attribution_id, "cue_start"].iloc[0])
        article = tables.articles[tables.articles["article_id"] == article_id]
        found: dict[str, str] = {}
        try:
            why = explain(article, tables.tokens, offset=(article_id, cue), mentions=tables.mentions, shown=LIKELY)
            rows = why[why["step"].isin(["fullest", "antecedent", "source"]) & why["start"].notna()]
            for row in rows.sort_values("probability", ascending=False).head(LIKELY).itertuples():
                found.setdefault(str(row.candidate), f"{row.start}-{row.end}")
        except ValueError:  # a cue that a person added is none of the lexicon's
            pass
        for row in names.itertuples():
            found.setdefault(str(row.text), f"{row.start}-{row.end}")
        return list(found.items())


def correct(tables: Corpus | str | Path, *, first: str | None = None, by: str | None = None, language: str | None = None) -> Interactive:
    """An article with its relations and names, to accept, reject and correct one after the other; saved at once into corrections.csv.

    Parameters: `tables`: see `open_corpus`, or its path; `first`: the article_id shown first; `by`: who corrects (default: the name of the user). The file
    is the corpus's own, or a new one in its folder. What is corrected holds from the next run on, here and in reports. In a report: the article.
    """
    language = spoken(language)
    tables = open_corpus(tables) if isinstance(tables, str | Path) else tables
    desk = Desk(tables, by)
    ids = tables.articles["article_id"].astype("str").tolist()
    start = first if first is not None and first in ids else ids[0]
    article = tables.articles.set_index("article_id", drop=False).loc[start]
    said, names = desk.rows(start)
    return Interactive(show(article, said, mentions=names, language=language).markup, lambda: _Panel(desk, start, language).shown())


class _Panel:
    """The widgets of the desk: articles, the rows of one, what can be said of a row, the article with its marks."""

    def __init__(self, desk: Desk, start: str, language: str) -> None:
        from ipywidgets import HTML, Button, Combobox, Dropdown, Layout, Select, Text

        from toolkit.show.clickable import Clickable

        say, narrow = partial(label, language=language), Layout(width="auto")
        self.desk, self.start, self.say, self.language = desk, start, say, language
        self.articles = desk.tables.articles.set_index("article_id", drop=False)
        self.entities = {name: key for key, name in reversed(list(desk.labels.items())[:LISTED])}
        self.search = Text(placeholder=say("search"), continuous_update=False)
        self.listed = Select(layout=Layout(width="auto", height="7em"))
        self.rows = Select(layout=Layout(width="100%", height="11em"))
        self.page, self.told = Clickable(), HTML()
        self.buttons = [Button(description=say(f"correct.{name}"), layout=narrow) for name in ("accepted", "reject", "undo")]
        self.speaker, self.kind = Dropdown(layout=narrow), Dropdown(layout=narrow)
        self.other = Combobox(options=tuple(self.entities), placeholder=say("correct.merge"), ensure_option=True, layout=Layout(width="20em"))

    def shown(self) -> Any:
        """The widgets, wired together."""
        from ipywidgets import HBox, VBox

        self.search.observe(self.find, names="value")
        self.listed.observe(self.draw, names="value")
        self.rows.observe(self.choose, names="value")
        self.page.observe(self.click, names="clicked")
        for button, done in zip(self.buttons, (partial(self.act, "accepted", "yes"), partial(self.act, "reject"), self.back), strict=True):
            button.on_click(lambda _, done=done: done())  # type: ignore[misc]
        self.speaker.observe(lambda change: self.act("speaker", change["new"]) if change["new"] else None, names="value")
        self.kind.observe(lambda change: self.act("type", change["new"]) if change["new"] else None, names="value")
        self.other.observe(self.join, names="value")
        self.find()
        self.draw()
        self.choose()
        controls = HBox([*self.buttons, self.speaker, self.kind, self.other], layout=flow(self.language))
        return reading_way(
            VBox([HBox([self.search, self.listed], layout=flow(self.language)), self.rows, controls, self.told, self.page]), self.language
        )

    def find(self, *_: object) -> None:
        found = matching(self.articles[["title", "outlet", "text"]], text=self.search.value).head(LISTED)
        named = found["title"].astype("str").fillna(pd.Series(found.index, index=found.index))
        self.listed.options = list(zip(named.tolist(), found.index.tolist(), strict=True))
        self.listed.value = self.start if self.start in found.index else (found.index[0] if len(found) else None)

    def draw(self, *_: object) -> None:
        if self.listed.value is None:
            return
        said, names = self.desk.rows(self.listed.value)
        article = self.articles.loc[self.listed.value]
        page = show(article, said, mentions=names, language=self.language, chosen=True).markup
        self.page.markup = page.replace("<details", "<details open", 1)
        kept = self.rows.value
        options = [(_line(n, row, self.language), ("attributions", row.attribution_id)) for n, row in enumerate(said.itertuples(), 1)]
        options += [(f"{row.type} – {row.text} ← {row.entity}", ("mentions", row.mention_id)) for row in names.itertuples()]
        self.rows.options = options
        self.rows.value = kept if kept in [value for _, value in options] else (options[0][1] if options else None)
        count = len(load_corrections(self.desk.file)) if self.desk.file.exists() else 0
        self.told.value = f"<p>{inert(self.say('corrections_applied'))}: {number(count, self.language)} – {inert(self.desk.file)}</p>"

    def click(self, *_: object) -> None:
        """A mark of the article was chosen: its row is."""
        row = tuple(self.page.row.split(" ", 1))
        if row in [value for _, value in self.rows.options]:
            self.rows.value = row

    def choose(self, *_: object) -> None:
        row = self.rows.value
        relation, name = row is not None and row[0] == "attributions", row is not None and row[0] == "mentions"
        self.speaker.options = [(self.say("correct.speaker"), ""), *(self.desk.speakers(row[1]) if relation else ())]
        self.kind.options = [(self.say("correct.type"), ""), *((self.say(value), value) for value in VALUES["type"])]
        self.speaker.disabled, self.kind.disabled, self.other.disabled = not relation, not name, not name
        self.other.value = ""

    def act(self, field: str, value: str | None = None) -> None:
        if self.rows.value is not None:
            self.desk.say(self.rows.value, field, value)
            self.draw()

    def back(self) -> None:
        self.desk.undo()
        self.draw()

    def join(self, change: dict) -> None:
        if change["new"] in self.entities and self.rows.value is not None:
            self.desk.merge(self.rows.value, self.entities[change["new"]])
            self.draw()


def _line(n: int, row: Any, language: str) -> str:
    who = "–" if pd.isna(row.resolved) else row.resolved
    content = "" if pd.isna(row.content) else str(row.content)[:50]
    return f"{number(n, language)}. {who} ← {row.cue}: {content}"
