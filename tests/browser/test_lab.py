"""A notebook in JupyterLab: opens, runs, shows its figure, and reads from right to left."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lab(tmp_path):
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
        "--ip=127.0.0.1", "--IdentityProvider.token=t", f"--notebook-dir={ROOT}", "--ServerApp.disable_check_xsrf=True",
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
        yield f"http://127.0.0.1:{port}/lab/tree/notebooks/1_corpus.ipynb?token=t&reset"
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


def test_notebook_runs_and_reads_from_right_to_left(browser, lab):
    browser.get(lab)
    until(
        browser,
        "const w = window.jupyterapp && jupyterapp.shell.currentWidget; return !!(w && w.sessionContext && w.sessionContext.isReady && w.sessionContext.session.kernel.status === 'idle')",
    )
    browser.execute_script("jupyterapp.commands.execute('notebook:run-all-cells')")
    until(browser, "return [...document.querySelectorAll('.jp-RenderedHTML figure img')].filter(i => i.naturalWidth).length >= 2")
    direction = "return getComputedStyle(document.querySelector('{}')).direction"
    assert browser.execute_script(direction.format(".jp-MarkdownCell .jp-RenderedMarkdown")) == "rtl"
    assert browser.execute_script(direction.format(".jp-RenderedHTML table")) == "rtl"
    assert browser.execute_script(direction.format(".jp-CodeCell .cm-content")) == "ltr"
    browser.save_screenshot(str(ROOT / ".pytest_cache" / "lab.png"))
