"""The engine that runs notebooks in this process: outputs as a kernel gives them."""

import subprocess
import sys

import nbformat

CODE = """
import sys, json, nbformat, papermill
from toolkit.report.engine import register
try:
    papermill.execute_notebook(sys.argv[1], sys.argv[2], parameters={"n": 3}, engine_name=register(), kernel_name="python3", progress_bar=False)
except papermill.exceptions.PapermillExecutionError as error:
    print(error.ename, error.evalue)
"""
CELLS = [
    "n = 1",
    "print('سطر')\nn + 1",
    "from IPython.display import HTML, display\ndisplay(HTML('<b>واحد</b>'))\nHTML('<i>اثنان</i>')",
    "n;",
    "x = 1 / 0",
    "print('never')",
]


def run(tmp_path, cells):
    content = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    content.cells[0].metadata["tags"] = ["parameters"]
    content.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(content, tmp_path / "in.ipynb")
    command = [sys.executable, "-c", CODE, str(tmp_path / "in.ipynb"), str(tmp_path / "out.ipynb")]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)
    return done.stdout, nbformat.read(tmp_path / "out.ipynb", as_version=4).cells


def test_values_texts_and_displays_come_in_order(tmp_path):
    _, cells = run(tmp_path, CELLS[:4])
    first, shown, silent = cells[-3:]
    assert [(output.output_type, output.get("text") or output.data["text/plain"]) for output in first.outputs] == [
        ("stream", "سطر\n"),
        ("execute_result", "4"),  # the parameter was injected
    ]
    assert [(output.output_type, output.data["text/html"]) for output in shown.outputs] == [
        ("display_data", "<b>واحد</b>"),
        ("execute_result", "<i>اثنان</i>"),
    ]
    assert silent.outputs == [] and silent.execution_count


def test_a_failure_ends_the_run_and_is_kept(tmp_path):
    told, cells = run(tmp_path, CELLS)
    assert told.strip() == "ZeroDivisionError division by zero"
    failed = next(cell for cell in cells if cell.source == CELLS[4])
    assert [output.output_type for output in failed.outputs] == ["error"] and "ZeroDivisionError" in "".join(failed.outputs[0].traceback)
    assert cells[-1].source == CELLS[5] and not cells[-1].outputs
