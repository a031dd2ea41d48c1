"""Figures: one style, and a finished figure as HTML with its caption and alternative text."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib
import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from toolkit.arabic import strip_controls
from toolkit.show.drawn_text import families

# Okabe & Ito (2008): told apart by colour-blind readers.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A5C00", "#000000")
INK, FAINT = "#1f2933", "#c3ccd5"
STYLE: dict[str, object] = {
    "font.size": 11, "axes.edgecolor": FAINT, "axes.labelcolor": INK, "text.color": INK, "xtick.color": INK, "ytick.color": INK,
    "axes.spines.top": False, "axes.spines.right": False, "axes.titlesize": 13, "axes.titleweight": "bold",
    "figure.facecolor": "white", "savefig.facecolor": "white", "text.parse_math": False, "axes.grid": False,
    "axes.prop_cycle": cycler(color=PALETTE), "svg.fonttype": "path", "axes.unicode_minus": False,
}  # fmt: skip


@contextmanager
def style() -> Iterator[None]:
    """The toolkit's look, for what is drawn inside."""
    with matplotlib.rc_context({**STYLE, "font.family": families()}):  # type: ignore[arg-type,dict-item]
        yield


def new_axes(ax: Axes | None, width: float = 7.2, height: float = 4.2) -> Axes:
    """The given Axes, or those of a new figure."""
    return ax if ax is not None else plt.figure(figsize=(width, height), layout="constrained").add_subplot()


def inert(value: object) -> str:
    """The value as text of a page: escaped, without characters that control."""
    return html.escape(strip_controls(str(value)))


class Shown:
    """Finished HTML that a notebook displays as it is."""

    def __init__(self, markup: str) -> None:
        self.markup = markup

    def _repr_html_(self) -> str:
        return self.markup


def show_figure(ax: Axes | Figure, caption: str, *, alt: str | None = None) -> Shown:
    """The figure as HTML: a PNG inside the page, its caption, and `alt` for who cannot see it (default: the caption)."""
    figure = ax if isinstance(ax, Figure) else ax.get_figure(root=True)
    assert figure is not None
    buffer = io.BytesIO()
    with style():
        # No software version or date inside: the same data give the same bytes.
        figure.savefig(buffer, format="png", dpi=144, metadata={"Software": None})
    plt.close(figure)
    data = base64.b64encode(buffer.getvalue()).decode()
    text = html.escape(caption)
    return Shown(f'<figure><img src="data:image/png;base64,{data}" alt="{html.escape(alt or caption)}"><figcaption>{text}</figcaption></figure>')
