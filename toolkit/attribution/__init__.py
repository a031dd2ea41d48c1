"""Attribution: who said what."""

from toolkit.attribution.attributions import attributions
from toolkit.attribution.sources import cues_by_speaker, said_by, shares, source_diversity, source_frequencies, speakers

__all__ = ["attributions", "cues_by_speaker", "said_by", "shares", "source_diversity", "source_frequencies", "speakers"]
