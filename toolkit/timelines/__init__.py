"""Timelines: who and what appears where and when, and what happened; tables over the mentions."""

from toolkit.timelines.bursts import bursts, comparable, headlines
from toolkit.timelines.card import aliases, entity_shares, look_up, said_about
from toolkit.timelines.cooccurrence import cooccurrence
from toolkit.timelines.events import events, fitting_period
from toolkit.timelines.frequencies import entity_frequencies
from toolkit.timelines.narrative import narrative
from toolkit.timelines.time_expressions import time_expressions
from toolkit.timelines.timeline import filled, timeline

__all__ = [
    "aliases",
    "bursts",
    "comparable",
    "cooccurrence",
    "entity_frequencies",
    "entity_shares",
    "events",
    "filled",
    "fitting_period",
    "headlines",
    "look_up",
    "narrative",
    "said_about",
    "time_expressions",
    "timeline",
]
