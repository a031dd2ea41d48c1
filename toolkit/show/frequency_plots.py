"""Charts of the frequency measures: finished table → Axes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from toolkit.show.apart import label_apart
from toolkit.show.drawn_text import drawn
from toolkit.show.figure import FAINT, INK, PALETTE, new_axes, style
from toolkit.show.language import label, number, spoken
from toolkit.show.plots import periods, right_to_left, say_nothing


def plot_diverging(data: pd.DataFrame, *, name: str, value: str, low: str, high: str, language: str | None = None, ax: Axes | None = None) -> Axes:
    """Bars to both sides of zero, each with its interval: what is above zero grows with the reading direction.

    `name`, `value`, `low` and `high` are columns of `data`; an empty table gives empty Axes that say so.
    """
    language = spoken(language)
    with style():
        ax = new_axes(ax, height=max(1.8, 0.34 * len(data) + 1.0))
        if data.empty:
            return say_nothing(ax, language)
        rows = np.arange(len(data))
        values = data[value].to_numpy(dtype=float)
        ax.barh(rows, values, color=[PALETTE[0] if v >= 0 else PALETTE[1] for v in values], height=0.7)
        reach = np.abs(np.array([values - data[low].to_numpy(dtype=float), data[high].to_numpy(dtype=float) - values]))
        ax.errorbar(values, rows, xerr=reach, fmt="none", ecolor=INK, elinewidth=0.8, capsize=2)
        ax.axvline(0, color=INK, linewidth=0.8)
        ax.set_yticks(rows, [drawn(str(text)) for text in data[name]])
        ax.invert_yaxis()
        ax.tick_params(length=0)
        ax.set_xlabel(drawn(label(value, language)))
        ax.xaxis.set_major_formatter(FuncFormatter(lambda x, _: _signed(x, language)))
        right_to_left(ax, language)
    return ax


def plot_trend(data: pd.DataFrame, *, language: str | None = None, ax: Axes | None = None) -> Axes:
    """The rates of `trend` with their bands; a gap in the coverage is a gap in the line."""
    language = spoken(language)
    with style():
        ax = new_axes(ax, height=4.2)
        if data.empty or data["per_million"].isna().all():
            return say_nothing(ax, language)
        groups = list(data.groupby("word", sort=False, observed=True))
        for n, (word, rows) in enumerate(groups):
            color, times = PALETTE[n % len(PALETTE)], rows["period"].dt.tz_localize(None)
            rate, low, high = (rows[x].astype("float64") for x in ("per_million", "low", "high"))
            ax.fill_between(times, low, high, color=color, alpha=0.15, linewidth=0)
            ax.plot(times, rate, marker="o", markersize=3.5, color=color, label=drawn(str(word)))
        ax.set_ylabel(drawn(label("per_million", language)))
        ax.set_ylim(bottom=0)
        ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number(y, language)))
        ax.grid(axis="y", color=FAINT, linewidth=0.6)
        periods(ax, data["period"], language)
        right_to_left(ax, language)
        ax.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=min(len(groups), 5), fontsize=10)
    return ax


def plot_dispersion(data: pd.DataFrame, *, name: str, language: str | None = None, marked: int = 14, ax: Axes | None = None) -> Axes:
    """Each word of `dispersion` by its count (log scale) and DP; the `marked` first of the table carry their label."""
    language = spoken(language)
    with style():
        ax = new_axes(ax, height=4.6)
        if data.empty or (data["parts"] < 2).all():  # one article is not spread over anything
            return say_nothing(ax, language)
        ax.scatter(data["count"], data["dp"], s=14, color=PALETTE[5], alpha=0.6, linewidth=0)
        ax.set_xscale("log")
        right_to_left(ax, language)
        named = data.head(marked)
        ax.scatter(named["count"], named["dp"], s=22, color=PALETTE[0], zorder=3)
        _log_axes(ax, "count", "dp", language)
        ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number(y, language, 2)))
        label_apart(ax, list(zip(named["count"], named["dp"], strict=True)), named[name].astype(str).tolist())
    return ax


def plot_zipf(data: pd.DataFrame, *, language: str | None = None, ax: Axes | None = None) -> Axes:
    """Count against rank, both on log scales, of a table of `frequencies` that keeps its function words."""
    language = spoken(language)
    with style():
        ax = new_axes(ax, height=3.8)
        if data.empty:
            return say_nothing(ax, language)
        ax.plot(np.arange(1, len(data) + 1), data["count"], color=PALETTE[0], marker=".", markersize=3, linewidth=0.8)
        ax.set_xscale("log")
        ax.set_yscale("log")
        right_to_left(ax, language)
        _log_axes(ax, "rank", "count", language)
        ax.yaxis.set_major_formatter(FuncFormatter(lambda y, _: number(y, language)))
    return ax


def plot_network(data: pd.DataFrame, *, value: str = "log_dice", language: str | None = None, ax: Axes | None = None) -> Axes:
    """The pairs of `collocations` as arcs between words in a column: linked words stand near each other, strong pairs have thick arcs."""
    language = spoken(language)
    with style():
        order = _neighbours(list(zip(data["word"], data["collocate"], strict=True)))
        ax = new_axes(ax, width=4.8, height=max(1.6, 0.24 * len(order) + 0.3))
        if data.empty:
            return say_nothing(ax, language)
        place = {word: n for n, word in enumerate(order)}
        ends = np.array([[place[one], place[other]] for one, other in zip(data["word"], data["collocate"], strict=True)])
        far = np.abs(ends[:, 0] - ends[:, 1])
        reach = (0.05 + 0.06 * far) / max(0.05 + 0.06 * far.max(), 1)
        weight = data[value].to_numpy(dtype=float)
        width = 0.6 + 3 * (weight - weight.min()) / max(np.ptp(weight), 1e-9)
        t = np.linspace(0, np.pi, 40)
        for (one, other), out, thick in zip(ends, reach, width, strict=True):
            y = (one + other) / 2 + abs(one - other) / 2 * np.cos(t)
            ax.plot(out * np.sin(t), y, color=PALETTE[0], alpha=0.6, linewidth=thick, solid_capstyle="round")
        ax.plot(np.zeros(len(order)), range(len(order)), "o", color=PALETTE[1], markersize=4)
        ax.set_yticks(range(len(order)), [drawn(word) for word in order], va="center_baseline")
        ax.set(ylim=(len(order) - 0.4, -0.6), xlim=(-0.02, max(1.05 * reach.max(initial=0), 0.4)))
        ax.tick_params(length=0)
        ax.get_xaxis().set_visible(False)
        right_to_left(ax, language)
        for side in ax.spines.values():
            side.set_visible(False)
    return ax


def _neighbours(pairs: list[tuple[str, str]]) -> list[str]:
    """The words in the order of a walk through the network: each group of linked words together."""
    linked: dict[str, list[str]] = {}
    for one, other in pairs:
        linked.setdefault(one, []).append(other)
        linked.setdefault(other, []).append(one)
    order: dict[str, None] = {}
    for start in linked:
        stack = [start]
        while stack:
            word = stack.pop()
            if word not in order:
                order[word] = None
                stack.extend(reversed(linked[word]))
    return list(order)


def _log_axes(ax: Axes, x: str, y: str, language: str) -> None:
    ax.set_xlabel(drawn(label(x, language)))
    ax.set_ylabel(drawn(label(y, language)))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language)))
    ax.xaxis.set_minor_formatter(FuncFormatter(lambda *_: ""))
    ax.yaxis.set_minor_formatter(FuncFormatter(lambda *_: ""))
    ax.grid(color=FAINT, linewidth=0.4)


def _signed(value: float, language: str) -> str:
    text = number(abs(value), language, 0 if float(value).is_integer() else 1)
    return f"−{text}" if value < 0 else text
