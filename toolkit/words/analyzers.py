"""The analyzers by name."""

from __future__ import annotations

from functools import cache

from toolkit.words.analyzer import Analyzer
from toolkit.words.aramorph import NoDictionary
from toolkit.words.buckwalter import BuckwalterAnalyzer
from toolkit.words.camel import CamelAnalyzer
from toolkit.words.lattice import LatticeAnalyzer
from toolkit.words.stanza import StanzaAnalyzer

ANALYZERS = {"buckwalter": BuckwalterAnalyzer, "camel": CamelAnalyzer, "lattice": LatticeAnalyzer, "stanza": StanzaAnalyzer}


@cache
def analyzer_named(name: str | None = None) -> Analyzer:
    """The analyzer of that name; by default the best that every installation has.

    Parameters: `name`: buckwalter, camel, lattice or stanza; None is buckwalter, or lattice where its dictionary is not
    installed.
    Raises ValueError for another name; NoAnalyzer where a package or its data are not installed.

    >>> analyzer_named().name
    'buckwalter'
    """
    if name is None:
        try:
            return BuckwalterAnalyzer()
        except NoDictionary:
            return LatticeAnalyzer()
    if name not in ANALYZERS:
        raise ValueError(f"analyzer {name!r} is none of {', '.join(ANALYZERS)}")
    return ANALYZERS[name]()
