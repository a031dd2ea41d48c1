"""A notebook in JupyterLab: opens, runs, shows its figure, and reads from right to left."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lab(tmp_path):
    with served(ROOT, tmp_path) as address:
        yield address + "/lab/tree/notebooks/{}.ipynb?token=t&reset"


@contextmanager
def served(folder, tmp_path):
    """JupyterLab over a folder, as `make lab` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(ROOT / ".jupyter"),
        "JUPYTER_DATA_DIR": str(tmp_path / "data"),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "ws"),
    }
    command = [
        sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--custom-css", "--expose-app-in-browser", f"--port={port}",
        "--ip=127.0.0.1", "--IdentityProvider.token=t", f"--notebook-dir={folder}", "--ServerApp.disable_check_xsrf=True",
    ]  # fmt: skip
    log = (tmp_path / "lab.log").open("wb")
    process = subprocess.Popen(command, env=env, stdout=log, stderr=log)
    try:
        for _ in range(120):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def until(driver, script, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            found = driver.execute_script(script)
        except Exception:
            found = None
        if found:
            return found
        time.sleep(0.3)
    raise AssertionError(f"waited {seconds} s for: {script}")


READY = (
    "const w = window.jupyterapp && jupyterapp.shell.currentWidget;"
    "return !!(w && w.sessionContext && w.sessionContext.isReady && w.sessionContext.session.kernel.status === 'idle')"
)
# The last code cell has run and the kernel rests; an error output ends the wait too.
DONE = (
    "const w = jupyterapp.shell.currentWidget; const cells = w.content.model.cells; let last = null;"
    "for (let i = 0; i < cells.length; i++) if (cells.get(i).type === 'code') last = cells.get(i);"
    "return last.executionCount && w.sessionContext.session.kernel.status === 'idle'"
)
ERRORS = (
    "const cells = jupyterapp.shell.currentWidget.content.model.cells; const found = [];"
    "for (let i = 0; i < cells.length; i++) if (cells.get(i).type === 'code')"
    " for (const o of cells.get(i).outputs.toJSON()) if (o.output_type === 'error') found.push(o.ename + ': ' + o.evalue);"
    "return found"
)


def run_all(browser, address):
    browser.get(address)
    until(browser, READY)
    browser.execute_script("jupyterapp.commands.execute('notebook:run-all-cells')")
    until(browser, DONE, 150)
    assert browser.execute_script(ERRORS) == []


def test_notebook_runs_and_reads_from_right_to_left(browser, lab):
    run_all(browser, lab.format("1_corpus"))
    until(browser, "return [...document.querySelectorAll('.jp-RenderedHTML figure img')].filter(i => i.naturalWidth).length >= 1")
    direction = "return getComputedStyle(document.querySelector('{}')).direction"
    assert browser.execute_script(direction.format(".jp-MarkdownCell .jp-RenderedMarkdown")) == "rtl"
    assert browser.execute_script(direction.format(".jp-RenderedHTML table")) == "rtl"
    assert browser.execute_script(direction.format(".jp-CodeCell .cm-content")) == "ltr"
    # Each paragraph of prose stands at the side from which it is read.
    sides = browser.execute_script(
        "return [...document.querySelectorAll('.jp-MarkdownCell .jp-RenderedMarkdown p')].map(p => {"
        " const r = document.createRange(); r.selectNodeContents(p); const [text, box] = [r.getBoundingClientRect(), p.getBoundingClientRect()];"
        " return [p.textContent.trim(), box.right - text.right, text.left - box.left] })"
    )
    arabic = [right for text, right, _ in sides if "\u0621" <= text[:1] <= "\u064a"]
    english = [left for text, _, left in sides if text[:1].isascii()]
    assert arabic and english and max(*arabic, *english) < 2, sides
    browser.save_screenshot(str(ROOT / ".pytest_cache" / "lab.png"))


@pytest.mark.parametrize("name", ["2_frequency", "4_entity_timeline"])
def test_the_other_notebooks_run(browser, lab, name):
    run_all(browser, lab.format(name))


def test_a_table_is_filtered_in_arabic(browser, lab):
    run_all(browser, lab.format("3_source_attribution"))
    # Cells out of sight are not drawn: bring the explorer's into view.
    browser.execute_script(
        "const nb = jupyterapp.shell.currentWidget.content; const at = nb.widgets.findIndex(w => w.model.sharedModel.source.includes('explore('));"
        "nb.activeCellIndex = at; nb.scrollToItem(at, 'start')"
    )
    until(browser, "return document.querySelector('.widget-text input')")
    rows = "return [...document.querySelectorAll('.jupyter-widgets table')].pop().querySelectorAll('tbody tr').length"
    before = until(browser, rows)
    box = browser.find_element("css selector", ".widget-text input")
    box.send_keys("حفتر" + "\ue007")
    until(browser, f"return [...document.querySelectorAll('.jupyter-widgets table')].pop().querySelectorAll('tbody tr').length < {before}")
    cells = browser.execute_script(
        "return [...[...document.querySelectorAll('.jupyter-widgets table')].pop().querySelectorAll('tbody tr')].map(r => r.innerText)"
    )
    assert cells and all("حفتر" in row for row in cells)
    browser.save_screenshot(str(ROOT / ".pytest_cache" / "explore.png"))
