"""`isnad init`, `isnad lab`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from toolkit.commands.base import Command


@click.command(cls=Command)
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--example", is_flag=True, help="Fill corpus/ with the articles that come with Isnad.")
def init(folder: str, example: bool) -> None:
    """Lay out a researcher's project in FOLDER: notebooks, corpus/, gazetteer.csv, corrections.csv, a README."""
    from toolkit.project import lay_out

    made = lay_out(folder, example=example)
    for path in made:
        click.echo(f"  {path}")
    click.echo(f"{folder} is ready: put your articles into {Path(folder) / 'corpus'}, then `isnad lab {folder}`")


@click.command(cls=Command, context_settings={"ignore_unknown_options": True})
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(folder: str, arguments: tuple[str, ...]) -> None:
    """JupyterLab in FOLDER with right-to-left prose and cells; ARGUMENTS go to jupyter lab."""
    from toolkit.project import lab as run

    sys.exit(run(folder, arguments))
