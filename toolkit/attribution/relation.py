"""A relation as the steps build it: a cue, its source and its content, in token indexes."""

from __future__ import annotations

from dataclasses import dataclass, field

from toolkit.attribution.lexicon import Cue


@dataclass
class Relation:
    """A cue with what belongs to it, in token indexes; `rule` collects the names of the steps that made it."""

    at: int
    cue: Cue
    source: tuple[int, int] | None
    content: tuple[int, int] | None
    frame: str
    opener: int | None = None
    negated: bool = False
    order: str = "dropped"  # verb-subject, subject-verb, dropped, relative, participle, after-content
    antecedent: tuple[int, int] | None = None
    same_content_as: Relation | None = None
    cue_span: tuple[int, int] | None = None
    rule: list[str] = field(default_factory=list)
