"""Showing: finished table → Axes or HTML. Nothing here computes a result."""

from toolkit.show.article import show
from toolkit.show.cloud import plot_cloud
from toolkit.show.correcting import correct
from toolkit.show.drawn_text import drawn
from toolkit.show.event_cards import show_events
from toolkit.show.explore import explore
from toolkit.show.explorer import explore_corpus
from toolkit.show.explorers import explore_articles, explore_concordance, explore_selection
from toolkit.show.figure import show_figure
from toolkit.show.findings import show_findings
from toolkit.show.flow import plot_flow
from toolkit.show.frequency_plots import plot_dispersion, plot_diverging, plot_network, plot_trend, plot_zipf
from toolkit.show.judge import judge
from toolkit.show.lanes import plot_heat, plot_lanes
from toolkit.show.language import use_language
from toolkit.show.maps import plot_map
from toolkit.show.plots import plot_over_time, plot_ranked
from toolkit.show.settings import settings
from toolkit.show.story_cards import show_stories
from toolkit.show.tables import show_table
from toolkit.show.timeline_plots import plot_multiples

__all__ = [
    "correct",
    "drawn",
    "explore",
    "explore_articles",
    "explore_concordance",
    "explore_corpus",
    "explore_selection",
    "judge",
    "plot_cloud",
    "plot_dispersion",
    "plot_diverging",
    "plot_flow",
    "plot_heat",
    "plot_lanes",
    "plot_map",
    "plot_multiples",
    "plot_network",
    "plot_over_time",
    "plot_ranked",
    "plot_trend",
    "plot_zipf",
    "settings",
    "show",
    "show_events",
    "show_figure",
    "show_findings",
    "show_stories",
    "show_table",
    "use_language",
]
