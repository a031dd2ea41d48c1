"""One article with its attributions marked: sources, cues and contents in colour, without any script."""

from __future__ import annotations

import html
import itertools

import pandas as pd

from toolkit.arabic import strip_controls
from toolkit.show.figure import Shown
from toolkit.show.language import label

LEAST = 0.5  # confidence under which a relation is more likely wrong than right
LAYERS = ("content", "source", "cue")  # inner marks last
CSS = (
    "<style>.marked{line-height:2;white-space:pre-wrap;direction:rtl;text-align:right}.marked mark{padding:.1em 0;border-radius:.2em;color:inherit}"
    ".marked .content{background:#e8f1fa}.marked .source{background:#fde8d7;font-weight:600}.marked .cue{background:#d5f0e6;border-bottom:2px solid #009e73}"
    ".marked .doubtful{border-bottom:2px dashed #b3261e}"
    "@media(prefers-color-scheme:dark){.marked .content{background:#1d3347}.marked .source{background:#4a2f18}.marked .cue{background:#174236}}</style>"
)


def show(article: pd.Series, attributions: pd.DataFrame, *, language: str = "ar") -> Shown:
    """The article's text, right to left, with cues, sources and contents marked; hovering shows speaker, rule and confidence.

    The cue of a relation that is more likely wrong than right (confidence under 0.5) is underlined with dashes, and its note says so.
    Parameters: a row of `articles`; the `attributions` table (of any articles).
    """
    rows = attributions[attributions["article_id"] == article["article_id"]]
    text = str(article["text"]) if not pd.isna(article["text"]) else ""
    spans = []
    for number, row in enumerate(rows.itertuples(), 1):
        who = row.resolved if isinstance(row.resolved, str) else label("unknown", language)
        doubtful = row.confidence < LEAST
        note = f"{number}. {who} — {row.cue} — {row.rule} — {row.confidence:.2f}" + (f" — {label('doubtful', language)}" if doubtful else "")
        for depth, layer in enumerate(LAYERS):
            start, end = getattr(row, f"{layer}_start"), getattr(row, f"{layer}_end")
            if not pd.isna(start):
                spans.append((int(start), int(end), depth, f"{layer} doubtful" if doubtful and layer == "cue" else layer, note))
    title = "" if pd.isna(article["title"]) else f"<h3>{html.escape(strip_controls(str(article['title'])))}</h3>"
    return Shown(f'{CSS}<article lang="ar" dir="rtl">{title}<div class="marked">{_mark(text, spans)}</div></article>')


def _mark(text: str, spans: list[tuple]) -> str:
    """The text cut at every boundary; each piece carries the innermost mark over it."""
    cuts = sorted({0, len(text), *(s[0] for s in spans), *(s[1] for s in spans)})
    out = []
    for a, b in itertools.pairwise(cuts):
        piece = html.escape(strip_controls(text[a:b]))
        over = [s for s in spans if s[0] <= a and b <= s[1]]
        if over:
            _, _, _, layer, note = max(over, key=lambda s: (s[2], -(s[1] - s[0])))
            piece = f'<mark class="{layer}" title="{html.escape(strip_controls(note))}">{piece}</mark>'
        out.append(piece)
    return "".join(out)
