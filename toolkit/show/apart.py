"""Labels of points, set apart so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from toolkit.show.drawn_text import drawn
from toolkit.show.figure import INK

_RINGS = (11, 22, 34, 48, 64, 82)  # points from the point; beyond the first, a line leads to it
_TURNS = (90, 270, 0, 180, 45, 135, 225, 315)  # degrees: above and below first


def label_apart(ax: Axes, points: Sequence[tuple[float, float]], labels: Sequence[str], *, size: float = 9) -> None:
    """Writes each label at the nearest free place around its point, inside the axes; the first ones have the choice.

    To be called when scales, limits and the axes' other labels stand.
    """
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()  # the layout, and with it the places, are known from here on
    scale = figure.dpi / 72
    at = ax.transData.transform(np.asarray(points, dtype=float).reshape(-1, 2))
    taken = [_around(x, y, 6 * scale, 6 * scale) for x, y in at]
    written: list[Bbox] = []
    inside = ax.get_window_extent()
    for (x, y), point, label in zip(at, points, labels, strict=True):
        note = ax.annotate(drawn(label), point, xytext=(0, 0), textcoords="offset points", ha="center", va="center", fontsize=size, color=INK)
        box = note.get_window_extent()
        for radius, turn in product(_RINGS, np.radians(_TURNS)):
            dx, dy = np.cos(turn) * (radius * scale + box.width / 2), np.sin(turn) * radius * scale
            place = _around(x + dx, y + dy, box.width, box.height)
            line = [_around(x + t * dx, y + t * dy, scale, scale) for t in np.linspace(0.2, 0.8, 7)] if radius > _RINGS[0] else []
            if _within(place, inside) and not place.count_overlaps(taken) and not any(spot.count_overlaps(written) for spot in line):
                break
        note.set_position((dx / scale, dy / scale))
        note.set_bbox({"facecolor": "white", "alpha": 0.7, "linewidth": 0, "pad": 0.5})
        written.append(place)
        taken += [place, *line]
        if line:  # it ends at the label's box
            look = {"arrowstyle": "-", "color": INK, "linewidth": 0.5, "shrinkA": 1, "shrinkB": 3, "patchA": note.get_bbox_patch()}
            ax.annotate("", point, xytext=(dx / scale, dy / scale), textcoords="offset points", arrowprops=look)


def _around(x: float, y: float, width: float, height: float) -> Bbox:
    return Bbox.from_bounds(x - width / 2, y - height / 2, width, height)


def _within(box: Bbox, outer: Bbox) -> bool:
    return bool(box.x0 >= outer.x0 and box.x1 <= outer.x1 and box.y0 >= outer.y0 and box.y1 <= outer.y1)
