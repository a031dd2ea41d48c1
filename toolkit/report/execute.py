"""Runs notebooks, one after the other, in a process of its own: `python -m toolkit.report.execute JOBS.json`.

Each notebook runs in a fork of that process (`engine`), because importing takes longer than most of them take to run: one that kills its
process costs itself only. `isolated`, or where the system has no fork: in a kernel of the Python that runs this, whatever kernels the
user has installed.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import psutil

KERNEL = "isnad"


@dataclass(frozen=True)
class Job:
    """A notebook, where its executed copy goes, and its parameters."""

    notebook: Path
    out: Path
    parameters: dict[str, object]


@dataclass(frozen=True)
class Done:
    """How a job ended: `error` is None, or what the failing cell raised."""

    name: str
    seconds: float
    error: str | None


class Lane:
    """A process that works through jobs; iterate over it for the outcomes as they come."""

    def __init__(self, jobs: list[Job], folder: Path, number: int, *, isolated: bool = False, rows: str = "") -> None:
        self.names = [job.notebook.stem for job in jobs]
        order = folder / f".lane-{number}.json"
        order.write_text(json.dumps([[[str(j.notebook), str(j.out), j.parameters] for j in jobs], isolated], ensure_ascii=False), encoding="utf-8")
        self._log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "toolkit.report.execute", str(order)],
            stdin=subprocess.PIPE,  # never written to: it closes with this process, and that ends the other, see _end_with_parent
            stdout=subprocess.PIPE,
            stderr=self._log,
            env={**_environment(), "ISNAD_ROWS": rows},
            start_new_session=True,
        )

    def __iter__(self) -> Iterator[Done]:
        assert self.process.stdout is not None
        left = list(self.names)
        for line in self.process.stdout:
            done = Done(**json.loads(line))
            left.remove(done.name)
            yield done
        self.process.wait()
        for name in left:  # the process itself died
            self._log.seek(0)
            last = self._log.read().decode("utf-8", "replace").strip().split("\n")[-1]
            yield Done(name, 0.0, last or f"its process ended with code {self.process.returncode}")

    def stop(self) -> None:
        """Ends the process and the kernels it started."""
        if self.process.poll() is None:
            _kill_with_children(self.process.pid)
            self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        self._log.close()


def _kill_with_children(pid: int) -> None:
    """Kernels are in sessions of their own: only their parents tell whose they are."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        process.suspend()  # it starts no more of them
        for one in [*process.children(recursive=True), process]:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()


def _end_with_parent() -> None:
    """Ends this process and its kernels when the process that started it is gone, however it went."""

    def watch() -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stdin.buffer.read()
        for child in psutil.Process().children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[2])
    path = os.pathsep.join(p for p in (root, os.environ.get("PYTHONPATH", "")) if p)
    return {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "PYDEVD_DISABLE_FILE_VALIDATION": "1"}


def _main(order: str) -> None:
    _end_with_parent()
    jobs, isolated = json.loads(Path(order).read_text(encoding="utf-8"))
    Path(order).unlink()
    run = _in_kernel if isolated or not hasattr(os, "fork") else _forked
    for notebook, out, parameters in jobs:
        clock = time.monotonic()
        os.environ["ISNAD_FIGURES"] = str(Path(out).parent / "figures" / Path(out).stem)
        error = run(notebook, out, parameters)
        _restore_kernel(Path(out))
        print(json.dumps({"name": Path(notebook).stem, "seconds": time.monotonic() - clock, "error": error}), flush=True)


def _forked(notebook: str, out: str, parameters: dict[str, object]) -> str | None:
    """Runs the notebook in a copy of this process, which has imported everything; returns what went wrong."""
    for name in SHARED:
        import_module(name)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reader)
            _end_with_parent()
            from toolkit.report.engine import register

            error = _executed(notebook, out, parameters, engine_name=register(), kernel_name="python3")
            os.write(writer, json.dumps(error).encode())
            code = 0
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if told:
        return json.loads(told)
    code = os.waitstatus_to_exitcode(status)
    return f"its process ended with {f'signal {-code}' if code < 0 else f'code {code}'}"


# What the notebooks import, or would wait for each by itself.
SHARED = ("IPython.core.interactiveshell", "ipywidgets", "matplotlib.pyplot", "papermill.execute", "pyarrow.dataset", "toolkit.corpus", "toolkit.show",
          "toolkit.sources", "toolkit.timelines", "toolkit.frequency", "toolkit.storylines")  # fmt: skip


def _in_kernel(notebook: str, out: str, parameters: dict[str, object]) -> str | None:
    """Runs the notebook in a kernel of its own; returns what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        kernel = Path(folder) / "kernels" / KERNEL
        kernel.mkdir(parents=True)
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        (kernel / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": KERNEL, "language": "python"}))
        os.environ["JUPYTER_PATH"] = folder
        return _executed(notebook, out, parameters, kernel_name=KERNEL)


def _executed(notebook: str, out: str, parameters: dict[str, object], **how: str) -> str | None:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    try:
        papermill.execute_notebook(notebook, out, parameters=parameters, progress_bar=False, log_output=False, **how)
    except PapermillExecutionError as failed:
        return f"{failed.ename}: {failed.evalue}"[:500]
    except Exception as failed:  # a kernel that dies or never starts: the other notebooks still run
        return f"{type(failed).__name__}: {failed}"[:500]
    return None


def _restore_kernel(out: Path) -> None:
    """The executed notebook opens in any JupyterLab: it names the usual kernel, not ours."""
    if out.exists():
        content = json.loads(out.read_text(encoding="utf-8"))
        content["metadata"]["kernelspec"] = {"display_name": "Python 3", "language": "python", "name": "python3"}
        out.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _main(sys.argv[1])
