"""Two sides compared: outlets, before and after, categories, your own labels, two corpora."""

from toolkit.comparison.contrasts import around, contrast, contrast_words
from toolkit.comparison.own_names import own_names
from toolkit.comparison.shared import same_stories
from toolkit.comparison.sides import NoSides, Sides, new_and_old, two_sides

__all__ = ["NoSides", "Sides", "around", "contrast", "contrast_words", "new_and_old", "own_names", "same_stories", "two_sides"]
