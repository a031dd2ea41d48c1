"""A word cloud: an ornament, for who wants one; ranked bars say more. Needs the extra `wordcloud`."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from PIL import features

from toolkit.arabic import strip_controls
from toolkit.show.drawn_text import families, reshaped
from toolkit.show.figure import PALETTE, new_axes, style
from toolkit.show.language import spoken
from toolkit.show.plots import say_nothing


def plot_cloud(data: pd.DataFrame, *, name: str, value: str, language: str | None = None, words: int = 120, ax: Axes | None = None) -> Axes:
    """The `words` first rows as a cloud, each sized by its value; the same table gives the same picture.

    `name` and `value` are columns of `data`; an empty table gives empty Axes that say so.
    Raises ImportError that says what to install where the package wordcloud is absent.
    """
    language = spoken(language)
    try:
        from wordcloud import WordCloud
    except ImportError:
        raise ImportError("a word cloud needs the package wordcloud: pip install 'isnad-toolkit[wordcloud]'") from None
    with style():
        ax = new_axes(ax, height=4.4)
        data = data.head(words)
        if data.empty:
            return say_nothing(ax, language)
        # Pillow shapes Arabic itself where it has raqm, and draws what it is given where it has not.
        shaped = (lambda text: text) if features.check("raqm") else reshaped
        sizes = {shaped(strip_controls(str(word))): float(size) for word, size in zip(data[name], data[value], strict=True)}
        font = font_manager.findfont(FontProperties(family=families()))
        colors = PALETTE[:3]
        cloud = WordCloud(
            width=1400, height=840, background_color=None, mode="RGBA", font_path=font, prefer_horizontal=1, random_state=1,
            color_func=lambda word, **_: colors[len(word) % len(colors)], relative_scaling=0.5,
        ).generate_from_frequencies(sizes)  # fmt: skip
        ax.imshow(np.asarray(cloud.to_image()), interpolation="bilinear")
        ax.set_axis_off()
    return ax
