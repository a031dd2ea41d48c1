"""Parameters of a notebook: which there are, of which type, and whether those given fit."""

from __future__ import annotations

import ast
import difflib
from datetime import date
from pathlib import Path

import nbformat
import yaml

from toolkit.mistakes import Mistake


class BadParameter(Mistake, ValueError):
    """A parameter that no notebook has, or a value of another type."""


def declared(notebook: Path) -> dict[str, object]:
    """Name → default of the cell tagged `parameters`.

    Raises BadParameter if the notebook has no such cell.
    """
    for cell in nbformat.read(notebook, as_version=4).cells:
        if "parameters" in cell.metadata.get("tags", []):
            found = {}
            for statement in ast.parse(cell.source).body:
                if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name) and statement.value is not None:
                    found[statement.target.id] = ast.literal_eval(statement.value)
            return found
    raise BadParameter(f"{notebook.name} has no cell tagged «parameters»: tag the cell that sets its parameters")


def check_parameters(given: dict[str, object], notebooks: list[Path]) -> dict[Path, dict[str, object]]:
    """The parameters that each notebook takes, after checking that every one is taken by some notebook, and fits.

    Raises BadParameter with the nearest valid name.
    """
    known = {notebook: declared(notebook) for notebook in notebooks}
    every = {name: value for names in known.values() for name, value in names.items()}
    for name, value in given.items():
        if name not in every:
            near = difflib.get_close_matches(name, every, 1)
            hint = f" (did you mean {near[0]!r}?)" if near else f"; there are {', '.join(sorted(every))}"
            raise BadParameter(f"no notebook has a parameter {name!r}{hint}")
        default = every[name]
        if not _fits(value, default):
            raise BadParameter(f"parameter {name!r} must be {_kind(default)}, as in {default!r}; {value!r} is {_kind(value)}")
    return {notebook: {k: v for k, v in given.items() if k in names} for notebook, names in known.items()}


def _fits(value: object, default: object) -> bool:
    if default is None or value is None:
        return value is None or isinstance(value, str | int | float | list)
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(default, bool) and isinstance(value, bool)
    if isinstance(default, float):
        return isinstance(value, int | float)
    return isinstance(value, type(default))


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a whole number", float: "a number", str: "a text", list: "a list", dict: "a mapping"}
    return "nothing" if value is None else names.get(type(value), type(value).__name__)


def given_parameters(file: str | None, single: tuple[tuple[str, str], ...]) -> dict[str, object]:
    """The parameters of a YAML file, and single ones (name, value as YAML) over them.

    Raises BadParameter for what is no YAML.
    """
    given: dict[str, object] = {}
    if file:
        try:
            content = yaml.safe_load(Path(file).read_text(encoding="utf-8"))
        except (yaml.YAMLError, ValueError) as error:
            raise BadParameter(f"{file} is no valid YAML: {str(error).splitlines()[0]}") from None
        if content is not None and not isinstance(content, dict):
            raise BadParameter(f"{file} must hold `name: value` lines")
        given.update(content or {})
    for name, value in single:
        try:
            given[name] = yaml.safe_load(value)
        except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that there is not
            raise BadParameter(f"parameter {name!r}: {value!r} is no valid YAML ({str(error).splitlines()[0]}): put it in quotation marks") from None
    # YAML reads a day as a date; notebooks take it as it is written.
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in given.items()}
