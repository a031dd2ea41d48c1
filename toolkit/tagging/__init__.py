"""Small trained models with named features and weights that anybody can read: linear chains for names, linear choices for the rest."""

from toolkit.tagging.linear import Feature, Linear, Seen, Shared, load_linear, probabilities, probability
from toolkit.tagging.tagger import Layer, Tagger, load_tagger

__all__ = ["Feature", "Layer", "Linear", "Seen", "Shared", "Tagger", "load_linear", "load_tagger", "probabilities", "probability"]
