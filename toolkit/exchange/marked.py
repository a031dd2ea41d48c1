"""Articles with what is marked in them, as tools of annotation have it; and the corrections that tell two of them apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd

from toolkit.corrections import Correction
from toolkit.mistakes import Mistake

Span = tuple[int, int]
NAMES = ("PER", "ORG", "LOC", "EVENT", "UNIT")
ROLES = ("source", "speaker", "content")  # of a cue


class BadExchange(Mistake, ValueError):
    """A file of another tool that cannot be read: the message says what was looked for."""


@dataclass
class Marked:
    """An article: `names` by their place, and of each cue the places of its source, its speaker, its content."""

    article_id: str
    text: str
    names: dict[Span, str] = field(default_factory=dict)
    relations: dict[Span, dict[str, Span]] = field(default_factory=dict)

    def spans(self) -> list[tuple[Span, str]]:
        """Each place that plays a part, once for each part: a name, a cue, a source, a speaker, a content; in order."""
        found = [(span, type_) for span, type_ in self.names.items()] + [(cue, "cue") for cue in self.relations]
        found += [(span, role) for roles in self.relations.values() for role, span in roles.items()]
        return sorted(dict.fromkeys(found))

    def links(self) -> list[tuple[Span, str, Span]]:
        """(cue, role, place) of each part of a relation, in order."""
        return sorted((cue, role, span) for cue, roles in self.relations.items() for role, span in roles.items())


def marked(articles: pd.DataFrame, mentions: pd.DataFrame, attributions: pd.DataFrame) -> Iterator[Marked]:
    """The articles with their names and relations marked."""
    names, relations = (dict(list(frame.groupby(frame["article_id"].astype("str")))) for frame in (mentions, attributions))
    for article_id, text in zip(articles["article_id"].astype("str"), articles["text"].fillna("").astype(object), strict=True):
        one = Marked(article_id, str(text))
        if article_id in names:
            own = names[article_id]
            one.names = {(int(a), int(b)): str(t) for a, b, t in zip(own["start"], own["end"], own["type"], strict=True)}
        for row in relations[article_id].itertuples() if article_id in relations else ():
            places = {
                "source": (row.source_start, row.source_end),
                "speaker": (row.resolved_start, row.resolved_end),
                "content": (row.content_start, row.content_end),
            }
            one.relations[row.cue_start, row.cue_end] = {role: (int(a), int(b)) for role, (a, b) in places.items() if pd.notna(a)}
        yield one


def differences(before: Iterable[Marked], after: Iterable[Marked]) -> list[Correction]:
    """What somebody changed, as corrections; articles that are in one of the two alone are passed over."""
    changed = {one.article_id: one for one in after}
    found: list[Correction] = []
    for old in before:
        new = changed.get(old.article_id)
        if new is not None:
            found += [*_names(old, new), *_relations(old, new)]
    return found


def _names(old: Marked, new: Marked) -> Iterator[Correction]:
    for span in sorted({*old.names, *new.names}):
        was, is_ = old.names.get(span), new.names.get(span)
        if was != is_:
            yield _correction("mentions", "reject" if is_ is None else "type", is_, old, span)


def _relations(old: Marked, new: Marked) -> Iterator[Correction]:
    for cue in sorted({*old.relations, *new.relations}):
        was, is_ = old.relations.get(cue), new.relations.get(cue)
        if is_ is None:
            yield _correction("attributions", "reject", None, old, cue)
            continue
        for role in ROLES:
            before, now = (was or {}).get(role), is_.get(role)
            if before != now:
                yield _correction("attributions", role, f"{now[0]}-{now[1]}" if now else "-", old, cue)


def _correction(table: str, field_: str, value: str | None, article: Marked, span: Span) -> Correction:
    return Correction(table, field_, value, article.article_id, *span, text=article.text[slice(*span)])
