"""The public functions as a researcher meets them: a text where a list is wanted is one item, a wrong table is told by name."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import pandas as pd

from toolkit.mistakes import Mistake
from toolkit.schema import TABLES

# By which columns a table is known, and how it is made.
_SIGNS = {
    "tokens": ({"token", "lemma"}, "tokens(articles)"),
    "attributions": ({"attribution_id"}, "attributions(articles, tokens, mentions=mentions)"),
    "mentions": ({"mention_id"}, "mentions(articles, tokens)"),
    "sentences": ({"is_heading"}, "sentences(articles)"),
    "problems": ({"severity", "problem"}, "load_articles(path)[1]"),
    "timeline": ({"period", "articles_in_period"}, "timeline(mentions, articles)"),
    "entities": ({"aliases", "evidence"}, "entity_table(mentions, articles)"),
    "articles": ({"text", "duplicate_of"}, "load_articles(path)[0]"),
}


class WrongTable(Mistake, TypeError):
    """A function was given another table than it needs, or one without a column: the message says which, and what makes the right one."""


def friendly(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, forgiving and telling.

    >>> from toolkit import frequencies
    >>> frequencies(pd.DataFrame({"attribution_id": ["1"]}))
    Traceback (most recent call last):
    toolkit.friendly.WrongTable: frequencies needs tokens, and was given a table of attributions: tokens(articles) makes it
    """
    signature = inspect.signature(function)
    kinds = _kinds(signature)
    if not any(kinds.values()):
        return function

    @functools.wraps(function)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            given = signature.bind(*args, **kwargs)
        except TypeError as error:
            raise TypeError(f"{function.__name__}: {error}; it is called {function.__name__}{_shown(signature)}") from None
        for kind, names in kinds.items():
            for name in names:
                if name in given.arguments:
                    given.arguments[name] = _CHECKS[kind](function.__name__, name, given.arguments[name])
        try:
            return function(*given.args, **given.kwargs)
        except KeyError as error:
            _missing(function.__name__, {name: given.arguments.get(name) for name in kinds["table"]}, error)
            raise

    return told


def _kinds(signature: inspect.Signature) -> dict[str, list[str]]:
    """The parameters that are looked at, by what they are."""
    written = {name: str(one.annotation) for name, one in signature.parameters.items()}
    return {
        "table": [name for name in written if name in _SIGNS],
        "text": [name for name, said in written.items() if said == "str" and name == "query"],
        "group": [name for name, said in written.items() if name == "group" and "Series" in said],
        "list": [name for name, said in written.items() if said.startswith(("Sequence[str]", "list[str]", "Iterable[str]"))],
    }


def _text(function: str, name: str, value: object) -> object:
    if not isinstance(value, str):
        raise WrongTable(f"{function} takes one text as {name}, and was given {value!r}: call it once for each")
    return value


def _list(function: str, name: str, value: object) -> object:
    return [value] if isinstance(value, str) else value


def _group(function: str, name: str, value: object) -> object:
    if value is not None and not isinstance(value, pd.Series):
        what = f"{value!r}" if isinstance(value, str) else type(value).__name__
        raise WrongTable(f'{function} needs group, a label for each article, and was given {what}: articles.set_index("article_id")["outlet"] is one')
    return value


def _shown(signature: inspect.Signature) -> str:
    return "(" + ", ".join(name for name, one in signature.parameters.items() if one.default is inspect.Parameter.empty) + ", …)"


def _table(function: str, name: str, value: object) -> object:
    if value is None:
        return value
    if not isinstance(value, pd.DataFrame):
        if hasattr(value, name):
            raise WrongTable(f"{function} needs the table {name}, and was given {type(value).__name__}: give its `.{name}`")
        raise WrongTable(
            f"{function} needs {name}, a table (DataFrame), and was given {type(value).__name__} {str(value)[:40]!r}: {_SIGNS[name][1]} makes it"
        )
    looks = next((table for table, (signs, _) in _SIGNS.items() if signs <= set(value.columns)), None)
    if looks not in (None, name) and not _SIGNS[name][0] <= set(value.columns):
        raise WrongTable(f"{function} needs {name}, and was given a table of {looks}: {_SIGNS[name][1]} makes it")
    return value


_CHECKS: dict[str, Callable[[str, str, object], object]] = {"table": _table, "text": _text, "group": _group, "list": _list}


def _missing(function: str, tables: dict[str, Any], error: KeyError) -> None:
    """Tells of a column that a table lacks, if that is what the error is about."""
    for name, frame in tables.items():
        wanted = [column for column in TABLES[name] if isinstance(frame, pd.DataFrame) and column not in frame and f"'{column}'" in str(error)]
        if wanted:
            raise WrongTable(f"{function}: the table {name} has no column {wanted[0]!r}; {_SIGNS[name][1]} makes one that has") from error
