"""A relation as the steps build it: a cue, its source and its content, in token indexes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from toolkit.sentence.lexicon import Cue
from toolkit.sentence.phrases import Span


class Beginning(NamedTuple):
    """How the content begins (a kind of `beginnings.KINDS`), and its token."""

    kind: str
    at: int


@dataclass
class Relation:
    """A cue with what belongs to it; `certain` is the probability of each step's choice."""

    at: int
    cue: Cue
    begins: Beginning
    source: Span | None
    certain: dict[str, float]
    stop: int | None = None  # one past the content's last token, where a model says so
    content: Span | None = None
    speaker: Span | None = None
    carried: str = "own"  # own: its source speaks; spoke, near: where the speaker of one without a source was found; unknown
    doubles: Relation | None = None  # the relation whose content it repeats («… على حد قوله»)
    cue_span: Span | None = None  # characters, where the cue is more than its word
    negated: bool = False

    def holds(self, i: int) -> bool:
        """Whether token i stands in the content."""
        return self.content is not None and self.content[0] <= i < self.content[1]
