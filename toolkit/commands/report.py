"""`isnad report`, `isnad rerun`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from toolkit.commands.base import NOTHING_NEW, Command, analyzer, delivery, every_language, folders, lexicons, names


@click.command(cls=Command)
@click.argument("corpus")
@click.option("--out", default="reports", show_default=True, help="Folder that receives the run.")
@click.option("--only", multiple=True, help="Only this notebook (number or name); may be given more than once.")
@click.option("--params", type=click.Path(exists=True, dir_okay=False), help="YAML file of notebook parameters.")
@click.option("-p", "--parameter", multiple=True, nargs=2, metavar="NAME VALUE", help="One notebook parameter (VALUE is YAML).")
@click.option("--language", type=click.Choice(["ar", "en"]), default="ar", show_default=True)
@analyzer
@folders
@every_language
@lexicons
@names
@click.option("--isolated", is_flag=True, help="Run each notebook in a kernel of its own: slower; as on systems that cannot fork.")
@click.option("--interactive", is_flag=True, help="Let the tables of the pages sort, search and page (a script inside each page; no request).")
@click.option("--compare", default="", help="Add a page that compares: outlet, category, a day (before, after), or another corpus.")
@click.option("--since-last", is_flag=True, help="Open with what is new since the last run on CORPUS in --out; ends with 4 where nothing is.")
@delivery
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


@click.command(cls=Command)
@click.argument("run", type=click.Path(exists=True))
@click.option("--out", default="reports", show_default=True, help="Folder that receives the run.")
@delivery
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
        "compare": str(given.pop("compare", "")),
        "since": Path(earlier) if (earlier := given.pop("earlier", "")) else None,
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
    from toolkit.opened import open_corpus
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
