"""`isnad tables`, `isnad update`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.commands.base import NOTHING_NEW, Command, analyzer, every_language, folders, lexicons, names


@click.command(cls=Command)
@click.argument("corpus")
@click.option("--out", required=True, help="Folder for the Parquet tables (new, empty, or made by this command).")
@click.option("--gazetteer", type=click.Path(dir_okay=False), help="CSV of your own names (see the README).")
@click.option("--corrections", type=click.Path(dir_okay=False), help="CSV of what people corrected (default: corrections.csv in or beside CORPUS).")
@analyzer
@folders
@every_language
@lexicons
@names
@click.option("--workers", type=click.IntRange(min=1), help="Processes that share the work (default: one for each processor).")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler that shares the work instead, such as tcp://host:8786.")
def tables(
    corpus: str, out: str, gazetteer: str | None, corrections: str | None, analyzer: str | None, folders: str, every_language: bool, lexicons: str | None, names: str,
    workers: int | None, scheduler: str | None,
) -> None:  # fmt: skip
    """Write every table of CORPUS as Parquet (large ones by outlet and month); after an interruption it goes on where it stood."""
    from toolkit.opened import open_corpus
    from toolkit.tables import write_tables

    opened = open_corpus(
        corpus,
        gazetteer=gazetteer,
        analyzer=analyzer,
        folders=folders,
        every_language=every_language,
        lexicons=lexicons,
        finder=names,
        corrections=corrections,
    )
    rows = write_tables(opened, Path(out).resolve(), workers=workers, scheduler=scheduler)
    for name, count in rows.items():
        click.echo(f"{name:14} {count:>10,} rows")
    click.echo(f"written to {out}")


@click.command(cls=Command)
@click.argument("tables", type=click.Path(exists=True, file_okay=False))
@click.argument("new", nargs=-1, required=True)
@folders
@click.option("--workers", type=click.IntRange(min=1), help="Processes that share the work (default: one for each processor).")
def update(tables: str, new: tuple[str, ...], folders: str, workers: int | None) -> None:
    """Add the articles of NEW (files, folders, globs) to TABLES that `isnad tables` wrote; only parts that change are analysed.

    Prints one line; ends with 0 if something was added or changed, with 4 if everything was known.
    """
    from toolkit.tables import update_tables

    done = update_tables(tables, new, folders=folders, workers=workers)
    click.echo(f"{done.added} articles added, {done.changed} changed, {done.known} known already; {done.rows['articles']:,} in {tables}")
    if not done.added and not done.changed:
        sys.exit(NOTHING_NEW)
