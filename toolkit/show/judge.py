"""Judging a sample in JupyterLab with two keys: a row with what stands around it, and 1 or 0 for each question; saved at once."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.judging.sheet import COLUMNS, read_sheet, write_sheet
from toolkit.show.explore import Interactive, reading_way
from toolkit.show.figure import inert
from toolkit.show.language import label, number, spoken

KEYS = {"1": True, "١": True, "0": False, "٠": False}


class Bench:
    """A sheet that is being judged: the question that comes next, and the answers so far."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.rows = read_sheet(self.path)
        self.asked = [name for name in COLUMNS if name in self.rows]
        self.given: list[tuple[int, str]] = []  # answers of this session, the last one last

    def next(self) -> tuple[int, str] | None:
        """The first row and column without an answer; None when all are judged."""
        empty = self.rows[self.asked].isna().to_numpy()
        if not empty.any():
            return None
        row = int(empty.any(axis=1).argmax())
        return row, self.asked[int(empty[row].argmax())]

    def answer(self, right: bool) -> None:
        """Answers the next question, and saves the sheet; the file as it was is kept beside it."""
        place = self.next()
        if place is not None:
            self.rows.loc[self.rows.index[place[0]], place[1]] = right
            self.given.append(place)
            self._save()

    def back(self) -> None:
        """Takes the last answer of this session back."""
        if self.given:
            row, name = self.given.pop()
            self.rows.loc[self.rows.index[row], name] = pd.NA
            self._save()

    def done(self) -> int:
        """Rows of which every question is answered."""
        return int(self.rows[self.asked].notna().all(axis=1).sum())

    def _save(self) -> None:
        aside = self.path.with_name(f".{self.path.stem}-new{self.path.suffix}")
        aside.unlink(missing_ok=True)
        answers = {name: self.rows[name].map({True: "1", False: "0"}) for name in self.asked}
        write_sheet(self.rows.assign(**answers), aside)
        shutil.copyfile(self.path, self.path.with_name(f"{self.path.name}.bak"))
        aside.replace(self.path)


def judge(path: str | Path, *, language: str | None = None) -> Interactive:
    """The rows of a sheet that `isnad sample` wrote, one after the other: press 1 (right) or 0 (wrong) for each question, - takes the last back.

    Every answer is saved into the sheet at once. In a report: how many rows are judged.
    Raises BadSheet for a file that is no such sheet.
    """
    language = spoken(language)
    bench = Bench(path)
    told = f"<p>{inert(bench.path)}: {number(bench.done(), language)} / {number(len(bench.rows), language)}</p>"
    return Interactive(told, lambda: _panel(bench, language))


def _panel(bench: Bench, language: str) -> Any:
    from ipywidgets import HTML, Button, HBox, Layout, Text, VBox

    page, keys = HTML(), Text(placeholder=label("judge.keys", language), layout=Layout(width="20em"))
    buttons = [Button(description=f"{key} {label(f'judge.{name}', language)}") for key, name in (("1", "right"), ("0", "wrong"), ("-", "back"))]

    def draw() -> None:
        page.value = _row(bench, language)

    def press(key: str) -> None:
        if key in KEYS:
            bench.answer(KEYS[key])
        elif key == "-":
            bench.back()
        draw()

    def typed(change: dict) -> None:
        if change["new"]:
            keys.value = ""
            press(str(change["new"])[-1])

    keys.observe(typed, names="value")
    for button, key in zip(buttons, "10-", strict=True):
        button.on_click(lambda _, key=key: press(key))  # type: ignore[misc]
    draw()
    return reading_way(VBox([page, HBox([keys, *buttons])]), language)


def _row(bench: Bench, language: str) -> str:
    """The row that is asked about, its parts marked, and the question."""
    place = bench.next()
    told = f"<p>{number(bench.done(), language)} / {number(len(bench.rows), language)}</p>"
    if place is None:
        return f"{told}<p><strong>{inert(label('judge.done', language))}</strong></p>"
    row = bench.rows.iloc[place[0]]
    parts = [
        f"{inert(label(name, language))}: <b>{inert(label(str(row[name]), language) if name == 'kind' else row[name])}</b>"
        for name in ("speaker", "content", "entity", "kind")
        if name in row and pd.notna(row[name])
    ]
    node = row["cue"] if "cue" in row else row.get("name", "")
    left, right = ("" if pd.isna(row[name]) else inert(row[name]) for name in ("left", "right_context"))
    text = f'<p dir="rtl" style="line-height:1.9">… {left}<mark>{inert(node)}</mark>{right} …</p>'
    return f'{told}{text}<p dir="auto">{"<br>".join(parts)}</p><p><strong>{inert(label(f"judge.{place[1]}", language))}</strong></p>'
