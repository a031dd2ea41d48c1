"""Small linear-chain models: each word gets a label, by named features with trained weights that anybody can read."""

from toolkit.tagging.tagger import Layer, Tagger, load_tagger

__all__ = ["Layer", "Tagger", "load_tagger"]
