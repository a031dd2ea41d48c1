"""Attribution: who said what."""

from toolkit.attribution.attributions import attributions
from toolkit.attribution.sources import shares, source_frequencies

__all__ = ["attributions", "shares", "source_frequencies"]
