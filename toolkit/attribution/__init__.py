"""Attribution: who said what."""

from toolkit.attribution.attributions import attributions
from toolkit.attribution.explain import NoSuchWord, explain

__all__ = ["NoSuchWord", "attributions", "explain"]
