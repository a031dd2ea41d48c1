"""A report that is stopped, whenever that is, leaves nothing behind: no folder, no process, no traceback."""

import os
import signal
import subprocess
import sys
import time
import uuid
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]


def _start(out, mark):
    corpus = out / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("خبر\n\nقال المدير سالم المرواني إن العمل بدأ اليوم.\n", encoding="utf-8")
    command = [sys.executable, "-m", "toolkit.cli", "report", str(corpus), "--only", "1", "--out", str(out)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env={**os.environ, "ISNAD_TEST_RUN": mark}, start_new_session=True)


def _left(mark):
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("ISNAD_TEST_RUN") == mark:
                found.append(process)
        except (psutil.Error, OSError):
            continue
    return found


def _all_gone(mark, seconds=8.0):
    end = time.monotonic() + seconds
    while (left := _left(mark)) and time.monotonic() < end:
        time.sleep(0.2)
    return [process.cmdline() for process in left]


def _when(run, out, moment):
    """Waits until the run is in that moment: seconds after its start, or a file of its folder is there."""
    if isinstance(moment, float):
        time.sleep(moment)
        return
    end = time.monotonic() + 60
    while not list(out.glob(f".running-*/{moment}")) and run.poll() is None and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.3)


@pytest.mark.parametrize(
    ("how", "moment"),
    [
        (signal.SIGTERM, 0.4), (signal.SIGINT, 0.4), (signal.SIGKILL, 0.4), (signal.SIGTERM, ".lane-0.json"), (signal.SIGINT, "tables"),
        (signal.SIGKILL, ".lane-0.json"),
    ],
)  # fmt: skip
def test_nothing_is_left(tmp_path, how, moment):
    mark = uuid.uuid4().hex
    run = _start(tmp_path, mark)
    _when(run, tmp_path, moment)
    run.send_signal(how)
    _, told = run.communicate(timeout=60)
    assert _all_gone(mark) == []
    if how == signal.SIGKILL:
        from toolkit.report.aside import sweep

        sweep(tmp_path)  # as the next run does first
    assert [path.name for path in tmp_path.glob(".*")] == []
    assert "Traceback" not in told.decode()
    if how != signal.SIGKILL and moment != 0.4:
        assert told.decode().strip().splitlines()[-1] == "stopped: nothing was published, earlier results are untouched"
        assert run.returncode == (143 if how == signal.SIGTERM else 130)


def test_a_run_under_way_is_not_swept(tmp_path):
    from toolkit.report.aside import aside_in, sweep

    with aside_in(tmp_path) as folder:
        script = f"from pathlib import Path; from toolkit.report.aside import sweep; sweep(Path({str(tmp_path)!r}))"
        subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
        sweep(tmp_path)
        assert folder.is_dir()
    assert not folder.exists()


def test_the_next_run_removes_what_a_killed_one_left(tmp_path):
    from toolkit.report.aside import LOCK, aside_in

    (tmp_path / ".running-old").mkdir()
    (tmp_path / ".running-old" / LOCK).touch()
    with aside_in(tmp_path):
        assert not (tmp_path / ".running-old").exists()
