"""Isnad (إسناد): Arabic news research in Jupyter."""

from __future__ import annotations

from functools import cache
from inspect import isfunction
from typing import TYPE_CHECKING

# Each name is loaded when it is first asked for: a command's help, or a process that only reads files, waits for nothing else.
if TYPE_CHECKING:
    from toolkit.articles import (
        NoArticles,
        articles_per_period,
        boilerplate,
        coverage,
        credits,
        facts,
        load_articles,
        reprints,
        select,
        without_boilerplate,
        without_reprints,
    )
    from toolkit.attribution import attributions, explain
    from toolkit.comparison import NoSides, around, contrast, contrast_words, new_and_old, own_names, same_stories, two_sides
    from toolkit.entities import BadGazetteer, ambiguities, candidates, entity_table, load_gazetteer, mentions, places_by_country
    from toolkit.frequency import (
        BadDictionary,
        collocates,
        collocations,
        concordance,
        dictionary_frequencies,
        dispersion,
        diversity,
        frequencies,
        frequencies_by_part,
        keyness,
        keyness_by_group,
        load_dictionary,
        load_labels,
        ngrams,
        tfidf,
        trend,
        vocabulary_growth,
    )
    from toolkit.lexicons.overlay import BadLexicon, use_lexicons
    from toolkit.opened import open_corpus
    from toolkit.sources import (
        citations,
        cues_by_speaker,
        quotations,
        said_by,
        shares,
        shares_over_time,
        source_diversity,
        source_frequencies,
        speaker_profiles,
        speakers,
        unknown_speakers,
        voices,
        who_speaks,
    )
    from toolkit.storylines import reuse, stories
    from toolkit.timelines import (
        aliases,
        bursts,
        comparable,
        cooccurrence,
        entity_frequencies,
        entity_shares,
        events,
        filled,
        fitting_period,
        headlines,
        look_up,
        narrative,
        said_about,
        time_expressions,
        timeline,
    )
    from toolkit.words import analyzer_named, sentences, tokens, with_stop_words
else:

    def __getattr__(name: str) -> object:
        if name in _homes():
            from importlib import import_module

            value = getattr(import_module(_homes()[name]), name)
            if isfunction(value):
                from toolkit.friendly import friendly

                value = friendly(value)
            globals()[name] = value
            return value
        raise AttributeError(f"module 'toolkit' has no attribute {name!r}")

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


@cache
def _homes() -> dict[str, str]:
    """Name → the module that has it, as the imports above say."""
    import ast
    from pathlib import Path

    tree = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and str(node.module).startswith("toolkit.")]
    return {alias.name: str(node.module) for node in imports for alias in node.names}


__version__ = "0.1.0"
__all__ = [
    "BadDictionary",
    "BadGazetteer",
    "BadLexicon",
    "NoArticles",
    "NoSides",
    "aliases",
    "ambiguities",
    "analyzer_named",
    "around",
    "articles_per_period",
    "attributions",
    "boilerplate",
    "bursts",
    "candidates",
    "citations",
    "collocates",
    "collocations",
    "comparable",
    "concordance",
    "contrast",
    "contrast_words",
    "cooccurrence",
    "coverage",
    "credits",
    "cues_by_speaker",
    "dictionary_frequencies",
    "dispersion",
    "diversity",
    "entity_frequencies",
    "entity_shares",
    "entity_table",
    "events",
    "explain",
    "facts",
    "filled",
    "fitting_period",
    "frequencies",
    "frequencies_by_part",
    "headlines",
    "keyness",
    "keyness_by_group",
    "load_articles",
    "load_dictionary",
    "load_gazetteer",
    "load_labels",
    "look_up",
    "mentions",
    "narrative",
    "new_and_old",
    "ngrams",
    "open_corpus",
    "own_names",
    "places_by_country",
    "quotations",
    "reprints",
    "reuse",
    "said_about",
    "said_by",
    "same_stories",
    "select",
    "sentences",
    "shares",
    "shares_over_time",
    "source_diversity",
    "source_frequencies",
    "speaker_profiles",
    "speakers",
    "stories",
    "tfidf",
    "time_expressions",
    "timeline",
    "tokens",
    "trend",
    "two_sides",
    "unknown_speakers",
    "use_lexicons",
    "vocabulary_growth",
    "voices",
    "who_speaks",
    "with_stop_words",
    "without_boilerplate",
    "without_reprints",
]
