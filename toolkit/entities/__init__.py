"""Entities: names, and whom they stand for."""

from toolkit.entities.ambiguity import ambiguities
from toolkit.entities.candidates import candidates
from toolkit.entities.countries import places_by_country
from toolkit.entities.gazetteer import BadGazetteer, load_gazetteer
from toolkit.entities.identities import entity_table
from toolkit.entities.mentions import mentions

__all__ = ["BadGazetteer", "ambiguities", "candidates", "entity_table", "load_gazetteer", "mentions", "places_by_country"]
