"""The command `isnad`: thin, over public functions."""

from __future__ import annotations

import click

from toolkit import __version__
from toolkit.commands import exchange, judging, project, report, tables


@click.group()
@click.version_option(__version__, prog_name="isnad")
def main() -> None:
    """Isnad (إسناد): word frequencies, who is cited saying what, and who appears when, in Arabic news."""


for command in (
    report.report,
    report.rerun,
    tables.tables,
    tables.update,
    judging.sample,
    judging.score,
    exchange.export,
    exchange.bring,
    project.init,
    project.lab,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
