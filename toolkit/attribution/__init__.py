"""Attribution: who said what."""

from toolkit.attribution.attributions import attributions
from toolkit.attribution.citations import citations, shares_over_time
from toolkit.attribution.explain import NoSuchWord, explain
from toolkit.attribution.quotations import quotations, voices
from toolkit.attribution.sources import cues_by_speaker, said_by, shares, source_diversity, source_frequencies, speakers

__all__ = [
    "NoSuchWord",
    "attributions",
    "citations",
    "cues_by_speaker",
    "explain",
    "quotations",
    "said_by",
    "shares",
    "shares_over_time",
    "source_diversity",
    "source_frequencies",
    "speakers",
    "voices",
]
