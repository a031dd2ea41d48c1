"""Stories across outlets: what is about the same thing, who was first, and which passages were copied."""

from toolkit.storylines.reuse import reuse
from toolkit.storylines.stories import stories

__all__ = ["reuse", "stories"]
