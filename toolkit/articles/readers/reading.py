"""What a reader gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Column = Any  # a list, or an Arrow array where a file is large


@dataclass
class Reading:
    """Columns as the file names them, and what went wrong: (severity, problem, detail).

    `page` says that the reader made the body out of a page, so that titles and boilerplate lines may be taken off it;
    otherwise `text` is a field and stays as given. `published_from` says where a date in the columns comes from.
    """

    columns: dict[str, Column]
    problems: list[tuple[str, str, str]] = field(default_factory=list)
    page: bool = False
    published_from: str = "metadata"

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), []))

    @classmethod
    def failed(cls, problem: str, detail: str) -> Reading:
        """Nothing could be read."""
        return cls({}, [("error", problem, detail)])


NOT_TEXT = ("not a text file", "its bytes are no text in any known encoding: convert it, or take it out of the folder")
