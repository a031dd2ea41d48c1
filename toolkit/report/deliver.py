"""A run in the form in which it is passed on: PDF pages by an installed Chromium, or one zip file."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from toolkit.mistakes import Mistake

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "brave-browser")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # zip's first day: the same files give the same bytes


class NoBrowser(Mistake, RuntimeError):
    """There is no Chromium to print with."""


def browser() -> str:
    """The path of an installed Chromium (or a relative of it).

    Raises NoBrowser that says what to install.
    """
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise NoBrowser(
            "--pdf prints through Chromium, and none is installed (looked for: " + ", ".join(BROWSERS) + "); the HTML pages print as well"
        )
    return found


def write_pdfs(folder: Path) -> list[Path]:
    """Prints every report page of a run folder to a PDF beside it, offline.

    Raises NoBrowser; RuntimeError where the browser gives no file.
    """
    program, made = browser(), []
    for page in sorted(folder.glob("*.html")):
        target = page.with_suffix(".pdf")
        with tempfile.TemporaryDirectory() as profile:
            command = [
                program, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}",
                "--no-pdf-header-footer", f"--print-to-pdf={target}", *(["--no-sandbox"] if os.geteuid() == 0 else []), page.resolve().as_uri(),
            ]  # fmt: skip
            done = subprocess.run(command, capture_output=True, timeout=180, check=False)
        if not target.exists():
            raise RuntimeError(f"{program} gave no PDF of {page.name}: {done.stderr.decode('utf-8', 'replace').strip().splitlines()[-1:]}")
        made.append(target)
    return made


def bundle(folder: Path) -> Path:
    """One zip of a run folder, beside it: unpacked anywhere, its pages and their links work."""
    target = folder.with_name(f"{folder.name}.zip")
    aside = target.with_name(f".{target.name}.{os.getpid()}")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _EPOCH)
                name.compress_type, name.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(name, path.read_bytes())
    os.replace(aside, target)
    return target
