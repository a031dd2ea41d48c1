"""What the commands share: how they end, and options that several have."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from toolkit.mistakes import Mistake

if TYPE_CHECKING:
    pass

# What takes seconds to import is imported by the command that needs it, where an interrupt is told in one line.
FINDERS = ("tagger", "camel")
NOTHING_NEW = 4  # how a command ends that found nothing new
FORMS = ("csv", "xlsx", "parquet", "gexf", "graphml", "vosviewer", "conllu", "tei", "bibtex", "labelstudio", "inception", "brat")
ANALYZERS = ("buckwalter", "camel", "lattice", "stanza")


class _Stopped(KeyboardInterrupt):
    """The system asks to end: everything is left as after Ctrl-C."""


def _stop(number: int, frame: object) -> None:
    raise _Stopped


class Command(click.Command):
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


analyzer = click.option("--analyzer", type=click.Choice(ANALYZERS), help="What segments and lemmatises (default: buckwalter).")
folders = click.option("--folders", default="", metavar="FIELDS", help="What folder names mean, from the top: outlet, category, outlet/category …")
lexicons = click.option(
    "--lexicons", type=click.Path(file_okay=False), help="Folder of your own lexicon entries (default: `lexicons` beside CORPUS)."
)
names = click.option("--names", type=click.Choice(FINDERS), default="tagger", help="What finds the names: the trained tagger, or CAMeL Tools' NER.")
every_language = click.option("--every-language", is_flag=True, help="Analyse articles that are not in Arabic too.")


def delivery(command: Callable[..., None]) -> Callable[..., None]:
    pdf = click.option("--pdf", is_flag=True, help="Print each page to PDF too, through an installed Chromium.")
    word = click.option("--to", "word", type=click.Choice(["docx"]), help="Write each page as a Word document too.")
    return pdf(word(click.option("--bundle", is_flag=True, help="Put the run into one zip file too.")(command)))
