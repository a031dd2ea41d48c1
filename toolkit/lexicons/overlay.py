"""A user's own entries: a folder of CSV files that are laid over the lexicons of the package."""

from __future__ import annotations

import hashlib
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.arabic import fold
from toolkit.mistakes import Mistake

_CLOSED = ("kind", "class", "tier", "form", "frame", "frames", "pos", "where")  # columns whose values the package knows
AS_TEXT: dict[str, Any] = {"dtype": "str", "comment": "#", "keep_default_na": False, "na_values": [""]}
_folder: Path | None = None
_digest = ""  # of the entries that are in use


class BadLexicon(Mistake, ValueError):
    """A file of own entries cannot be used: the message names the file, the line and what to write."""


def use_lexicons(folder: str | Path | None) -> Path | None:
    """Lays the CSV files of a folder over the lexicons of the package, from now on in this process; None: the package's alone.

    A file is called as the lexicon that it adds to (`cues.csv`, `roles.csv` …) and has its first column and any of the others. A row is added;
    one whose first cell begins with `-` takes away the package's rows of that word. Returns the folder that was in use before.
    Raises BadLexicon for a file, column or entry that cannot be used; FileNotFoundError.

    >>> use_lexicons(None)
    """
    global _folder, _digest
    before = _folder
    new = Path(folder).expanduser().resolve() if folder is not None else None
    if new is not None and not new.is_dir():
        raise FileNotFoundError(f"there is no folder of lexicons {str(folder)!r}: check the path")
    digest = lexicons_digest(new)
    if (new, digest) == (before, _digest):
        return before
    for file in sorted(new.glob("*.csv")) if new else ():
        known = files("toolkit.lexicons") / file.name
        if not known.is_file():
            raise BadLexicon(f"{file}: there is no lexicon of this name; `toolkit/lexicons/README.md` lists those that there are")
        _joined(file, pd.read_csv(str(known), **AS_TEXT))
    _folder, _digest = new, digest
    _forget()
    return before


def lexicons_digest(folder: Path | None) -> str:
    """What tells whether two folders hold the same entries; empty for none."""
    if folder is None:
        return ""
    mix = hashlib.sha256()
    for file in sorted(folder.glob("*.csv")):
        mix.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return mix.hexdigest()[:16]


def lexicons_beside(corpus: Path) -> Path | None:
    """The folder `lexicons` beside a corpus, if it holds a file that is called as one of the lexicons."""
    beside = corpus.resolve().parent / "lexicons"
    known = files("toolkit.lexicons")
    own = beside.is_dir() and beside != Path(str(known)) and any((known / file.name).is_file() for file in beside.glob("*.csv"))
    return beside if own else None


def laid_over(name: str, base: pd.DataFrame) -> pd.DataFrame:
    """The package's lexicon `name` with the user's rows, if there are any."""
    file = _folder / f"{name}.csv" if _folder else None
    return base if file is None or not file.is_file() else _joined(file, base)


def _joined(file: Path, base: pd.DataFrame) -> pd.DataFrame:
    """The lexicon without what the file marks with `-`, and with its other rows."""
    own = _read(file, base)
    key = base.columns[0]
    taken = own[key].str.startswith("-")
    gone = set(map(fold, own.loc[taken, key].str[1:].str.strip()))
    unknown = gone - set(map(fold, base[key].dropna()))
    if unknown:
        raise BadLexicon(f"{file}: `-{sorted(unknown)[0]}` takes away what the package's {file.name} does not have: delete the line")
    added = own[~taken]
    _check(file, base, added)
    kept = base[~base[key].map(fold, na_action="ignore").isin(gone)]
    if base[key].is_unique and (double := sorted(set(added[key]) & set(kept[key]))):
        raise BadLexicon(f"{file}: {double[0]!r} stands in the package's {file.name} already: a line `-{double[0]}` takes that one away")
    return pd.concat([kept, added], ignore_index=True)


def _read(file: Path, base: pd.DataFrame) -> pd.DataFrame:
    try:
        own = pd.read_csv(file, **AS_TEXT, encoding="utf-8-sig", skipinitialspace=True)
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise BadLexicon(f"{file} is no CSV file in UTF-8 with a line of column names: {error}") from None
    own.columns = own.columns.str.strip()
    strange = [column for column in own.columns if column not in base.columns]
    if strange or base.columns[0] not in own.columns:
        what = f"has a column {strange[0]!r}" if strange else f"lacks the column {base.columns[0]!r}"
        raise BadLexicon(f"{file} {what}: the columns are {', '.join(base.columns)}")
    own = own.apply(lambda column: column.str.strip()).reindex(columns=base.columns)
    if own[base.columns[0]].isna().any():
        line = int(own[base.columns[0]].isna().to_numpy().argmax()) + 2
        raise BadLexicon(f"{file}: entry {line - 1} has nothing in the column {base.columns[0]!r}")
    return own


def _check(file: Path, base: pd.DataFrame, added: pd.DataFrame) -> None:
    """Entries that can never match, or that say what nothing understands, are mistakes."""
    key = base.columns[0]
    one_word = not base[key].dropna().str.contains(" ").any()
    for word in added[key]:
        if not any(char.isalpha() for char in fold(word)) or (one_word and " " in word):
            raise BadLexicon(f"{file}: {word!r} can never be met in a text: " + ("write one word" if " " in word else "write a word in letters"))
    for column in base.columns.intersection(_CLOSED):
        known = {part for cell in base[column].dropna() for part in cell.split()}
        needed = not base[column].isna().any()
        for word, cell in zip(added[key], added[column], strict=True):
            strange = [part for part in cell.split() if part not in known] if isinstance(cell, str) else []
            if strange or (needed and not isinstance(cell, str)):
                raise BadLexicon(f"{file}: {word!r} has {strange[0] if strange else 'nothing'!r} as {column}: it may be {', '.join(sorted(known))}")


def _forget() -> None:
    """What was read from the lexicons before is read again when it is needed."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "toolkit":
            for value in list(vars(module).values()):
                if callable(getattr(value, "cache_clear", None)):
                    value.cache_clear()
