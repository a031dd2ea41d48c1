"""Marks and notes on the lines of a concordance, in JupyterLab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pandas as pd

from toolkit.corrections.read import BadCorrections
from toolkit.notes import load_notes, note, with_notes
from toolkit.show.figure import inert
from toolkit.show.language import label, number


class Noting:
    """A list of the lines shown, with a mark and a note to the one that is chosen; saved at once."""

    def __init__(self, file: Path, language: str, drawn: Callable[[], None]) -> None:
        from ipywidgets import HTML, Checkbox, Layout, Select, Text

        say = partial(label, language=language)
        self.file, self.language, self.drawn = file, language, drawn
        self.lines, self.quiet = pd.DataFrame(), False
        self.listed = Select(layout=Layout(width="100%", height="8em"))
        self.marked, self.note = Checkbox(description=say("marked"), indent=False), Text(placeholder=say("note"), continuous_update=False)
        self.told = HTML()
        self.boxes = [self.listed, self.marked, self.note, self.told]
        self.listed.observe(self.choose, names="value")
        for box in (self.marked, self.note):
            box.observe(self.save, names="value")

    def offer(self, lines: pd.DataFrame) -> pd.DataFrame:
        """The lines to choose from; returns them with their marks and notes."""
        kept = self.listed.value
        self.lines = with_notes(lines, load_notes(self.file) if self.file.exists() else NONE)
        texts = (lines["left"].str[-40:] + " [" + lines["node"] + "] " + lines["right"].str[:40]).tolist()
        options = [(f"{number(n + 1, self.language)}. {text}", n) for n, text in enumerate(texts)]
        self.quiet = True
        self.listed.options = options
        self.listed.value = kept if kept is not None and kept < len(options) else (0 if options else None)
        self.quiet = False
        self.choose()
        self.told.value = f"<p>{inert(self.file)}</p>" if self.file.exists() else ""
        return self.lines

    def choose(self, *_: object) -> None:
        if self.quiet or self.listed.value is None:
            return
        line = self.lines.iloc[self.listed.value]
        self.quiet = True
        self.marked.value, self.note.value = bool(line["marked"]), "" if pd.isna(line["note"]) else str(line["note"])
        self.quiet = False

    def save(self, *_: object) -> None:
        if self.quiet or self.listed.value is None:
            return
        try:
            note(self.file, self.lines.iloc[self.listed.value], marked=self.marked.value, text=self.note.value.strip())
        except (BadCorrections, OSError) as error:
            self.told.value = f"<p><strong>{inert(error)}</strong></p>"
            return
        self.drawn()


NONE = pd.DataFrame(
    {
        "article_id": pd.Series(dtype="str"),
        "start": pd.Series(dtype="Int64"),
        "end": pd.Series(dtype="Int64"),
        "marked": pd.Series(dtype="bool"),
        "note": pd.Series(dtype="str"),
    }
)
