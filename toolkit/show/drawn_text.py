"""Arabic in matplotlib: shaped exactly once, whether or not the installed matplotlib shapes text itself."""

from __future__ import annotations

import re
import warnings
from functools import cache

import arabic_reshaper
from bidi.algorithm import get_display
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from toolkit.arabic import strip_controls

RLM, LRM = "\u200f", "\u200e"
_ARABIC = re.compile("[\u0600-\u06ff]")
_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})(?:-(\d{2}))?(?![\d-])")
PREFERRED = ("Amiri", "Noto Naskh Arabic", "Noto Sans Arabic", "Geeza Pro", "Segoe UI", "Arial")


@cache
def shapes_natively() -> bool:
    """Whether matplotlib joins Arabic letters itself (3.11 and later do; earlier draw them apart and left to right).

    Three joined letters are narrower than three that stand alone; DejaVu Sans comes with matplotlib, so this always works.
    """
    font = FontProperties(family="DejaVu Sans")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        joined = TextPath((0, 0), "سسس", prop=font).get_extents().width

        one = TextPath((0, 0), "س", prop=font).get_extents().width
    return bool(joined < 0.95 * 3 * one)


def drawn(text: object) -> str:
    """The string to hand to matplotlib so that its reader sees the text right; call it once, where the text is drawn.

    Controls that reorder text are dropped; ISO dates keep their order; a text with Arabic runs from right to left.
    """
    clean = strip_controls(str(text))
    if not _ARABIC.search(clean):
        return clean
    if shapes_natively():
        return RLM + _DATE.sub(lambda m: LRM + f"{LRM}-{LRM}".join(part for part in m.groups() if part) + LRM, clean)
    dated = _DATE.sub(lambda m: LRM + "-".join(part for part in m.groups() if part) + LRM, clean)
    return reshaped(dated)


def reshaped(text: str) -> str:
    """Joined letters in the order in which they stand from left to right: for renderers that know nothing of Arabic."""
    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "support_zwj": True})
    return str(get_display(reshaper.reshape(text), base_dir="R")).replace(LRM, "").replace(RLM, "")


@cache
def families() -> list[str]:
    """The font families to draw with: an Arabic face if one is installed, and always one that comes with matplotlib."""
    installed = set(font_manager.fontManager.get_font_names())
    return [*[name for name in PREFERRED if name in installed][:1], "DejaVu Sans"]
