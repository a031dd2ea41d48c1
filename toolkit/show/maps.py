"""A map of the coverage: countries shaded, towns as circles."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patheffects import withStroke

from toolkit.show.drawn_text import drawn
from toolkit.show.figure import FAINT, INK, PALETTE, new_axes, style
from toolkit.show.language import spoken
from toolkit.show.plots import say_nothing

NAMED = 14  # places that carry their name
WIDEST = 2.2  # times as wide as high at most
LIGHTEST, DARKEST = "#f4f7fa", "#9cc4e0"


class Outline(NamedTuple):
    """A line around a country, or a part of one: its code, longitudes and latitudes."""

    country: str
    line: np.ndarray

    def middle(self) -> np.ndarray:
        return (self.line.min(axis=0) + self.line.max(axis=0)) / 2

    def size(self) -> float:
        return float(np.prod(np.ptp(self.line, axis=0)))


@cache
def outlines() -> list[Outline]:
    """The outlines of countries (Natural Earth, public domain; made by scripts/build_outlines.py)."""
    with gzip.open(str(files(__package__) / "outlines.csv.gz"), "rt") as file:
        points = pd.read_csv(file, keep_default_na=False)  # NA is Namibia
    return [Outline(str(rows["country"].iloc[0]), rows[["longitude", "latitude"]].to_numpy()) for _, rows in points.groupby("ring")]


def plot_map(
    towns: pd.DataFrame, countries: pd.DataFrame, *, name: str = "label", value: str = "articles", language: str | None = None, ax: Axes | None = None
) -> Axes:
    """Countries shaded by their coverage, and towns as circles whose area is theirs; the largest with their names.

    Parameters: `towns` with `name`, `latitude`, `longitude` (rows without a position are left out) and `value`; `countries` with
    `country` (ISO 3166), `name` and `value`. The map shows where most of the coverage is, whatever lies far off.
    """
    language = spoken(language)
    with style():
        known = towns.dropna(subset=["latitude", "longitude"]).sort_values(value, ascending=False, kind="stable")
        shaded = countries.set_index("country")[value].astype(float)
        largest = {outline.country: outline for outline in sorted(outlines(), key=Outline.size)}
        middles = {code: largest[code].middle() for code in shaded.index if code in largest}
        if known.empty and not middles:
            return say_nothing(new_axes(ax, height=1.6), language)
        places = np.array([*known[["longitude", "latitude"]].to_numpy(dtype=float).tolist(), *middles.values()]).reshape(-1, 2)
        weight = np.concatenate([known[value].to_numpy(dtype=float), shaded[list(middles)].to_numpy()])
        low, high, squeeze = _window(places, weight)
        shape = (high[1] - high[0]) / ((low[1] - low[0]) * squeeze)
        ax = new_axes(ax, height=float(np.clip(7.2 * shape, 2.6, 5.2)))
        shade = LinearSegmentedColormap.from_list("isnad", [LIGHTEST, DARKEST])
        colors = [shade(shaded[code] / shaded.max()) if (code := outline.country) in shaded.index else "white" for outline in outlines()]
        ax.add_collection(PolyCollection([outline.line for outline in outlines()], facecolors=colors, edgecolors=FAINT, linewidths=0.7))
        if len(known):
            size = known[value].to_numpy(dtype=float)
            ax.scatter(
                known["longitude"], known["latitude"], s=8 + 240 * size / size.max(), color=PALETTE[1], alpha=0.55, linewidth=0.6, edgecolor="white"
            )
        ax.set(xlim=low, ylim=high, aspect=1 / squeeze, xticks=[], yticks=[])
        names = dict(zip(countries["country"], countries["name"], strict=True))
        texts = [*known[name].astype(str), *(str(names[code]) for code in middles)]
        order = np.argsort(-weight, kind="stable")
        _name(ax, [(texts[n], n < len(known)) for n in order.tolist()], places[order], (low, high))
        ax.spines[:].set_visible(True)
    return ax


def _window(places: np.ndarray, weight: np.ndarray) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Longitudes and latitudes that are shown, and how much narrower a degree of longitude is there."""
    low, high = _extent(places[:, 0], weight), _extent(places[:, 1], weight)
    squeeze = float(np.cos(np.radians(np.mean(high))))
    width, height = (low[1] - low[0]) * squeeze, high[1] - high[0]
    if width > WIDEST * height:
        high = _widened(high, width / WIDEST)
    elif height > width:
        low = _widened(low, height / squeeze)
    return low, high, squeeze


def _extent(values: np.ndarray, weight: np.ndarray) -> tuple[float, float]:
    """From where to where most of the weight is (84 %), and a little more."""
    order = np.argsort(values)
    share = np.cumsum(weight[order]) / weight.sum()
    ranked = values[order]
    first, last = (float(ranked[min(int(np.searchsorted(share, part)), len(values) - 1)]) for part in (0.08, 0.92))
    pad = max((last - first) * 0.15, 2.5)
    return first - pad, last + pad


def _widened(span: tuple[float, float], to: float) -> tuple[float, float]:
    middle = (span[0] + span[1]) / 2
    return middle - to / 2, middle + to / 2


def _name(ax: Axes, names: list[tuple[str, bool]], places: np.ndarray, extent: tuple[tuple[float, float], tuple[float, float]]) -> None:
    """Names of the largest, towns above their circles; one that would lie over another is left out."""
    (west, east), (south, north) = extent
    taken: list[tuple[float, float]] = []
    reach_x, reach_y = (east - west) / 7, (north - south) / 16
    for (text, town), (x, y) in zip(names, places.tolist(), strict=True):
        inside = west < x < east and south < y < north
        if len(taken) == NAMED or not inside or any(abs(x - a) < reach_x and abs(y - b) < reach_y for a, b in taken):
            continue
        taken.append((x, y))
        ax.annotate(
            drawn(text), (x, y), xytext=(0, 7 if town else 0), textcoords="offset points", ha="center", va="bottom" if town else "center",
            fontsize=9, fontweight="normal" if town else "bold", color=INK, path_effects=[withStroke(linewidth=2.5, foreground="white")],
        )  # fmt: skip
