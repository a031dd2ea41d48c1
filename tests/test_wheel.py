"""The wheel by itself, outside the repository: it holds what the program needs, and an HTML page is read with it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = "<html lang=ar><head><title>خبر</title></head><body><article><h1>خبر</h1><p>قال الوزير سالم العلي إن السد امتلأ بالماء بعد الأمطار.</p></article></body></html>"


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-c", "import hatchling.build as b, sys; print(b.build_wheel(sys.argv[1]))", str(folder)]
    name = subprocess.run(build, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()[-1]
    with zipfile.ZipFile(folder / name) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run(installed, folder, *code):
    surroundings = {**os.environ, "PYTHONPATH": str(installed), "HOME": str(folder)}
    return subprocess.run([sys.executable, *code], cwd=folder, env=surroundings, capture_output=True, text=True, check=True, timeout=120).stdout


def test_the_wheel_works_without_the_repository(installed, tmp_path):
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    told = run(
        installed, tmp_path, "-c", "import toolkit; print(toolkit.__file__); a, p = toolkit.load_articles('page.html'); print(len(a), a.text[0])"
    )
    assert str(installed) in told and "1 قال الوزير" in told
    run(installed, tmp_path, "-m", "toolkit.cli", "init", "p", "--example")
    assert len(list((tmp_path / "p" / "notebooks").glob("*.ipynb"))) == 7 and (tmp_path / "p" / ".jupyter" / "custom" / "custom.css").is_file()
    assert "41" in run(installed, tmp_path, "-c", "import toolkit; print(len(toolkit.open_corpus('seeds').articles))")
    assert (installed / "toolkit" / "py.typed").is_file() and list((installed / "toolkit" / "lexicons").glob("*.csv.gz"))
