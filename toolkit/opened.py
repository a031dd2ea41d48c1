"""`open_corpus`: what is at a path, with what stands beside it (gazetteer, lexicons, corrections)."""

from __future__ import annotations

from pathlib import Path

from toolkit.corpus import Corpus
from toolkit.corrections.judgements import corrections_of
from toolkit.lexicons.overlay import lexicons_beside, use_lexicons


def open_corpus(
    path: str | Path, *, columns: dict[str, str] | None = None, gazetteer: str | Path | None = None, analyzer: str | None = None,
    folders: str = "", every_language: bool = False, lexicons: str | Path | None = None,
    finder: str = "tagger", corrections: str | Path | None = None,
) -> Corpus:  # fmt: skip
    """The corpus at a path: articles in any format (see `load_articles`), a folder that `isnad tables` wrote, or a run of `isnad report`.

    A relative path is looked for in the working folder, then beside the notebooks. A file gazetteer.csv in the corpus
    folder is used unless `gazetteer` names another. `analyzer` is a name for `analyzer_named`; tables already written keep
    the one that made them. `folders` says what the names of folders mean, see `load_articles`. `every_language`: analyse articles
    that are not in Arabic too. `lexicons`: a folder of your own entries (see `use_lexicons`); a folder `lexicons` beside the corpus is used
    unless another is named. `finder` of the names: tagger, or camel (CAMeL Tools), see `mentions`. `corrections`: a file of what people
    judged (see `load_corrections`); a corrections.csv in the corpus folder, or beside the corpus, is used unless another is named.
    Raises FileNotFoundError; BadTables for a folder of tables that is damaged or of another version; BadLexicon.

    >>> corpus = open_corpus("seeds")
    >>> len(corpus.articles)
    41
    """
    if not isinstance(path, str | Path):
        raise TypeError(f"open_corpus takes a path (a file, a folder, a glob), and was given {type(path).__name__}: of tables, ask the functions")
    found = Path(path).expanduser()
    if not found.exists() and not found.is_absolute() and not any(char in str(path) for char in "*?["):
        beside = Path(__file__).resolve().parents[1] / found
        packed = Path(__file__).resolve().parent / "report" / found  # the seeds of an installed package
        beside = packed if packed.exists() and not beside.exists() else beside
        if not beside.exists():
            raise FileNotFoundError(f"there is no corpus {str(path)!r}, neither in {Path.cwd()} nor beside the notebooks: check the path")
        found = beside
    if (found / "run.json").is_file() and (found / "tables").is_dir():
        found = found / "tables"  # a run of `isnad report` has its tables beside its pages
    own = Path(gazetteer) if gazetteer else found / "gazetteer.csv"
    if gazetteer and not own.exists():
        raise FileNotFoundError(f"there is no gazetteer {str(gazetteer)!r}: check the path")
    entries = Path(lexicons) if lexicons else lexicons_beside(found)
    use_lexicons(entries)  # a mistake in them is told now
    return Corpus(
        found, columns=columns, gazetteer=own if own.is_file() else None, analyzer=analyzer or None, folders=folders,
        every_language=every_language, lexicons=entries, finder=finder, corrections=corrections_of(found, corrections),
    )  # fmt: skip
