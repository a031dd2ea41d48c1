"""Attention over time: a panel for each entity, its bursts marked with their headlines."""

from __future__ import annotations

import textwrap

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from toolkit.show.drawn_text import drawn
from toolkit.show.figure import FAINT, INK, PALETTE, new_axes, style
from toolkit.show.language import spoken
from toolkit.show.plots import amounts, periods, right_to_left, say_nothing

WIDTH, LINES = 46, 2  # letters in a line of a headline, and lines of it


def plot_multiples(
    timeline: pd.DataFrame, bursts: pd.DataFrame | None = None, *, value: str = "share", marked: int = 2, language: str | None = None
) -> Figure:
    """Small multiples: one panel an entity of `timeline`, all on one scale; where there was no coverage there is no line.

    `bursts`, if given, are shaded; the `marked` strongest of each entity carry their `headline`.
    """
    language = spoken(language)
    with style():
        names = list(dict.fromkeys(timeline["entity"])) if len(timeline) else []
        if not names or timeline[value].isna().all():
            ax = say_nothing(new_axes(None, height=1.6), language)
            return ax.get_figure(root=True)  # type: ignore[return-value]
        figure, panels = plt.subplots(
            len(names), 1, figsize=(7.2, 1.75 * len(names) + 0.6), sharex=True, sharey=True, squeeze=False, layout="constrained"
        )
        for n, (ax, name) in enumerate(zip(panels[:, 0], names, strict=True)):
            rows = timeline[timeline["entity"] == name]
            times = rows["period"].dt.tz_localize(None)
            ax.plot(times, rows[value].astype("float64"), color=PALETTE[n % len(PALETTE)], marker="o", markersize=2.5, linewidth=1.3)
            ax.set_title(drawn(name), loc="right" if language == "ar" else "left", fontsize=11)
            ax.grid(axis="y", color=FAINT, linewidth=0.5)
            amounts(ax, value, language)
            if bursts is not None:
                _mark(ax, bursts[bursts["entity"] == name], times, marked, language)
        top = float(timeline[value].astype("float64").max())
        panels[0, 0].set_ylim(-0.04 * top, 1.5 * top)  # room for headlines, and for the points at zero
        panels[0, 0].set_yticks([tick for tick in MaxNLocator(3).tick_values(0, top) if 0 <= tick <= max(top, 1e-9)])
        periods(panels[-1, 0], timeline["period"], language)
        for ax in panels[:, 0]:
            if language == "ar":
                ax.yaxis.tick_right()
                ax.spines["right"].set_visible(True)
                ax.spines["left"].set_visible(False)
        if language == "ar":
            right_to_left(panels[0, 0], language)
    return figure


def _mark(ax: Axes, bursts: pd.DataFrame, times: pd.Series, marked: int, language: str) -> None:
    low, high = date2num(times.min()), date2num(times.max())
    for n, row in enumerate(bursts.sort_values("weight", ascending=False).itertuples()):
        a, b = (date2num(time.tz_localize(None)) for time in (row.start, row.end))
        pad = max((high - low) / 120, 0.5)
        ax.axvspan(a - pad, b + pad, color=PALETTE[4], alpha=0.25, linewidth=0)
        if n < marked and isinstance(row.headline, str):
            lines = textwrap.wrap(row.headline, WIDTH, max_lines=LINES, placeholder=" …")
            middle = ((a + b) / 2 - low) / max(high - low, 1)
            side = "center" if 0.3 < middle < 0.7 else "left" if (middle <= 0.3) != (language == "ar") else "right"
            ax.text(
                (a + b) / 2, 0.97 - 0.24 * n, "\n".join(map(drawn, lines)), transform=ax.get_xaxis_transform(), ha=side, va="top",
                fontsize=7.5, color=INK, bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.75, "pad": 0.8},
            )  # fmt: skip
