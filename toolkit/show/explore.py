"""A table to search, filter, sort and page through in JupyterLab; in a report, the plain table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.arabic import fold_each
from toolkit.show.figure import Shown
from toolkit.show.language import label, number, said, spoken
from toolkit.show.tables import show_table

if TYPE_CHECKING:
    from toolkit.corpus import Corpus

VIEW = "application/vnd.jupyter.widget-view+json"
MOST_CHOICES = 40  # a column with more values is searched, not chosen from


def matching(
    data: pd.DataFrame, *, text: str = "", chosen: Mapping[str, object] | None = None, by: str | None = None, down: bool = False
) -> pd.DataFrame:
    """The rows of a table that hold every word of `text` (folded, in any text column) and the chosen values, sorted.

    Parameters: `text` to search for; `chosen`: column → value; `by`: the column to sort by, `down`: largest first.

    >>> rows = pd.DataFrame({"speaker": ["أحمد العلي", "سالم"], "cue": ["أكّد", "قال"]})
    >>> matching(rows, text="اكد احمد")["speaker"].tolist()
    ['أحمد العلي']
    """
    for name, value in (chosen or {}).items():
        data = data[data[name].astype(object) == value]
    words = fold_each([" ".join(text.split())])[0].split()
    if words and len(data):
        texts = [data[name].astype("str").fillna("") for name in data.columns if not pd.api.types.is_numeric_dtype(data[name])]
        lines = pd.Series([" ".join(" ".join(row).split()) for row in zip(*texts, strict=True)], index=data.index, dtype=object)
        folded = pd.Series(fold_each(lines.tolist()), index=data.index)
        for word in words:
            folded = folded[folded.str.contains(word, regex=False)]
        data = data.loc[folded.index]
    if by is not None:
        data = data.sort_values(
            by, ascending=not down, kind="stable", key=lambda column: column.astype("str") if column.dtype == "category" else column
        )
    return data


class Interactive(Shown):
    """Widgets where a notebook is open, finished HTML everywhere else."""

    def __init__(self, markup: str, panel: Callable[[], Any]) -> None:
        super().__init__(markup)
        self.panel = panel

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        bundle: dict[str, Any] = {"text/html": self.markup}
        view = self.panel()._repr_mimebundle_()
        if view and VIEW in view:
            bundle[VIEW] = view[VIEW]
        return bundle


def flow(language: str) -> Any:
    """The layout of a row of widgets, in the reading direction."""
    from ipywidgets import Layout

    return Layout(flex_flow="row-reverse wrap" if language == "ar" else "row wrap", width="100%")


def reading_way(box: Any, language: str) -> Any:
    """The widgets with their lists, boxes and menus in the reading direction."""
    from ipywidgets import HTML

    if language == "ar":
        box.add_class("isnad-rtl")
        box.children = (*box.children, HTML("<style>.isnad-rtl select,.isnad-rtl input{direction:rtl;text-align:right}</style>"))
    return box


def _panel(data: pd.DataFrame, caption: str, language: str, rows: int) -> Any:
    """The widgets: a search box, a choice for each column of few values, the order, the pages, the table."""
    from ipywidgets import HTML, Button, Checkbox, Dropdown, HBox, Layout, Text, VBox

    say = partial(label, language=language)
    search = Text(placeholder=say("search"), continuous_update=False)
    choices = {}
    for name in data.columns:
        values = data[name].dropna().astype(object).unique()
        if name != "article_id" and 1 < len(values) <= min(MOST_CHOICES, len(data) // 2) and not pd.api.types.is_numeric_dtype(data[name]):
            options = [(f"{say(str(name))}: {say('all')}", None), *((label(str(v), language), v) for v in sorted(values, key=str))]
            choices[name] = Dropdown(options=options, layout=Layout(width="auto"))
    order = Dropdown(options=[(say("as_given"), None), *((say(str(name)), name) for name in data.columns)], layout=Layout(width="auto"))
    down = Checkbox(description=say("descending"), indent=False, layout=Layout(width="auto"))
    back, on, where, table = Button(description=say("previous")), Button(description=say("next")), HTML(), HTML()
    page = [0]

    def draw(*_: object) -> None:
        chosen = {name: box.value for name, box in choices.items() if box.value is not None}
        found = matching(data, text=search.value, chosen=chosen, by=order.value, down=down.value)
        last = max((len(found) - 1) // rows, 0)
        page[0] = min(max(page[0], 0), last)
        back.disabled, on.disabled = page[0] == 0, page[0] == last
        where.value = say("page_of").format(page=number(page[0] + 1, language), pages=number(last + 1, language))
        counted = f"{caption} – {number(len(found), language)} / {number(len(data), language)}"
        table.value = show_table(found.iloc[page[0] * rows : (page[0] + 1) * rows], counted, language=language, rows=rows).markup

    def turn(step: int) -> None:
        page[0] += step
        draw()

    def anew(_: object) -> None:
        page[0] = 0
        draw()

    for box in (search, order, down, *choices.values()):
        box.observe(anew, names="value")
    back.on_click(lambda _: turn(-1))
    on.on_click(lambda _: turn(1))
    draw()
    return VBox([HBox([search, *choices.values(), order, down], layout=flow(language)), table, HBox([back, where, on], layout=flow(language))])


def explore(
    data: pd.DataFrame | Corpus | str | Path,
    caption: str | Mapping[str, str] = "",
    *,
    language: str | None = None,
    rows: int = 20,
    columns: Sequence[str] | None = None,
    dictionary: str | Path | pd.DataFrame | None = None,
    labels: str | Path | pd.DataFrame | None = None,
    notes: str | Path | None = None,
) -> Interactive:
    """A table to search, filter, sort and page through where a notebook is open; in a report, its first rows.

    Parameters: `data`; `caption`; `language` of labels and digits; `rows` on a page; `columns` shown (default: all).
    The search folds Arabic, so that «اكد» finds «أكّد». Works offline; every text is escaped. Of a corpus (`open_corpus`): `explore_corpus`, with your
    categories of words (`dictionary`), labels of articles (`labels`), and a file for `notes` on lines.
    """
    language = spoken(language)
    if not isinstance(data, pd.DataFrame):
        from toolkit.opened import open_corpus
        from toolkit.show.explorer import explore_corpus

        return explore_corpus(
            open_corpus(data) if isinstance(data, str | Path) else data, language=language, dictionary=dictionary, labels=labels, notes=notes
        )
    data = data if columns is None else data[list(columns)]
    caption = said(caption, language)
    return Interactive(show_table(data, caption, language=language, rows=rows).markup, partial(_panel, data, caption, language, rows))
