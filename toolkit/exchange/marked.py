"""Articles with what is marked in them, as tools of annotation have it; and the corrections that tell two of them apart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from toolkit.corrections import Correction
from toolkit.mistakes import Mistake

Span = tuple[int, int]
NAMES = ("PER", "ORG", "LOC", "EVENT", "UNIT")
ROLES = ("source", "speaker", "content")  # of a cue


NAMES_FILE = "articles.tsv"  # file name → article_id, of exports with a file an article


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


def file_name(article_id: str, taken: dict[str, str]) -> str:
    """A name for the article's file that every system takes and a person can read; `taken` (name → id) has it then.

    >>> file_name("صحف/خبر 1.txt", {})
    'صحف_خبر_1.txt'
    """
    short = re.sub(r"[^\w.-]+", "_", article_id).strip("._")[:60] or "article"
    name, n = short, 1
    while name.lower() in taken:
        n += 1
        name = f"{short}~{n}"
    taken[name.lower()] = article_id
    return name


def write_names(folder: Path, names: dict[str, str]) -> None:
    """The list that tells which article a file is of (`names`: file name → id)."""
    lines = [f"{name}\t{json.dumps(article_id, ensure_ascii=True)}\n" for name, article_id in sorted(names.items())]
    (folder / NAMES_FILE).write_text("".join(lines), encoding="utf-8")


def read_names(*folders: Path) -> dict[str, str]:
    """File name → article_id, of the first folder that has the list; empty where none has."""
    file = next((folder / NAMES_FILE for folder in folders if (folder / NAMES_FILE).is_file()), None)
    if file is None:
        return {}
    rows = (line.split("\t", 1) for line in file.read_text(encoding="utf-8").splitlines() if "\t" in line)
    return {name: json.loads(article_id) for name, article_id in rows}


def differences(before: Iterable[Marked], after: Iterable[Marked]) -> list[Correction]:
    """What somebody changed, as corrections; articles that are in one of the two alone are passed over.

    Raises BadExchange where none is in both.
    """
    changed = {one.article_id: one for one in after}
    found: list[Correction] = []
    met = 0
    for old in before:
        new = changed.get(old.article_id)
        if new is not None:
            met += 1
            found += [*_names(old, new), *_relations(old, new)]
    if changed and not met:
        raise BadExchange(f"none of the {len(changed)} articles that it holds is in this corpus: was it exported from another one?")
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
