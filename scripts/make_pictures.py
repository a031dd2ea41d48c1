"""Makes the README's pictures from a real report on seeds/: `python scripts/make_pictures.py` (needs chromium)."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from toolkit.report import run_report

ROOT = Path(__file__).resolve().parents[1]
FLAGS = "--headless --no-sandbox --disable-gpu --hide-scrollbars --no-first-run --disable-background-networking".split()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        run = run_report(ROOT / "seeds", folder)
        for name, height in (("3_source_attribution", 1250), ("2_frequency", 1100)):
            picture = ROOT / "docs" / f"{name}.png"
            picture.parent.mkdir(exist_ok=True)
            command = ["chromium", *FLAGS, f"--user-data-dir={folder}/profile", f"--window-size=860,{height}", f"--screenshot={picture}"]
            subprocess.run([*command, f"file://{run}/{name}.html"], check=True, capture_output=True)


if __name__ == "__main__":
    main()
