"""A run in poor surroundings: no network at all, no UTF-8 locale, a home that cannot be written, two at once, a full disk."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RUN = [sys.executable, "-m", "toolkit.cli", "report", str(ROOT / "seeds"), "--only", "1"]


def run(command, **env):
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True, encoding="utf-8", timeout=240, check=False)


def alone(command):
    """In a network namespace whose only interface is the machine itself: whoever phoned home would fail."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces on this machine (unshare -rn)")
    up = "import fcntl, socket, struct; s = socket.socket(); fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', 0x49))"
    return run(["unshare", "-rn", "sh", "-c", f'{sys.executable} -c "{up}" && exec "$@"', "sh", *command])


def test_a_report_without_any_network(tmp_path):
    done = alone([*RUN, "--out", str(tmp_path)])
    assert done.returncode == 0, done.stderr[-2000:]
    assert list(tmp_path.glob("*/1_corpus.html"))


LAB = """
import os, subprocess, sys, time, urllib.error, urllib.request
command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root", "--port=8899", "--ip=127.0.0.1", "--IdentityProvider.token=t"]
lab = subprocess.Popen(command, env={**os.environ, "JUPYTER_DATA_DIR": sys.argv[1]})
try:
    for _ in range(240):
        try:
            page = urllib.request.urlopen("http://127.0.0.1:8899/lab/tree/notebooks/1_corpus.ipynb?token=t", timeout=5)
            break
        except urllib.error.URLError:
            time.sleep(0.25)
    kernel = urllib.request.Request("http://127.0.0.1:8899/api/kernels?token=t", data=b"{}", headers={"Authorization": "token t"})
    print(page.status, urllib.request.urlopen(kernel, timeout=60).status)
finally:
    lab.terminate()
    lab.wait(30)
"""


def test_jupyterlab_starts_without_any_network(tmp_path):
    done = alone([sys.executable, "-c", LAB, str(tmp_path)])
    assert "200 201" in done.stdout, done.stderr[-2000:]


def test_without_a_locale(tmp_path):
    done = run([*RUN, "--out", str(tmp_path / "تقارير")], LC_ALL="C", LANG="C")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "المدونة" in next((tmp_path / "تقارير").glob("*/1_corpus.html")).read_text(encoding="utf-8")


def test_the_same_bytes_whatever_the_seed_of_hashes(tmp_path, run_folder):
    done = run([*RUN[:-2], "--out", str(tmp_path)], PYTHONHASHSEED="1" if os.environ.get("PYTHONHASHSEED") != "1" else "2")
    assert done.returncode == 0, done.stderr[-2000:]
    made = [
        {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.suffix in (".html", ".parquet")}
        for folder in (run_folder, next(tmp_path.glob("2*")))
    ]
    assert made[0] == made[1] and len(made[0]) > 11


def test_with_a_home_that_is_a_file(tmp_path):
    home = tmp_path / "home"
    home.write_text("")
    done = run([*RUN, "--out", str(tmp_path / "out")], HOME=str(home), XDG_CACHE_HOME=str(home / "cache"), MPLCONFIGDIR=str(tmp_path / "mpl"))
    assert done.returncode == 0, done.stderr[-2000:]


def test_with_a_clock_that_jumps(tmp_path):
    """The wall clock goes an hour back or forth at every look, in every process of the run; durations come from another clock."""
    jumps = "import itertools, time\nreal, hour = time.time, itertools.cycle([0, 3600, -3600])\ntime.time = lambda: real() + next(hour)\n"
    (tmp_path / "sitecustomize.py").write_text(jumps)
    done = run([*RUN, "--out", str(tmp_path / "out")], PYTHONPATH=str(tmp_path))
    assert done.returncode == 0, done.stderr[-2000:]
    (told,) = (tmp_path / "out").glob("*/run.json")
    assert 0 < json.loads(told.read_text(encoding="utf-8"))["seconds"] < 240
    assert (told.parent / "1_corpus.html").exists()


def test_two_runs_into_one_folder(tmp_path):
    both = [subprocess.Popen([*RUN, "--out", str(tmp_path)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for _ in range(2)]
    for one in both:
        _, errors = one.communicate(timeout=240)
        assert one.returncode == 0, errors[-2000:]
    assert len(list(tmp_path.glob("*/run.json"))) == 2
    assert not list(tmp_path.glob(".running-*"))
    assert (tmp_path / "index.html").read_text(encoding="utf-8").count("1_corpus.html") == 2


def test_on_a_full_disk(tmp_path):
    """In a mount namespace with a disk of 200 kB: a message, nothing half written, and more room is all that a second run needs."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no mount namespaces on this machine (unshare -rm)")
    tables = f"{sys.executable} -m toolkit.cli tables {ROOT / 'seeds'} --out t"
    steps = (
        f"mount -t tmpfs -o size=200k none . && cd $PWD && {tables}; echo first $?; ls; mount -o remount,size=20m . ; {tables}; echo second $?; ls"
    )
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", steps], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, encoding="utf-8", timeout=240, check=False,
    )  # fmt: skip
    assert "No space left on device" in done.stderr and "Traceback" not in done.stderr, done.stderr[-2000:]
    first, second = done.stdout.split("first 1\n")
    assert "written" not in first
    assert second.rstrip().endswith("second 0\nt"), done.stdout
