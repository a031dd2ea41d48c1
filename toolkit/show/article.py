"""One article with its attributions marked: sources, cues and contents in colour, each cue with a note, without any script."""

from __future__ import annotations

import hashlib
import itertools
from typing import Any

import pandas as pd

from toolkit.show.figure import Shown, inert
from toolkit.show.language import direction, label, number, rule_label, spoken

LEAST = 0.5  # confidence under which a relation is more likely wrong than right
LONG = 900  # letters of an article that is shown at once
LAYERS = ("content", "source", "cue")  # inner marks last
CSS = (
    "<style>.marked{line-height:2;white-space:pre-wrap;direction:rtl;text-align:right}.marked mark{padding:.1em 0;border-radius:.2em;color:inherit}"
    ".marked .content{background:#e8f1fa}.marked .source{background:#fde8d7;font-weight:600}.marked .cue{background:#d5f0e6;border-bottom:2px solid #009e73}"
    ".marked sup{font-size:.7em;line-height:0}.notes{font-size:.92rem;border-top:1px solid;padding-top:.5rem}.marked cite{font-style:normal}"
    ".marked .doubtful{border-bottom:2px dashed #b3261e}"
    "@media(prefers-color-scheme:dark){.marked .content{background:#1d3347}.marked .source{background:#4a2f18}.marked .cue{background:#174236}}</style>"
)


def show(
    article: pd.Series, attributions: pd.DataFrame, *, mentions: pd.DataFrame | None = None, language: str | None = None, chosen: bool = False
) -> Shown:
    """The article's text, right to left, with cues, sources and contents marked, and a numbered note to each cue below it.

    A note tells who speaks, by which word, by which choices the row was made, and how likely it is right; the cue of a relation that is
    more likely wrong than right (confidence under 0.5) is underlined with dashes, and its note says so. A long article with a title
    (more than LONG letters) is folded behind it.
    Parameters: a row of `articles`; the `attributions` table (of any articles); `mentions`, if names are to be marked too; `chosen`: marks name
    their row (`data-row`), to be chosen by a click.
    """
    language = spoken(language)
    rows = attributions[attributions["article_id"] == article["article_id"]]
    text = str(article["text"]) if not pd.isna(article["text"]) else ""
    spans: list[tuple] = []
    noted: dict[int, int] = {}  # where a cue ends → its number
    notes = []
    key = f"n{hashlib.sha256(str(article['article_id']).encode('utf-8', 'surrogatepass')).hexdigest()[:6]}-"  # several articles may stand on one page
    for n, row in enumerate(rows.itertuples(), 1):
        doubtful = row.confidence < LEAST
        note = _note(row, doubtful=doubtful, language=language)
        for depth, layer in enumerate(LAYERS):
            start, end = getattr(row, f"{layer}_start"), getattr(row, f"{layer}_end")
            if not pd.isna(start):
                kind = f"{layer} doubtful" if doubtful and layer == "cue" else layer
                spans.append((int(start), int(end), depth, kind, _row("attributions", row.attribution_id) if chosen else ""))
        noted.setdefault(int(row.cue_end), n)
        notes.append(f'<li id="{key}{n}" value="{n}">{note}</li>')
    if mentions is not None:
        own = mentions[mentions["article_id"].astype("str") == str(article["article_id"])]
        spans += [
            (row.start, row.end, -1, "name", f' data-name="{inert(row.entity)}"' + (_row("mentions", row.mention_id) if chosen else ""))
            for row in own.itertuples()
        ]
    below = f'<ol class="notes" dir="{direction(language)}">{"".join(notes)}</ol>' if notes else ""
    body = f'<div class="marked">{_mark(text, spans, noted, key, language)}</div>{below}'
    if pd.isna(article["title"]):
        return Shown(f'{CSS}<article lang="ar" dir="rtl">{body}</article>')
    if len(text) > LONG:
        return Shown(
            f'{CSS}<details class="folded" lang="ar" dir="rtl"><summary>{inert(article["title"])}</summary><article>{body}</article></details>'
        )
    return Shown(f'{CSS}<article lang="ar" dir="rtl"><h3>{inert(article["title"])}</h3>{body}</article>')


def _row(table: str, name: object) -> str:
    return f' data-row="{table} {inert(name)}" tabindex="0"'


def _note(row: Any, *, doubtful: bool, language: str) -> str:
    who = inert(row.resolved) if isinstance(row.resolved, str) else inert(label("unknown", language))
    sure = number(100 * row.confidence, language) + ("٪" if language == "ar" else "%")
    parts = [
        f"<bdi><b>{who}</b></bdi>",
        f"<bdi>{inert(row.cue)}</bdi>",
        inert(rule_label(str(row.rule), language)),
        f"{inert(label('confidence', language))} {sure}",
    ]
    return " — ".join([*parts, *([f"<strong>{inert(label('doubtful', language))}</strong>"] if doubtful else [])])


def _mark(text: str, spans: list[tuple], noted: dict[int, int], key: str, language: str) -> str:
    """The text cut at every boundary; each piece carries the innermost mark over it, a cue the number of its note."""
    cuts = sorted({0, len(text), *(s[0] for s in spans), *(s[1] for s in spans)})
    out = []
    for a, b in itertools.pairwise(cuts):
        piece = inert(text[a:b])
        over = [s for s in spans if s[0] <= a and b <= s[1]]
        name = next((s for s in over if s[3] == "name"), None)
        if name is not None:
            piece = f"<cite{name[4]}>{piece}</cite>"
        layers = [s for s in over if s[3] != "name"]
        if layers:
            *_, layer, row = max(layers, key=lambda s: (s[2], -(s[1] - s[0])))
            piece = f'<mark class="{layer}"{row}>{piece}</mark>'
        out.append(piece)
        if b in noted:
            out.append(f'<sup><a href="#{key}{noted[b]}">{number(noted[b], language)}</a></sup>')
    return "".join(out)
