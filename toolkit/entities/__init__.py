"""Entities: names, whom they stand for, and when they appear."""

from toolkit.entities.ambiguity import ambiguities
from toolkit.entities.bursts import bursts, headlines
from toolkit.entities.candidates import candidates
from toolkit.entities.card import aliases, entity_shares, look_up, said_about
from toolkit.entities.cooccurrence import cooccurrence
from toolkit.entities.countries import places_by_country
from toolkit.entities.events import events, fitting_period
from toolkit.entities.frequencies import entity_frequencies
from toolkit.entities.gazetteer import BadGazetteer, load_gazetteer
from toolkit.entities.identities import entity_table
from toolkit.entities.mentions import mentions
from toolkit.entities.narrative import narrative
from toolkit.entities.time_expressions import time_expressions
from toolkit.entities.timeline import filled, timeline

__all__ = [
    "BadGazetteer",
    "aliases",
    "ambiguities",
    "bursts",
    "candidates",
    "cooccurrence",
    "entity_frequencies",
    "entity_shares",
    "entity_table",
    "events",
    "filled",
    "fitting_period",
    "headlines",
    "load_gazetteer",
    "look_up",
    "mentions",
    "narrative",
    "places_by_country",
    "said_about",
    "time_expressions",
    "timeline",
]
