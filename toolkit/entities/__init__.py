"""Entities: names, whom they stand for, and when they appear."""

from toolkit.entities.bursts import bursts
from toolkit.entities.candidates import candidates
from toolkit.entities.cooccurrence import cooccurrence
from toolkit.entities.frequencies import entity_frequencies
from toolkit.entities.gazetteer import BadGazetteer, load_gazetteer
from toolkit.entities.mentions import mentions
from toolkit.entities.time_expressions import time_expressions
from toolkit.entities.timeline import timeline

__all__ = ["BadGazetteer", "bursts", "candidates", "cooccurrence", "entity_frequencies", "load_gazetteer", "mentions", "time_expressions", "timeline"]
