"""Flows from one column of names to the next: who cites whom, through whom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from toolkit.show.drawn_text import drawn
from toolkit.show.figure import INK, PALETTE, new_axes, style
from toolkit.show.language import label, spoken
from toolkit.show.plots import say_nothing

GAP = 0.012  # between names, of the height


def plot_flow(data: pd.DataFrame, columns: Sequence[str], *, value: str, language: str | None = None, ax: Axes | None = None) -> Axes:
    """Bands from column to column, as thick as their value; in Arabic the first column is on the right.

    `columns` are names in `data`, NA among them drawn as «nobody»; an empty table gives empty Axes that say so.
    """
    language = spoken(language)
    with style():
        rows = (
            data.assign(**{name: data[name].astype("object").where(data[name].notna(), label("nobody", language)) for name in columns})
            if len(data)
            else data
        )
        tallest = max((rows[name].nunique() for name in columns), default=0) if len(data) else 0
        ax = new_axes(ax, height=max(2.4, 0.3 * tallest + 1.2))
        if data.empty:
            return say_nothing(ax, language)
        sides = {name: _places(rows, name, value) for name in columns}
        at = np.linspace(0, 1, len(columns))[:: -1 if language == "ar" else 1]
        for (one, other), (x, to) in zip(pairwise(columns), pairwise(at), strict=True):
            _bands(ax, rows, columns[0], one, other, value, sides, float(x), float(to))
        for name, x in zip(columns, at, strict=True):
            ax.text(x, 1.03, drawn(label(name, language)), ha="center", va="bottom", fontweight="bold", color=INK)
            for who, (low, high) in sides[name].items():
                ax.plot([x, x], [low, high], color=INK, linewidth=4, solid_capstyle="butt")
                side = np.sign(x - 0.5)  # to the outside, or in the middle on a light ground
                ax.text(
                    x + 0.015 * side, (low + high) / 2, drawn(str(who)), fontsize=9, va="center", color=INK,
                    ha="center" if not side else "left" if side > 0 else "right",
                    bbox=None if side else {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 1.5},
                )  # fmt: skip
        ax.set(xlim=(-0.42, 1.42), ylim=(-0.02, 1.1))
        ax.set_axis_off()
    return ax


def _places(rows: pd.DataFrame, name: str, value: str) -> dict[str, tuple[float, float]]:
    """Where each name of a column stands: the largest on top, as tall as its sum."""
    sums = rows.groupby(name, sort=False)[value].sum().sort_values(ascending=False, kind="stable")
    room = 1 - GAP * (len(sums) - 1)
    found, top = {}, 1.0
    for who, size in sums.items():
        height = max(room, 0.3) * size / sums.sum()
        found[str(who)] = (top - height, top)
        top -= height + GAP
    return found


def _bands(
    ax: Axes, rows: pd.DataFrame, first: str, one: str, other: str, value: str, sides: dict[str, dict[str, tuple[float, float]]], x: float, to: float
) -> None:
    """The bands between two columns, coloured by where their path begins in the `first` column."""
    links = rows.groupby(list(dict.fromkeys([one, other, first])), sort=False)[value].sum().reset_index()
    scale = [max(high - low for low, high in sides[name].values()) / rows.groupby(name)[value].sum().max() for name in (one, other)]
    used = {name: {who: high for who, (_, high) in sides[name].items()} for name in (one, other)}
    color = {who: PALETTE[n % (len(PALETTE) - 1)] for n, who in enumerate(sides[first])}
    links["order"] = [-sides[other][str(whom)][1] for whom in links[other]]
    t = np.linspace(0, 1, 40)
    ease = t * t * (3 - 2 * t)
    for row in links.sort_values("order", kind="stable").itertuples(index=False):
        who, whom, size = str(row[0]), str(row[1]), float(row[-2])
        a, b = used[one][who], used[other][whom]
        used[one][who], used[other][whom] = a - size * scale[0], b - size * scale[1]
        top = a + (b - a) * ease
        low = used[one][who] + (used[other][whom] - used[one][who]) * ease
        ax.fill_between(x + (to - x) * t, low, top, color=color[str(getattr(row, first))], alpha=0.35, linewidth=0)
