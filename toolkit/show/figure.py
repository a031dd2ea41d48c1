"""Figures: one style, and a finished figure as HTML with its caption and alternative text."""

from __future__ import annotations

import base64
import html
import io
import os
import re
import textwrap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import matplotlib
import matplotlib.pyplot as plt
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from toolkit.arabic import strip_controls
from toolkit.show.drawn_text import families, shapes_natively
from toolkit.show.language import said

# Okabe & Ito (2008): told apart by colour-blind readers.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#7A5C00", "#000000")
DPI = 144
NARROW, LETTERS = 3.9, 22  # inches of a figure on a phone, and letters in a line of its names
PHONE = "40rem"  # the widest screen that is one
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


def reading(text: str) -> str:
    """The direction of a piece of text: right to left if any Arabic stands in it («CNN بالعربية»), else as the browser finds."""
    return "rtl" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "auto"


class Shown:
    """Finished HTML that a notebook displays as it is."""

    def __init__(self, markup: str) -> None:
        self.markup = markup

    def _repr_html_(self) -> str:
        return self.markup


def show_figure(ax: Axes | Figure, caption: str | Mapping[str, str], *, alt: str | None = None, about: str | None = None) -> Shown:
    """The figure as HTML: a PNG inside the page, one drawn for phones beside it, its caption, and `alt` for who cannot see it.

    Parameters: `caption`, in one language or in each (`about`: what it is about, after it); `alt` (default: the caption).
    Where ISNAD_FIGURES names the beginning of a path, as a report sets it, the figure is kept there as SVG and PNG too, and linked.
    """
    figure = ax if isinstance(ax, Figure) else ax.get_figure(root=True)
    assert figure is not None
    text = said(caption, None, about)
    with style():
        wide = _png(figure)
        kept = _kept(figure, wide, text)
        narrow = _png(_narrowed(figure))
    plt.close(figure)
    phone = f'<source media="(max-width: {PHONE})" srcset="{_embedded(narrow)}">'
    return Shown(
        f'<figure><picture>{phone}<img src="{_embedded(wide)}" alt="{html.escape(alt or text)}"></picture>'
        f"<figcaption>{html.escape(text)}{kept}</figcaption></figure>"
    )


def _png(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    # No software version or date inside: the same data give the same bytes.
    figure.savefig(buffer, format="png", dpi=DPI, metadata={"Software": None})
    return buffer.getvalue()


def _embedded(data: bytes) -> str:
    return f"data:image/png;base64,{base64.b64encode(data).decode()}"


def _narrowed(figure: Figure) -> Figure:
    """The figure as a phone shows it: narrow, with long names in several lines."""
    width, height = figure.get_size_inches()
    for ax in figure.axes:
        names = ax.get_yticklabels()
        if shapes_natively() and any(len(name.get_text()) > LETTERS for name in names):  # else the letters stand in their final order already
            ax.set_yticks(ax.get_yticks(), ["\n".join(textwrap.wrap(name.get_text(), LETTERS)) for name in names], va="center_baseline", fontsize=9)
        for name in ax.get_xticklabels():
            if name.get_rotation() % 180:  # slanted for want of room already
                name.set_rotation(60)
    figure.set_size_inches(NARROW, height * (1 if width / height < 1.2 else 1.1))
    return figure


def _kept(figure: Figure, png: bytes, text: str) -> str:
    """Writes the figure's files, and returns the links to them."""
    start = os.environ.get("ISNAD_FIGURES")
    if not start:
        return ""
    folder = Path(start).parent
    folder.mkdir(parents=True, exist_ok=True)
    number = len(list(folder.glob(f"{Path(start).name}-*.png"))) + 1
    slug = re.sub(r"\W+", "-", re.sub("[\u064b-\u0652]", "", text)).strip("-")[:40]
    name = folder / f"{Path(start).name}-{number:02d}-{slug}"
    name.with_suffix(".png").write_bytes(png)
    with matplotlib.rc_context({"svg.hashsalt": name.name}):
        figure.savefig(name.with_suffix(".svg"), metadata={"Date": None, "Creator": None})
    links = [f'<a href="{html.escape(quote(f"{folder.name}/{name.name}.{kind}"))}">{kind.upper()}</a>' for kind in ("svg", "png")]
    return f' <small class="files">{" · ".join(links)}</small>'
