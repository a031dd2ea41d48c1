"""Doors out and in: the tables for other programs, and annotations from tools in which people correct them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from toolkit.corpus import Corpus
from toolkit.corrections import Correction
from toolkit.exchange import bibliography, brat, conllu, inception, labelstudio, networks, tables, tei
from toolkit.exchange.marked import BadExchange, Marked, differences, marked

__all__ = ["EXPORTS", "IMPORTS", "BadExchange", "Marked", "changes", "differences", "export", "marked"]

_ANNOTATED = {"labelstudio": labelstudio, "inception": inception, "brat": brat}
IMPORTS: dict[str, Callable[[Path], list[Marked]]] = {name: tool.read for name, tool in _ANNOTATED.items()} | {"csv": tables.read_csv}
EXPORTS: dict[str, Callable[[Corpus, Path], dict[str, int]]] = {
    "csv": tables.write_csv,
    "xlsx": tables.write_xlsx,
    "parquet": tables.write_parquet,
    "gexf": partial(networks.write, ending="gexf"),
    "graphml": partial(networks.write, ending="graphml"),
    "vosviewer": networks.write_vosviewer,
    "conllu": conllu.write,
    "tei": tei.write,
    "bibtex": bibliography.write,
    **{name: lambda corpus, folder, tool=tool: tool.write(_marked(corpus), folder) for name, tool in _ANNOTATED.items()},  # type: ignore[misc]
}


def _marked(corpus: Corpus) -> Iterator[Marked]:
    return marked(corpus.articles, corpus.mentions, corpus.attributions)


def export(corpus: Corpus, to: str, folder: str | Path) -> dict[str, int]:
    """Writes the corpus for another program into a new or empty folder; returns what was written, with its count.

    Parameters: `to`: one of EXPORTS.
    Raises BadExchange for another; FileExistsError for a folder that holds files.
    """
    folder = Path(folder)
    if to not in EXPORTS:
        raise BadExchange(f"there is no export to {to!r}: choose one of {', '.join(EXPORTS)}")
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} holds files: name a new or an empty folder")
    return EXPORTS[to](corpus, folder)


def changes(corpus: Corpus, source: str, path: str | Path) -> list[Correction]:
    """What people changed in another tool since it was exported, as corrections of the corpus.

    Parameters: `source`: one of IMPORTS; `path`: what the tool exported.
    Raises BadExchange for what cannot be read.
    """
    if source not in IMPORTS:
        raise BadExchange(f"there is no import from {source!r}: choose one of {', '.join(IMPORTS)}")
    found = differences(_marked(corpus), IMPORTS[source](Path(path)))
    return [*found, *tables.changed_cells(corpus, Path(path))] if source == "csv" else found
