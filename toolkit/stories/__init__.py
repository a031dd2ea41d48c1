"""Stories across outlets: what is about the same thing, who was first, and which passages were copied."""

from toolkit.stories.reuse import reuse
from toolkit.stories.stories import stories

__all__ = ["reuse", "stories"]
