"""Charts: finished table → Axes. Nothing here computes a result."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from toolkit.show.drawn_text import drawn
from toolkit.show.figure import FAINT, INK, PALETTE, new_axes, style
from toolkit.show.language import day, label, number, spoken, tick


def plot_ranked(data: pd.DataFrame, *, name: str, value: str, language: str | None = None, ax: Axes | None = None) -> Axes:
    """Horizontal bars, largest on top, each with its value; in Arabic they grow from the right.

    `name` and `value` are columns of `data`; an empty table gives empty Axes that say so.
    """
    language = spoken(language)
    with style():
        ax = new_axes(ax, height=max(1.6, 0.34 * len(data) + 0.9))
        if data.empty:
            return say_nothing(ax, language)
        rows = range(len(data))
        ax.barh(rows, data[value], color=PALETTE[0], height=0.72)
        ax.set_yticks(rows, [drawn(label(str(text), language)) for text in data[name]], va="center_baseline")
        ax.set_ylim(len(data) - 0.4, -0.6)
        ax.set_xlabel(drawn(label(value, language)))
        ax.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: number(x, language)))
        ax.tick_params(length=0)
        right_to_left(ax, language)
        largest = data[value].max()
        for row, amount in zip(rows, data[value], strict=True):
            digits = 0 if float(amount).is_integer() or largest >= 100 else 2
            ax.annotate(
                number(amount, language, digits), (amount, row), xytext=(-4 if language == "ar" else 4, 0), textcoords="offset points",
                va="center", ha="right" if language == "ar" else "left", fontsize=9, color=INK,
            )  # fmt: skip
        ax.margins(x=0.12)
    return ax


def plot_over_time(
    data: pd.DataFrame, *, time: str, value: str, name: str | None = None, language: str | None = None, ax: Axes | None = None
) -> Axes:
    """Lines over time, one for each `name`; where there is no value (NA) there is no line. Time runs with the language."""
    language = spoken(language)
    with style():
        ax = new_axes(ax, height=3.8)
        known = data[data[value].notna()]
        if known.empty:
            return say_nothing(ax, language)
        groups = [(None, data)] if name is None else list(data.groupby(name, sort=False, observed=True))
        for n, (who, rows) in enumerate(groups):
            times = rows[time].dt.tz_localize(None)
            values = rows[value].astype("float64")
            ax.plot(
                times, values, marker="o", markersize=3.5, color=PALETTE[n % len(PALETTE)], label=drawn(label(str(who), language)) if who else None
            )
        ax.set_ylabel(drawn(label(value, language)))
        ax.set_ylim(bottom=0)
        amounts(ax, value, language)
        ax.grid(axis="y", color=FAINT, linewidth=0.6)
        periods(ax, data[time], language)
        right_to_left(ax, language)
        if name is not None:
            ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=min(len(groups), 4), fontsize=9)
    return ax


def periods(ax: Axes, times: pd.Series, language: str, most: int = 7) -> None:
    """Dates under the x axis: at the periods themselves, `most` of them, as days, months or years."""
    starts = sorted(times.dropna().dt.tz_localize(None).unique())
    chosen = [pd.Timestamp(start) for start in starts[:: -(-len(starts) // most) or 1]]
    every = [pd.Timestamp(start) for start in starts]
    step = "day" if any(start.day > 1 for start in every) else "month" if any(start.month > 1 for start in every) else "year"
    years = len({start.year for start in every}) > 1 and step == "day"
    ax.set_xticks(chosen, [drawn(day(start, language) if years else tick(start, step, language)) for start in chosen])
    ax.margins(x=0.05)
    ax.tick_params(axis="x", rotation=30)


def amounts(ax: Axes, value: str, language: str) -> None:
    """Numbers beside the y axis; a share as a percentage."""
    share = value.endswith("share")
    sign = ("٪" if language == "ar" else "%") if share else ""
    scale = 100 if share else 1
    ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: drawn(number(y * scale, language, 0 if round(y * scale, 6).is_integer() else 1) + sign)))


def right_to_left(ax: Axes, language: str) -> None:
    """Mirrors the Axes for Arabic: the x axis grows to the left, the y axis stands on the right."""
    if language == "ar":
        ax.invert_xaxis()
        ax.yaxis.tick_right()
        ax.yaxis.set_label_position("right")
        ax.spines["right"].set_visible(True)
        ax.spines["left"].set_visible(False)


def say_nothing(ax: Axes, language: str) -> Axes:
    """Axes without data, saying so."""
    ax.text(0.5, 0.5, drawn(label("nothing_here", language)), ha="center", va="center", transform=ax.transAxes, color=INK)
    ax.set_axis_off()
    return ax
