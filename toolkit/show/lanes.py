"""Swim lanes: who is in the coverage when, with the events over it."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.dates import date2num

from toolkit.show.drawn_text import drawn
from toolkit.show.figure import FAINT, INK, PALETTE, new_axes, style
from toolkit.show.language import label, number, spoken
from toolkit.show.plots import periods, right_to_left, say_nothing

LIGHTEST = "#eef3f7"


def plot_lanes(timeline: pd.DataFrame, events: pd.DataFrame, *, language: str | None = None, ax: Axes | None = None) -> Axes:
    """A lane for each entity of `timeline`, in the order of its rows; a dot a period, as large as its share of the articles; events shaded and numbered.

    Parameters: `timeline` with `entity`, `period`, `articles`, `articles_in_period`; `events` with `event`, `start`, `end`.
    """
    language = spoken(language)
    with style():
        names = list(dict.fromkeys(timeline["entity"]))
        ax = new_axes(ax, height=max(2.2, 0.42 * len(names) + 1.3))
        known = timeline[timeline["articles"].fillna(0) > 0]
        if known.empty:
            return say_nothing(ax, language)
        lane = {name: n for n, name in enumerate(names)}
        times = date2num(known["period"].dt.tz_localize(None))
        share = (known["articles"].astype(float) / known["articles_in_period"].astype(float)).to_numpy()
        ax.hlines(range(len(names)), times.min(), times.max(), color=FAINT, linewidth=0.6, zorder=0)
        ax.scatter(times, known["entity"].map(lane), s=14 + 260 * np.sqrt(share / share.max()) * 0.7, color=PALETTE[0], alpha=0.85, linewidth=0)
        ax.set_yticks(range(len(names)), [drawn(name) for name in names], va="center_baseline")
        ax.set_ylim(len(names) - 0.4, -1.5)
        ax.tick_params(length=0)
        _mark(ax, events, times, language)
        periods(ax, known["period"], language)
        right_to_left(ax, language)
        ax.spines[["left", "right"]].set_visible(False)
    return ax


def _mark(ax: Axes, events: pd.DataFrame, times: np.ndarray, language: str) -> None:
    pad = max((times.max() - times.min()) / 150, 0.4)
    for row in events.sort_values("start").itertuples():
        a, b = (date2num(time.tz_localize(None)) for time in (row.start, row.end))
        ax.axvspan(a - pad, b + pad, color=PALETTE[4], alpha=0.16, linewidth=0, zorder=-1)
    placed: list[float] = []
    for row in events.sort_values("start").itertuples():
        middle = (date2num(row.start.tz_localize(None)) + date2num(row.end.tz_localize(None))) / 2
        level = sum(abs(middle - other) < (times.max() - times.min()) / 28 for other in placed)
        placed.append(middle)
        ax.text(middle, -1.0 + 0.42 * (level % 2), number(row.event, language), ha="center", va="center", fontsize=9, color="white", fontweight="bold",
                bbox={"boxstyle": "circle,pad=0.22", "facecolor": PALETTE[1], "edgecolor": "none"})  # fmt: skip


def plot_heat(data: pd.DataFrame, *, rows: str, columns: str, value: str, language: str | None = None, ax: Axes | None = None) -> Axes:
    """A heat map: `value` of each pair of `rows` and `columns`, in the order of their first rows, each cell with its number."""
    language = spoken(language)
    with style():
        if data.empty:
            return say_nothing(new_axes(ax, height=1.6), language)
        down, across = list(dict.fromkeys(data[rows].astype(str))), list(dict.fromkeys(data[columns].astype(str)))
        grid = data.assign(**{rows: data[rows].astype(str), columns: data[columns].astype(str)}).pivot_table(
            index=rows, columns=columns, values=value, aggfunc="sum", fill_value=0, observed=True
        ).reindex(index=down, columns=across, fill_value=0)  # fmt: skip
        ax = new_axes(ax, height=max(2.0, 0.36 * len(down) + 1.6))
        shade = LinearSegmentedColormap.from_list("isnad", [LIGHTEST, PALETTE[0]])
        # Each column by itself: an outlet with few articles shows its voices too.
        ax.imshow((grid / grid.max().clip(lower=1)).to_numpy(dtype=float), cmap=shade, aspect="auto", vmin=0, vmax=1)
        ax.set_yticks(range(len(down)), [drawn(label(name, language)) for name in down], va="center_baseline")
        ax.set_xticks(range(len(across)), [drawn(label(name, language)) for name in across], rotation=25, ha="left" if language == "ar" else "right")
        ax.xaxis.tick_top()
        plt.setp(ax.get_xticklabels(), rotation=25, ha="right" if language == "ar" else "left")
        ax.tick_params(length=0)
        for (y, x), amount in np.ndenumerate(grid.to_numpy()):
            if amount:
                strong = amount / max(grid.iloc[:, x].max(), 1) > 0.75
                ax.text(x, y, number(amount, language), ha="center", va="center", fontsize=9, color="white" if strong else INK)
        ax.spines[:].set_visible(False)
        right_to_left(ax, language)
        ax.spines[:].set_visible(False)
    return ax
