"""`isnad export`, `isnad import`."""

from __future__ import annotations

import click

from toolkit.commands.base import FORMS, Command


@click.command(cls=Command)
@click.argument("corpus")
@click.option("--to", "form", required=True, type=click.Choice(FORMS))
@click.option("--out", required=True, type=click.Path(file_okay=False), help="A new or empty folder.")
def export(corpus: str, form: str, out: str) -> None:
    """Write CORPUS (or a folder of tables) for another program: whole tables, networks, or articles with marks to correct."""
    from toolkit.exchange import export as write
    from toolkit.opened import open_corpus

    for name, count in write(open_corpus(corpus), form, out).items():
        click.echo(f"{name:16} {count:>10,}")
    click.echo(f"written to {out}")


@click.command("import", cls=Command)
@click.argument("path", type=click.Path(exists=True))
@click.argument("corpus")
@click.option("--from", "form", required=True, type=click.Choice(["labelstudio", "inception", "brat", "csv"]))
@click.option("--by", help="Who made the changes (default: your user name).")
def bring(path: str, corpus: str, form: str, by: str | None) -> None:
    """Take what was changed in PATH, an export of another tool, into the corrections of CORPUS."""
    from toolkit.corrections import record
    from toolkit.corrections.judgements import place_for
    from toolkit.corrections.read import usable
    from toolkit.exchange import changes
    from toolkit.opened import open_corpus

    opened = open_corpus(corpus)
    found, faults = usable(changes(opened, form, path))
    for fault in faults:
        click.echo(f"not taken: {fault}")
    if found:
        file = opened.corrections_file or place_for(opened.path)
        record(file, *found, by=by)
        click.echo(f"{len(found)} corrections added to {file}")
    else:
        click.echo("nothing was changed")
