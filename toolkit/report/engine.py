"""A papermill engine that runs a notebook's cells in this process, by an IPython shell: no kernel is started and nothing is imported twice.

The outputs are those that a kernel would give; parameters, tags, what is kept of a failure and the executed notebook are papermill's.
"""

from __future__ import annotations

from typing import Any

import nbformat
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from papermill.engines import Engine, NotebookExecutionManager, papermill_engines

NAME = "isnad"


class InProcess(Engine):
    """Executes the cells one after the other in an IPython shell of this process; stops at the first that fails."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **_: Any) -> None:
        """Runs every code cell of the notebook; papermill raises for what failed."""
        shell = InteractiveShell.instance()
        for index, cell in enumerate(nb_man.nb.cells):
            nb_man.cell_start(cell, index)
            failed = False
            if cell.cell_type == "code" and cell.source.strip():
                cell.outputs, cell.execution_count, failed = _run(shell, cell.source)
            if failed:
                nb_man.cell_exception(cell, index)
                break
            nb_man.cell_complete(cell, index)


def _run(shell: InteractiveShell, source: str) -> tuple[list[nbformat.NotebookNode], int, bool]:
    """Outputs of a cell, its number, and whether it failed."""
    published, formatter = CapturingDisplayPublisher(), shell.display_formatter
    assert formatter is not None
    outputs: list[dict[str, Any]] = published.outputs  # in the order in which they come, those of the last line's value too

    def value(result: object) -> None:
        if result is not None and not shell.displayhook.quiet():  # a line that ends with ; shows nothing
            data, metadata = formatter.format(result)
            if data:  # else it has displayed itself
                outputs.append({"data": data, "metadata": metadata, "result": True})

    usual, shell.display_pub, shell.display_trap.hook = (shell.display_pub, shell.display_trap.hook), published, value
    try:
        with capture_output(display=False) as captured:
            result = shell.run_cell(source, store_history=True)
    finally:
        shell.display_pub, shell.display_trap.hook = usual
    count = result.execution_count or shell.execution_count
    error = result.error_before_exec or result.error_in_exec
    texts = (("stdout", "" if error else captured.stdout), ("stderr", captured.stderr))  # of a failure IPython prints the traceback
    cells = [nbformat.v4.new_output("stream", name=name, text=text) for name, text in texts if text]
    for shown in outputs:
        kind = {"output_type": "execute_result", "execution_count": count} if shown.get("result") else {"output_type": "display_data"}
        cells.append(nbformat.v4.new_output(**kind, data=shown["data"], metadata=shown.get("metadata") or {}))
    if error is not None:
        told = shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__)
        cells.append(nbformat.v4.new_output("error", ename=type(error).__name__, evalue=str(error), traceback=list(told)))
    return cells, count, error is not None


def register() -> str:
    """Makes the engine known to papermill; returns its name."""
    papermill_engines.register(NAME, InProcess)
    return NAME
