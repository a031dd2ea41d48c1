"""`isnad report`: run the notebooks side by side, render them, and publish the run as a whole."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import nbformat
import pyarrow as pa

import toolkit
from toolkit.corpus import Corpus
from toolkit.mistakes import Mistake
from toolkit.opened import open_corpus
from toolkit.report.aside import LOCK, aside_in
from toolkit.report.execute import Job, Lane
from toolkit.report.index import TITLES, write_index
from toolkit.report.interactive import ROWS
from toolkit.report.interactive import interactive as with_script
from toolkit.report.methods import write_methods
from toolkit.report.names import name_pages, with_names, write_name_pages
from toolkit.report.pages import cited, linked, write_article_pages
from toolkit.report.parameters import BadParameter, check_parameters
from toolkit.report.render import render
from toolkit.tables.write import fingerprint, write_tables

SIDE_BY_SIDE = 2  # notebooks at a time …
LARGE = 4_000_000  # … unless the tokens are more: then one after the other, for each kernel holds them
COMPARISON = "5_comparison"  # the notebook that --compare asks for
NEW = "6_new"  # the notebook that --since-last asks for
SELECTION = ("outlets", "categories", "since", "until")  # parameters that every notebook has
_SHOWN_VERSIONS = ("pandas", "matplotlib", "papermill", "nbconvert")


class ReportFailed(Mistake, RuntimeError):
    """Some notebooks failed: the message names them, and where they are kept for reading."""


def notebooks_folder() -> Path:
    """The notebooks of this checkout, or those that were installed with the package."""
    beside = Path(toolkit.__file__).resolve().parents[1] / "notebooks"
    return beside if beside.is_dir() else Path(__file__).parent / "notebooks"


def choose_notebooks(only: list[str] | None, folder: Path | None = None) -> list[Path]:
    """All notebooks, or those that `only` names: by number, by name, or by a part of it.

    Raises BadParameter for a name that fits none.
    """
    every = sorted((folder or notebooks_folder()).glob("[0-9]*.ipynb"))
    if not only:
        return [path for path in every if not on_request(path)]
    chosen: list[Path] = []
    for name in only:
        fitting = [path for path in every if path.stem == name or path.stem.split("_")[0] == name or name in path.stem]
        if not fitting:
            raise BadParameter(f"there is no notebook {name!r}; there are {', '.join(path.stem for path in every)}")
        chosen += [path for path in fitting if path not in chosen]
    return sorted(chosen)


def on_request(notebook: Path) -> bool:
    """Whether a notebook says in its metadata that it is run only where it is asked for."""
    return bool(nbformat.read(notebook, as_version=4).metadata.get("isnad", {}).get("on_request"))


def last_run(corpus: str | Path, out: str | Path) -> Path | None:
    """The last run in `out` on the corpus of this name that has its tables."""
    name = open_corpus(corpus).name
    runs = []
    for file in Path(out).glob("*/run.json"):
        try:
            run = json.loads(file.read_text(encoding="utf-8"))
            if run["corpus"] == name and (file.parent / "tables" / "articles.parquet").exists():
                runs.append((str(run["started"]), file.parent))
        except (ValueError, KeyError, TypeError):  # no run.json of ours
            continue
    return max(runs)[1] if runs else None


def run_report(
    corpus: str | Path,
    out: str | Path = "reports",
    *,
    only: list[str] | None = None,
    parameters: dict[str, object] | None = None,
    language: str = "ar",
    analyzer: str | None = None,
    folders: str = "",
    every_language: bool = False,
    lexicons: str | Path | None = None,
    finder: str = "tagger",
    notebooks: Path | None = None,
    isolated: bool = False,
    interactive: bool = False,
    compare: str = "",
    since: Path | None = None,
    tell: Callable[[str], None] = print,
) -> Path:
    """Reports on a corpus; returns the folder of the run, in which each notebook is a page.

    The tables are made once and shared by the notebooks; `isolated`: each runs in a kernel of its own;
    `interactive`: tables sort, search and page by a script inside the pages; `compare`: what two sides differ in (see `two_sides`), for a page
    that compares them; `since`: an earlier run, for a first page of what has come after it. Results are written aside and published whole: an interrupted
    run leaves what was there untouched.
    Raises BadParameter before anything runs; NoAnalyzer; FileNotFoundError or NoArticles for the corpus, ValueError for a selection
    that it does not have; PermissionError for the folder; ReportFailed after the other notebooks have finished.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    chosen = choose_notebooks(only, notebooks)
    given = {**(parameters or {}), "language": language}
    if compare:
        given["compare"] = str(Path(compare).resolve()) if Path(compare).exists() else compare
        chosen = sorted({*chosen, *choose_notebooks([COMPARISON], notebooks)})
    if since:
        given["earlier"] = str(since.resolve())
        chosen = [*choose_notebooks([NEW], notebooks), *chosen]
    taken = check_parameters({**given, "corpus": str(corpus)}, chosen)
    out = Path(out).resolve()
    _writable(out)
    reading = {"folders": folders, "every_language": every_language, "lexicons": lexicons, "finder": finder}
    own = {name: given.get(name) or None for name in ("gazetteer", "corrections")}
    opened = open_corpus(corpus, analyzer=analyzer, **own, **reading)  # type: ignore[arg-type]
    with aside_in(out) as aside:
        tell(f"reading {opened.name} …")
        tables, rows = _tables(opened, aside, given)
        tell(f"{rows['articles']:,} articles, {rows['tokens']:,} tokens, {rows['attributions']:,} attributions, {rows['problems']:,} problems")
        shared = {path: {**values, "corpus": str(aside / "tables"), "corrections": ""} for path, values in taken.items()}
        failed = _run_all(shared, aside, tell, lanes=1 if rows["tokens"] > LARGE else SIDE_BY_SIDE, isolated=isolated, interactive=interactive)
        pages = _write_pages([path.stem for path in chosen if (aside / path.name).exists()], tables, aside, language, interactive=interactive)
        identity = f"{started:%Y-%m-%dT%H%M%S}-{_slug(tables.name)}"
        run = {
            "id": identity, "corpus": tables.name, "path": str(corpus), "fingerprint": fingerprint(tables.articles), "language": language,
            "parameters": dict(given.items()), "only": only, "started": started.isoformat(timespec="seconds"),
            "seconds": round(time.monotonic() - clock, 1), "rows": rows, "pages": pages, "failed": sorted(failed),
            "version": toolkit.__version__, "versions": {name: version(name) for name in _SHOWN_VERSIONS}, "python": sys.version.split()[0],
            "analyzer": tables.analyzer_name, "folders": folders, "every_language": every_language, "lexicons": str(opened.lexicons or "") or None,
            "names": finder, "interactive": interactive, "measured": tables.measured.to_dict("records"), "corrections": {**told, "unfit": tables.corrections_unfit, "file": str(opened.corrections_file)} if (told := tables.corrections_told) else None,
        }  # fmt: skip
        (aside / "run.json").write_text(json.dumps(run, ensure_ascii=False, indent=1, default=str) + "\n", encoding="utf-8")
        write_methods(aside, run, tables)
        _hide_paths(aside, str(corpus))
        final = _published(aside, out, identity)
    write_index(out, language)
    if failed:
        listed = "\n".join(f"  {name}: {why}" for name, why in failed.items())
        raise ReportFailed(f"{len(failed)} of {len(chosen)} notebooks failed; they are kept with their traceback in {final}:\n{listed}")
    return final


def _tables(opened: Corpus, aside: Path, given: Mapping[str, object]) -> tuple[Corpus, dict[str, int]]:
    """The tables of the corpus, made once for all notebooks, and the rows of each; a selection of nothing is told here, not by each notebook."""
    rows = write_tables(opened, aside / "tables", partitioned=False)
    tables = open_corpus(aside / "tables")
    tables.select(**{name: given[name] for name in SELECTION if name in given})  # type: ignore[arg-type]
    pa.default_memory_pool().release_unused()  # what the tables took is room for the notebooks
    return tables, rows


def _write_pages(made: Sequence[str], tables: Corpus, aside: Path, language: str, *, interactive: bool) -> list[str]:
    """Renders the notebooks that were run, with a page for each article that they cite and for each leading name; returns their names."""
    ways = {f"{name}.html": TITLES[language].get(name, name) for name in made}
    rendered = {name: render(aside / f"{name}.ipynb", language, ways) for name in made}
    named = name_pages(tables, language, next(iter(rendered), "")) if rendered else {}
    ids = list(dict.fromkeys(name for page in [*rendered.values(), *named.values()] for name in cited(page)))
    back = next((name for name in rendered if "attribution" in name), next(iter(rendered), ""))
    known = write_article_pages(ids, tables, named, aside, language, back)
    write_name_pages({name: with_names(linked(page, known, folder="../articles/"), named, folder="") for name, page in named.items()}, aside)
    for name, page in rendered.items():
        whole = with_names(linked(page, known), named)
        (aside / f"{name}.html").write_text(with_script(whole, language) if interactive else whole, encoding="utf-8")
    return list(rendered)


def _published(aside: Path, out: Path, identity: str) -> Path:
    """Moves the finished run to where readers look for it; two runs of one second get a number each."""
    final, number = out / identity, 1
    while final.exists():
        number += 1
        final = out / f"{identity}-{number}"
    os.chmod(aside, 0o755)
    (aside / LOCK).unlink()
    os.replace(aside, final)
    return final


def _writable(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = Path(tempfile.mkdtemp(prefix=".probe-", dir=out))
        probe.rmdir()
    except OSError as error:
        raise PermissionError(f"cannot write into {out} ({error.strerror}): choose another folder with --out") from None


def _run_all(
    parameters: dict[Path, dict[str, object]], aside: Path, tell: Callable[[str], None], *, lanes: int, isolated: bool, interactive: bool
) -> dict[str, str]:
    """Runs every notebook, `lanes` at a time; returns name → what went wrong, of those that failed."""
    jobs = [Job(path, aside / path.name, values) for path, values in parameters.items()]
    rows = str(ROWS) if interactive else ""
    running = [Lane(jobs[n::lanes], aside, n, isolated=isolated, rows=rows) for n in range(min(lanes, len(jobs)))]
    failed: dict[str, str] = {}

    def watch(lane: Lane) -> None:
        for done in lane:
            if done.error:
                failed[done.name] = done.error
            tell(f"{done.name}: {'FAILED' if done.error else 'done'} in {done.seconds:.1f} s")

    pool = ThreadPoolExecutor(lanes)
    try:
        for future in [pool.submit(watch, lane) for lane in running]:
            future.result()
    finally:
        for lane in running:
            lane.stop()
        pool.shutdown()
    return failed


def _hide_paths(aside: Path, corpus: str) -> None:
    """The executed notebooks name the tables beside them, not a folder that is gone."""
    for path in aside.glob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(str(aside / "tables"), "tables").replace(str(aside), "."), encoding="utf-8")


def _slug(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name).strip("-.")[:60] or "corpus"
