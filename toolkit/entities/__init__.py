"""Entities: names, whom they stand for, and when they appear."""

from toolkit.entities.frequencies import entity_frequencies
from toolkit.entities.gazetteer import BadGazetteer, load_gazetteer
from toolkit.entities.mentions import mentions
from toolkit.entities.timeline import timeline

__all__ = ["BadGazetteer", "entity_frequencies", "load_gazetteer", "mentions", "timeline"]
