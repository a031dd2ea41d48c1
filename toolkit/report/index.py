"""`reports/index.html`: the runs, newest first."""

from __future__ import annotations

import json
import os
from pathlib import Path

from toolkit.report.render import css, environment
from toolkit.show.language import direction, number
from toolkit.show.settings import parameter_name, parameter_value

_WORDS = {
    "ar": {"title": "تقارير إسناد", "articles": "المقالات", "words": "الكلمات والعلامات", "relations": "الإسنادات", "problems": "المشكلات", "seconds": "المدة بالثواني", "parameters": "المتغيرات", "failed": "لم يكتمل:"},
    "en": {"title": "Isnad reports", "articles": "articles", "words": "words and marks", "relations": "attributions", "problems": "problems", "seconds": "seconds", "parameters": "parameters", "failed": "failed:"},
}  # fmt: skip
TITLES = {
    "ar": {
        "0_overview": "الخلاصة",
        "1_corpus": "المدونة",
        "2_frequency": "التواتر",
        "3_source_attribution": "الإسناد",
        "4_entity_timeline": "الأعلام والزمن",
        "5_comparison": "المقارنة",
        "6_new": "الجديد",
    },
    "en": {
        "0_overview": "Overview",
        "1_corpus": "Corpus",
        "2_frequency": "Frequency",
        "3_source_attribution": "Sources",
        "4_entity_timeline": "Entities over time",
        "5_comparison": "Comparison",
        "6_new": "What is new",
    },
}


def write_index(out: Path, language: str) -> Path:
    """Writes the index of every run folder in `out`; a run.json that cannot be read is left out."""
    runs = []
    for file in out.glob("*/run.json"):
        try:
            runs.append(_line(file, language))
        except Exception:  # whatever a file that calls itself run.json holds costs its own line
            continue
    runs.sort(key=lambda run: (run["started"], run["id"]), reverse=True)
    page = (
        environment()
        .get_template("index.html.j2")
        .render(runs=runs, words=_WORDS[language], language=language, direction=direction(language), css=css())
    )
    aside = out / f".index-{os.getpid()}.html"
    aside.write_text(page, encoding="utf-8")
    os.replace(aside, out / "index.html")
    return out / "index.html"


def _line(file: Path, language: str) -> dict:
    """What the index says of a run; raises something for a file that is none."""
    run = json.loads(file.read_text(encoding="utf-8"))
    return {
        "id": file.parent.name,
        "corpus": str(run["corpus"]),
        "started": str(run["started"]),
        "failed": list(map(str, run["failed"])),
        "pages": [(str(name), TITLES[language].get(name, str(name))) for name in run["pages"]],
        "rows": {name: number(rows, language) for name, rows in run["rows"].items()},
        "seconds": number(run["seconds"], language, 1),
        "version": str(run["version"]),
        "versions": dict(run["versions"]),
        "parameters": [(parameter_name(name, language), parameter_value(value, language)) for name, value in run["parameters"].items()],
    }
