"""Small trained models with named features and weights that anybody can read: linear chains for names, linear choices for the rest."""

from toolkit.tagging.linear import Column, Feature, Linear, Sheet, flags, likeliest, load_linear, numbers, only, probability, valued
from toolkit.tagging.tagger import Layer, Tagger, load_tagger

__all__ = [
    "Column", "Feature", "Layer", "Linear", "Sheet", "Tagger", "flags", "likeliest", "load_linear", "load_tagger", "numbers", "only", "probability", "valued",
]  # fmt: skip
