"""`isnad init`: a researcher's folder; `isnad lab`: JupyterLab in it, from right to left."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import nbformat

import toolkit
from toolkit.corrections.read import COLUMNS
from toolkit.report.run import notebooks_folder
from toolkit.spreadsheet import csv_bytes

GAZETTEER = ["entity_id", "label", "type", "alias", "country"]
_README = """# {name}

- `corpus/`: your articles, in any format (.txt, .html, .json, .jsonl, .csv, .xlsx, .docx, .xml, .warc, also compressed).
  `gazetteer.csv` there names your own people, places and organizations; `corrections.csv` keeps what you correct.
- `notebooks/`: one a question; open them with `isnad lab`, or run all of them:

      isnad report corpus --out reports

- `reports/`: each run a folder, `reports/index.html` lists them.

## بالعربية

ضع مقالاتك في `corpus/` بأي صيغة، ثم `isnad report corpus --out reports` يكتب التقارير، و`isnad lab` يفتح الدفاتر من اليمين إلى اليسار.
"""


def bundled(name: str) -> Path:
    """A folder that comes with Isnad (seeds, .jupyter): of this checkout, or installed with the package."""
    beside = Path(toolkit.__file__).resolve().parents[1] / name
    return beside if beside.is_dir() else Path(toolkit.__file__).parent / "report" / name.lstrip(".")


def lay_out(folder: str | Path, *, example: bool = False) -> list[Path]:
    """Makes a project: notebooks, `corpus/` (with the articles that come with Isnad, if `example`), gazetteer.csv, corrections.csv, README.md,
    the settings of JupyterLab; returns what was made. What is there already stays as it is.
    """
    folder, made = Path(folder), []
    for part in ("notebooks", "corpus", "reports"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for notebook in sorted(notebooks_folder().glob("*.ipynb")):
        target = folder / "notebooks" / notebook.name
        if not target.exists():
            book = nbformat.read(notebook, as_version=4)
            for cell in book.cells:
                cell.source = cell.source.replace('corpus: str = "seeds"', 'corpus: str = "../corpus"')
            nbformat.write(book, target)
            made.append(target)
    if example:
        shutil.copytree(bundled("seeds"), folder / "corpus", dirs_exist_ok=True)
        made.append(folder / "corpus")
    if not (folder / ".jupyter").exists():
        shutil.copytree(bundled(".jupyter"), folder / ".jupyter", ignore=shutil.ignore_patterns("migrated"))
        made.append(folder / ".jupyter")
    import pandas as pd

    for name, columns in (("gazetteer.csv", GAZETTEER), ("corrections.csv", COLUMNS)):
        target = folder / "corpus" / name
        if not target.exists():
            target.write_bytes(csv_bytes(pd.DataFrame(columns=columns)))
            made.append(target)
    if not (folder / "README.md").exists():
        (folder / "README.md").write_text(_README.format(name=folder.resolve().name), encoding="utf-8")
        made.append(folder / "README.md")
    return made


def lab(folder: str | Path, arguments: tuple[str, ...] = ()) -> int:
    """Runs JupyterLab in the folder, from right to left; returns how it ended."""
    import subprocess

    folder = Path(folder).resolve()
    settings = folder / ".jupyter" if (folder / ".jupyter").is_dir() else bundled(".jupyter")
    command = [sys.executable, "-m", "jupyter", "lab", "--custom-css", f"--notebook-dir={folder}", *arguments]
    return subprocess.run(command, env={**os.environ, "JUPYTER_CONFIG_DIR": str(settings)}, check=False).returncode
