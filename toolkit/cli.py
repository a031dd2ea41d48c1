"""The command `isnad`: thin, over public functions."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit import __version__
from toolkit.mistakes import Mistake

if TYPE_CHECKING:
    import pandas as pd

# What takes seconds to import is imported by the command that needs it, where an interrupt is told in one line.
FINDERS = ("tagger", "camel")
NOTHING_NEW = 4  # how a command ends that found nothing new
FORMS = ("csv", "xlsx", "parquet", "gexf", "graphml", "vosviewer", "conllu", "tei", "bibtex", "labelstudio", "inception", "brat")
ANALYZERS = ("buckwalter", "camel", "lattice", "stanza")


class _Stopped(KeyboardInterrupt):
    """The system asks to end: everything is left as after Ctrl-C."""


def _stop(number: int, frame: object) -> None:
    raise _Stopped


class _Command(click.Command):
    def invoke(self, ctx: click.Context) -> object:
        before = signal.signal(signal.SIGTERM, _stop)
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            click.echo("stopped: nothing was published, earlier results are untouched", err=True)
            sys.exit(143 if isinstance(stop, _Stopped) else 130)
        except (Mistake, ValueError, FileNotFoundError, FileExistsError, PermissionError, NotADirectoryError) as error:
            raise click.ClickException(str(error)) from None
        except OSError as error:
            raise click.ClickException(f"{error.strerror or error}: {error.filename or ''}") from None
        finally:
            signal.signal(signal.SIGTERM, before)


_analyzer = click.option("--analyzer", type=click.Choice(ANALYZERS), help="What segments and lemmatises (default: buckwalter).")
_folders = click.option("--folders", default="", metavar="FIELDS", help="What folder names mean, from the top: outlet, category, outlet/category …")
_lexicons = click.option(
    "--lexicons", type=click.Path(file_okay=False), help="Folder of your own lexicon entries (default: `lexicons` beside CORPUS)."
)
_names = click.option("--names", type=click.Choice(FINDERS), default="tagger", help="What finds the names: the trained tagger, or CAMeL Tools' NER.")
_every_language = click.option("--every-language", is_flag=True, help="Analyse articles that are not in Arabic too.")


def _delivery(command: Callable[..., None]) -> Callable[..., None]:
    pdf = click.option("--pdf", is_flag=True, help="Print each page to PDF too, through an installed Chromium.")
    word = click.option("--to", "word", type=click.Choice(["docx"]), help="Write each page as a Word document too.")
    return pdf(word(click.option("--bundle", is_flag=True, help="Put the run into one zip file too.")(command)))


@click.group()
@click.version_option(__version__, prog_name="isnad")
def main() -> None:
    """Isnad (إسناد): word frequencies, who is cited saying what, and who appears when, in Arabic news."""


@main.command(cls=_Command)
@click.argument("corpus")
@click.option("--out", default="reports", show_default=True, help="Folder that receives the run.")
@click.option("--only", multiple=True, help="Only this notebook (number or name); may be given more than once.")
@click.option("--params", type=click.Path(exists=True, dir_okay=False), help="YAML file of notebook parameters.")
@click.option("-p", "--parameter", multiple=True, nargs=2, metavar="NAME VALUE", help="One notebook parameter (VALUE is YAML).")
@click.option("--language", type=click.Choice(["ar", "en"]), default="ar", show_default=True)
@_analyzer
@_folders
@_every_language
@_lexicons
@_names
@click.option("--isolated", is_flag=True, help="Run each notebook in a kernel of its own: slower; as on systems that cannot fork.")
@click.option("--interactive", is_flag=True, help="Let the tables of the pages sort, search and page (a script inside each page; no request).")
@click.option("--compare", default="", help="Add a page that compares: outlet, category, a day (before, after), or another corpus.")
@click.option("--since-last", is_flag=True, help="Open with what is new since the last run on CORPUS in --out; ends with 4 where nothing is.")
@_delivery
def report(
    corpus: str, out: str, only: tuple[str, ...], params: str | None, parameter: tuple[tuple[str, str], ...], language: str,
    analyzer: str | None, folders: str, every_language: bool, lexicons: str | None, names: str, isolated: bool, interactive: bool,
    compare: str, since_last: bool, pdf: bool, word: str | None, bundle: bool,
) -> None:  # fmt: skip
    """Run the notebooks on CORPUS (a file, a folder, a glob, or a folder made by `isnad tables`) and render them."""
    from toolkit.report import run_report
    from toolkit.report.deliver import browser
    from toolkit.report.parameters import given_parameters

    given = given_parameters(params, parameter)
    if pdf:
        browser()
    chosen = [name for value in only for name in value.split(",")]
    since = _since(corpus, out) if since_last else None
    folder = run_report(
        corpus,
        out,
        only=chosen,
        parameters=given,
        language=language,
        analyzer=analyzer,
        folders=folders,
        every_language=every_language,
        lexicons=lexicons,
        finder=names,
        isolated=isolated,
        interactive=interactive,
        compare=compare,
        since=since,
        tell=click.echo,
    )
    _deliver(folder, pdf, bundle, word)


@main.command(cls=_Command)
@click.argument("run", type=click.Path(exists=True))
@click.option("--out", default="reports", show_default=True, help="Folder that receives the run.")
@_delivery
def rerun(run: str, out: str, pdf: bool, word: str | None, bundle: bool) -> None:
    """Run again what RUN (a run folder or its run.json) was made of: same corpus, notebooks and parameters, same tables."""
    from toolkit.report import run_report
    from toolkit.report.deliver import browser
    from toolkit.report.parameters import BadParameter

    file = Path(run) / "run.json" if Path(run).is_dir() else Path(run)
    try:
        old = json.loads(file.read_text(encoding="utf-8"))
        corpus, language, given, only = old["path"], old["language"], dict(old["parameters"]), old["only"]
    except (ValueError, KeyError, TypeError) as error:
        raise BadParameter(f"{file} is no run.json of isnad report: {error}") from None
    if pdf:
        browser()
    given.pop("language", None)
    analyzer = old.get("analyzer") if old.get("analyzer") != "buckwalter" else None
    reading = {
        "folders": str(old.get("folders", "")),
        "every_language": bool(old.get("every_language", False)),
        "lexicons": old.get("lexicons"),
        "finder": str(old.get("names", "tagger")),
        "interactive": bool(old.get("interactive", False)),
    }
    folder = run_report(corpus, out, only=only, parameters=given, language=language, analyzer=analyzer, **reading, tell=click.echo)  # type: ignore[arg-type]
    new = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    if new["fingerprint"] != old["fingerprint"]:
        click.echo(f"the corpus {corpus} has changed since that run: the tables differ", err=True)
    if new["version"] != old["version"]:
        click.echo(f"that run was made by isnad {old['version']}, this one by {new['version']}", err=True)
    _deliver(folder, pdf, bundle, word)


def _since(corpus: str, out: str) -> Path | None:
    """The last run on the corpus, and a line of what is new; nothing new ends the command."""
    from toolkit.comparison.sides import articles_of
    from toolkit.corpus import open_corpus
    from toolkit.report.run import last_run

    last = last_run(corpus, out)
    if last is None:
        click.echo(f"no earlier run on {corpus} in {out}: everything is new")
        return None
    known = articles_of(last)
    new = int((~open_corpus(corpus).articles["article_id"].astype("str").isin(known)).sum())
    click.echo(f"{new:,} new articles since {last.name}")
    if not new:
        sys.exit(NOTHING_NEW)
    return last


def _deliver(folder: Path, pdf: bool, bundle: bool, word: str | None) -> None:
    from toolkit.report.deliver import bundle as write_bundle
    from toolkit.report.deliver import write_pdfs

    made = write_pdfs(folder) if pdf else []
    if word:
        from toolkit.report.word import write_docx

        made += write_docx(folder)
    click.echo(f"\nReports: {folder.parent / 'index.html'}")
    for page in [*sorted(folder.glob("*.html")), *made]:
        click.echo(f"  {page}")
    if bundle:
        click.echo(f"  {write_bundle(folder)}")


@main.command(cls=_Command)
@click.argument("corpus")
@click.option("--out", required=True, help="Folder for the Parquet tables (new, empty, or made by this command).")
@click.option("--gazetteer", type=click.Path(dir_okay=False), help="CSV of your own names (see the README).")
@click.option("--corrections", type=click.Path(dir_okay=False), help="CSV of what people corrected (default: corrections.csv in or beside CORPUS).")
@_analyzer
@_folders
@_every_language
@_lexicons
@_names
@click.option("--workers", type=click.IntRange(min=1), help="Processes that share the work (default: one for each processor).")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask scheduler that shares the work instead, such as tcp://host:8786.")
def tables(
    corpus: str, out: str, gazetteer: str | None, corrections: str | None, analyzer: str | None, folders: str, every_language: bool, lexicons: str | None, names: str,
    workers: int | None, scheduler: str | None,
) -> None:  # fmt: skip
    """Write every table of CORPUS as Parquet (large ones by outlet and month); after an interruption it goes on where it stood."""
    from toolkit.corpus import open_corpus
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


@main.command(cls=_Command)
@click.argument("tables", type=click.Path(exists=True, file_okay=False))
@click.argument("new", nargs=-1, required=True)
@_folders
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


@main.command(cls=_Command)
@click.argument("corpus")
@click.option("--out", default="sample.csv", show_default=True, type=click.Path(dir_okay=False), help="The sheet: .csv or .xlsx.")
@click.option("--n", default=200, show_default=True, type=click.IntRange(min=1), help="Rows to sample.")
@click.option("--by", type=click.Choice(["rule", "outlet", "kind", "confidence"]), default="confidence", show_default=True, help="Strata.")
@click.option("--table", type=click.Choice(["attributions", "mentions"]), default="attributions", show_default=True)
@click.option("--articles", default=0, type=click.IntRange(min=0), help="Sample so many whole articles instead, to find what was missed.")
@click.option("--seed", default=1, show_default=True, help="The same seed gives the same sample.")
def sample(corpus: str, out: str, n: int, by: str, table: str, articles: int, seed: int) -> None:
    """Write a sample of CORPUS as a sheet to judge: fill its empty columns with 1 or 0, then `isnad score`."""
    from toolkit.corpus import open_corpus
    from toolkit.judging import article_sample, row_sample, write_sheet

    opened = open_corpus(corpus)
    if articles:
        rows = article_sample(opened.attributions, opened.articles, articles, seed=seed)
    else:
        rows = row_sample(getattr(opened, table), opened.articles, n, by=by, seed=seed)
    click.echo(f"{write_sheet(rows, out)}: {len(rows)} {'articles' if articles else 'rows'} to judge")


@main.command(cls=_Command)
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
    from toolkit.corpus import open_corpus

    here = set(open_corpus(corpus).articles["article_id"].astype("str"))
    absent = int((~sheet["article_id"].astype("str").isin(here)).sum())
    if absent:
        raise click.ClickException(
            f"{absent} of the {len(sheet)} rows of {name} are of articles that are not in {corpus}: it was drawn from another corpus"
        )


@main.command(cls=_Command)
@click.argument("corpus")
@click.option("--to", "form", required=True, type=click.Choice(FORMS))
@click.option("--out", required=True, type=click.Path(file_okay=False), help="A new or empty folder.")
def export(corpus: str, form: str, out: str) -> None:
    """Write CORPUS (or a folder of tables) for another program: whole tables, networks, or articles with marks to correct."""
    from toolkit.corpus import open_corpus
    from toolkit.exchange import export as write

    for name, count in write(open_corpus(corpus), form, out).items():
        click.echo(f"{name:16} {count:>10,}")
    click.echo(f"written to {out}")


@main.command("import", cls=_Command)
@click.argument("path", type=click.Path(exists=True))
@click.argument("corpus")
@click.option("--from", "form", required=True, type=click.Choice(["labelstudio", "inception", "brat", "csv"]))
@click.option("--by", help="Who made the changes (default: your user name).")
def bring(path: str, corpus: str, form: str, by: str | None) -> None:
    """Take what was changed in PATH, an export of another tool, into the corrections of CORPUS."""
    from toolkit.corpus import open_corpus
    from toolkit.corrections import record
    from toolkit.corrections.judgements import place_for
    from toolkit.corrections.read import usable
    from toolkit.exchange import changes

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


@main.command(cls=_Command)
@click.argument("folder", type=click.Path(file_okay=False))
@click.option("--example", is_flag=True, help="Fill corpus/ with the articles that come with Isnad.")
def init(folder: str, example: bool) -> None:
    """Lay out a researcher's project in FOLDER: notebooks, corpus/, gazetteer.csv, corrections.csv, a README."""
    from toolkit.project import lay_out

    made = lay_out(folder, example=example)
    for path in made:
        click.echo(f"  {path}")
    click.echo(f"{folder} is ready: put your articles into {Path(folder) / 'corpus'}, then `isnad lab {folder}`")


@main.command(cls=_Command, context_settings={"ignore_unknown_options": True})
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def lab(folder: str, arguments: tuple[str, ...]) -> None:
    """JupyterLab in FOLDER with right-to-left prose and cells; ARGUMENTS go to jupyter lab."""
    from toolkit.project import lab as run

    sys.exit(run(folder, arguments))


if __name__ == "__main__":
    main()
