"""`isnad sample`, `isnad score`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.commands.base import Command

if TYPE_CHECKING:
    import pandas as pd


@click.command(cls=Command)
@click.argument("corpus")
@click.option("--out", default="sample.csv", show_default=True, type=click.Path(dir_okay=False), help="The sheet: .csv or .xlsx.")
@click.option("--n", default=200, show_default=True, type=click.IntRange(min=1), help="Rows to sample.")
@click.option("--by", type=click.Choice(["rule", "outlet", "kind", "confidence"]), default="confidence", show_default=True, help="Strata.")
@click.option("--table", type=click.Choice(["attributions", "mentions"]), default="attributions", show_default=True)
@click.option("--articles", default=0, type=click.IntRange(min=0), help="Sample so many whole articles instead, to find what was missed.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same sample.")
def sample(corpus: str, out: str, n: int, by: str, table: str, articles: int, seed: int) -> None:
    """Write a sample of CORPUS as a sheet to judge: fill its empty columns with 1 or 0, then `isnad score`."""
    from toolkit.judging import article_sample, row_sample, write_sheet
    from toolkit.opened import open_corpus

    opened = open_corpus(corpus)
    if articles:
        rows = article_sample(opened.attributions, opened.articles, articles, seed=seed)
    else:
        rows = row_sample(getattr(opened, table), opened.articles, n, by=by, seed=seed)
    click.echo(f"{write_sheet(rows, out)}: {len(rows)} {'articles' if articles else 'rows'} to judge")


@click.command(cls=Command)
@click.argument("sheets", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False))
@click.option("--articles", type=click.Path(exists=True, dir_okay=False), help="A judged sheet of whole articles: recall.")
@click.option("--keep", "corpus", type=click.Path(exists=True), help="Keep the result in this CORPUS: its reports say it.")
def score(sheets: tuple[str, ...], articles: str | None, corpus: str | None) -> None:
    """What judged SHEETS say: precision by stratum and in the whole, with intervals; of two sheets, how far the coders agree."""
    from datetime import UTC, datetime

    from toolkit.judging import agreement, measured, read_sheet, recall, scored
    from toolkit.measured import keep

    read = [read_sheet(sheet) for sheet in sheets]
    if corpus:
        _of_corpus(read[0], sheets[0], corpus)
    scores = scored(read[0])
    if scores.empty:
        whole = "missed" in read[0]
        raise click.ClickException(
            f"{sheets[0]}: "
            + (
                "it is a sheet of articles: give it as --articles, after one of rows"
                if whole
                else "nothing is judged yet: fill its empty columns with 1 or 0"
            )
        )
    if len(read) > 1:
        click.echo(f"precision by {sheets[0]}; the agreement of all {len(read)} sheets is below")
    click.echo(scores.round(3).to_string(index=False))
    said = measured(scores)
    if articles:
        found = recall(read_sheet(articles), float(said["share"]))  # type: ignore[arg-type]
        click.echo("recall {recall:.3f} ({low:.3f} to {high:.3f}): {missed:.0f} missed in {articles} articles".format(**found))
    if len(read) > 1:
        click.echo(agreement(read).round(3).to_string(index=False))
    if corpus:
        file = keep(Path(corpus), said, sheet=sheets[0], when=datetime.now(UTC).isoformat(timespec="seconds"))
        click.echo(f"kept in {file}: reports on this corpus say it")


def _of_corpus(sheet: pd.DataFrame, name: str, corpus: str) -> None:
    """A measurement is kept only where it was made."""
    from toolkit.opened import open_corpus

    here = set(open_corpus(corpus).articles["article_id"].astype("str"))
    absent = int((~sheet["article_id"].astype("str").isin(here)).sum())
    if absent:
        raise click.ClickException(
            f"{absent} of the {len(sheet)} rows of {name} are of articles that are not in {corpus}: it was drawn from another corpus"
        )
