"""Sources: who is cited how often, over whom, and in which words; tables over the attributions."""

from toolkit.sources.audit import speaker_profiles, unknown_speakers, who_speaks
from toolkit.sources.citations import citations, shares_over_time
from toolkit.sources.quotations import quotations, voices
from toolkit.sources.speakers import cues_by_speaker, said_by, shares, source_diversity, source_frequencies, speakers

__all__ = [
    "citations",
    "cues_by_speaker",
    "quotations",
    "said_by",
    "shares",
    "shares_over_time",
    "source_diversity",
    "source_frequencies",
    "speaker_profiles",
    "speakers",
    "unknown_speakers",
    "voices",
    "who_speaks",
]
