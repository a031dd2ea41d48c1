"""What a paper says of a run: a paragraph for the methods section, in both languages, and references for the tool and the run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

import toolkit
from toolkit.corpus import Corpus
from toolkit.show.language import day, label, number
from toolkit.show.settings import parameter_name, parameter_value
from toolkit.sources import source_diversity

METHODS = "methods.md"
_TEXT = {
    "en": (
        "The corpus «{corpus}» has {articles} articles of {outlets} outlets ({when}; {undated} without a date). {duplicates} reprints (near-duplicates by "
        "MinHash, Jaccard similarity of three-word shingles from 0.6) are left out of all counts; {left_out} articles that are not in Arabic were not analysed; "
        "{problems} problems of reading are listed with the run. Words ({words} tokens) were segmented, lemmatised and tagged by the analyzer "
        "«{analyzer}»; {mentions} names and {relations} attributions (source, cue, content) were extracted by Isnad {version}'s trained models (Python "
        "{python}, pandas {pandas}). {accuracy} {corrections}Parameters: {parameters}. The tables of this run have the fingerprint {fingerprint}."
    ),
    "ar": (
        "في المدونة «{corpus}» {articles} مقالا من {outlets} من الجهات الناشرة ({when}؛ منها {undated} بلا تاريخ). تُرك من كل عدّ {duplicates} من المقالات المكررة "
        "(تشابه جاكار لثلاثيات الكلمات من ٠٫٦ بطريقة MinHash)، ولم يُحلَّل {left_out} من المقالات بغير العربية، ومع التشغيل قائمة بما في القراءة من مشكلات، وعددها "
        "{problems}. قُطّعت الكلمات ({words}) وجُرّدت ووُسمت بالمحلل «{analyzer}»، واستُخرج {mentions} من الأعلام و{relations} من الإسنادات (مصدر وفعل ومضمون) بنماذج "
        "إسناد {version} المدرَّبة (بايثون {python}، pandas {pandas}). {accuracy} {corrections}المتغيرات: {parameters}. بصمة جداول هذا التشغيل {fingerprint}."
    ),
}
_JUDGED = {
    "en": "Of {judged} attributions judged by the user, {share}% are right in all that was judged (95% interval {low}–{high}).",
    "ar": "من {judged} إسنادا قرأها المستخدم صحّ {share}٪ في كل ما حُكم فيه (مجال الثقة ٩٥٪: {low}–{high}).",
}
_EXPECTED = {
    "en": "Speaker and content are expected to be right in {share}% of the attributions ({low}–{high}, the mean of their calibrated confidence); no sample "
    "of this corpus was judged.",
    "ar": "يُتوقع أن يصحّ القائل والمضمون معا في {share}٪ من الإسنادات ({low}–{high}، متوسط الثقة المعايَرة)؛ ولم تُقرأ عينة من هذه المدونة.",
}
_CORRECTED = {"en": "{rows} corrections by hand were applied. ", "ar": "وطُبّق {rows} من التصحيحات اليدوية. "}


def write_methods(folder: Path, run: Mapping[str, Any], tables: Corpus) -> None:
    """Writes methods.md (a paragraph in Arabic and in English: versions, parameters, bases, exclusions, accuracy), citation.bib and citation.json (CSL)
    of a run into its folder."""
    parts = [f"# {title}\n\n{_paragraph(run, tables, language)}\n" for language, title in (("ar", "المنهج"), ("en", "Methods"))]
    (folder / METHODS).write_text("\n".join([*parts, "\n" + _cited() + "\n"]), encoding="utf-8")
    (folder / "citation.bib").write_text(_bibtex(run), encoding="utf-8")
    (folder / "citation.json").write_text(json.dumps(_csl(run), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _paragraph(run: Mapping[str, Any], tables: Corpus, language: str) -> str:
    articles = tables.articles
    days = articles["published"].dropna()
    given = {name: value for name, value in run["parameters"].items() if name not in ("language", "corrections") and value not in ("", [], None)}
    shown = "، " if language == "ar" else ", "
    told = tables.corrections_told
    return _TEXT[language].format(
        corpus=run["corpus"], articles=number(len(articles), language), outlets=number(articles["outlet"].nunique(), language),
        when=f"{day(days.min(), language)} – {day(days.max(), language)}" if len(days) else label("unknown", language),
        undated=number(int(articles["published"].isna().sum()), language), duplicates=number(int(articles["duplicate_of"].notna().sum()), language),
        left_out=number(tables.left_out, language), problems=number(run["rows"]["problems"], language), words=number(run["rows"]["tokens"], language),
        analyzer=run["analyzer"], mentions=number(run["rows"]["mentions"], language), relations=number(run["rows"]["attributions"], language),
        version=run["version"], python=run["python"], pandas=run["versions"]["pandas"], accuracy=_accuracy(tables, language),
        corrections=_CORRECTED[language].format(rows=number(len(tables.corrections) - tables.corrections_unfit, language)) if told else "",
        parameters=shown.join(f"{parameter_name(name, language)} {parameter_value(value, language)}" for name, value in given.items()) or "–",
        fingerprint=run["fingerprint"],
    )  # fmt: skip


def _accuracy(tables: Corpus, language: str) -> str:
    if len(tables.measured):
        row = tables.measured.iloc[0]
        shares = {
            name: number(100 * float(row[f"{column}_share"]), language) for name, column in (("share", "judged"), ("low", "low"), ("high", "high"))
        }
        return _JUDGED[language].format(judged=number(int(row["judged"]), language), **shares)
    found = source_diversity(tables.attributions)
    if found.empty or pd.isna(found["right_share"].iloc[0]):
        return ""
    names = {"share": "right_share", "low": "right_low_share", "high": "right_high_share"}
    return _EXPECTED[language].format(**{name: number(100 * float(found[column].iloc[0]), language) for name, column in names.items()})


def _cited() -> str:
    return "Cite the tool and the run by `citation.bib` (BibTeX) or `citation.json` (CSL)."


def _facts() -> dict[str, Any]:
    """CITATION.cff where there is one (a checkout); else what the package knows of itself."""
    file = Path(toolkit.__file__).resolve().parents[1] / "CITATION.cff"
    if file.is_file():
        return dict(yaml.safe_load(file.read_text(encoding="utf-8")))
    return {"title": "Isnad: Arabic news research in Jupyter", "authors": [{"name": "Isnad contributors"}], "version": toolkit.__version__}


def _bibtex(run: Mapping[str, Any]) -> str:
    facts = _facts()
    authors = " and ".join("{" + _author(one) + "}" for one in facts["authors"])
    year = str(run["started"])[:4]
    return (
        f"@software{{isnad,\n  author = {{{authors}}},\n  title = {{{facts['title']}}},\n  version = {{{run['version']}}},\n  year = {{{year}}}\n}}\n\n"
        f"@misc{{isnad-run-{run['fingerprint']},\n  author = {{{authors}}},\n  title = {{Isnad report on «{run['corpus']}»}},\n"
        f"  howpublished = {{Run {run['id']}, fingerprint of the tables {run['fingerprint']}, Isnad {run['version']}}},\n  date = {{{str(run['started'])[:10]}}}\n}}\n"
    )


def _csl(run: Mapping[str, Any]) -> list[dict[str, Any]]:
    facts = _facts()
    authors = [{"literal": _author(one)} for one in facts["authors"]]
    date = {"date-parts": [[int(part) for part in str(run["started"])[:10].split("-")]]}
    tool = {"id": "isnad", "type": "software", "title": facts["title"], "author": authors, "version": run["version"], "issued": date}
    own = {
        "id": f"isnad-run-{run['fingerprint']}", "type": "report", "title": f"Isnad report on «{run['corpus']}»", "author": authors, "issued": date,
        "number": run["id"], "note": f"fingerprint of the tables: {run['fingerprint']}",
    }  # fmt: skip
    return [tool, own]


def _author(one: Mapping[str, str]) -> str:
    return one.get("name") or " ".join(filter(None, (one.get("given-names"), one.get("family-names"))))
