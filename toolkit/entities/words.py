"""An article's words as the name rules see them: folded forms, hosts, and what each word may be (flags, per type)."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.articles.date_names import month_names
from toolkit.attribution.lexicon import cue_forms, roles
from toolkit.entities.match import host
from toolkit.lexicons import table, word_list

ROLE, ORG, WEAK, NAME, LINK, AREA, SITE, STOP, CUE, DEFINITE, FUNCTION, VERB, ADJ, PROPER, MEDIA, DEFNAME, NATION, AREAS, DIRECTION, STATE = (
    1 << n for n in range(20)
)
_ROLE_NAMES = frozenset("سلطان امير رائد عميد ملك حارس".split())
_LINKS = frozenset("بن ابن بنت ابو ابي بو عبد آل ال ولد فون فان دي دو دا ماك سان".split())
# The first words of given names in two words, by the second.
_OF_FAITH = {
    "الدين": frozenset(
        "نور صلاح شمس عز علاء خير محي محيي ضياء بهاء حسام سيف زين جمال كمال ناصر تقي تاج عماد فخر جلال شهاب سراج سعد نجم قطب صدر بدر شرف عصام مجد".split()
    ),
    "الله": frozenset("حبيب عطا نصر فضل جار سعد ولي خير ضيف هبة منة عوض جاد".split()),
}
_FUNCTION_POS = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "PRON", "AUX", "DET", "NUM", "PUNCT", "INTJ", "ADV"})
_MONTH_LIKE = frozenset(
    "يوم شهر عام سنة ليلة مساء صباح اليوم امس الاحد الاثنين الثلاثاء الاربعاء الخميس الجمعة السبت الماضي المقبل الجاري القادم الحالي".split()
)


@dataclass
class Words:
    """Parallel lists over the tokens of one article."""

    article_id: str
    first: int  # row of the first token in the tokens table
    types: list[str]
    hosts: list[str]
    flags: list[int]
    clitic: list[bool]  # whether a conjunction or preposition is written on the word
    is_word: list[bool]
    sentence: list[int]

    def __len__(self) -> int:
        return len(self.types)

    def has(self, i: int, flag: int) -> bool:
        """Whether token i may be what `flag` says."""
        return bool(self.flags[i] & flag)


@cache
def _lists() -> dict[str, frozenset[str]]:
    heads = table("org_heads")
    strong, weak = (frozenset(fold(w) for w in heads.loc[heads["kind"] == kind, "word"]) for kind in ("strong", "weak"))
    places = table("place_heads")
    area, areas, site, direction = (
        frozenset(fold(w) for w in places.loc[places["kind"] == kind, "word"]) for kind in ("area", "areas", "site", "direction")
    )
    stop = word_list("name_stops")
    return {
        "strong": strong,
        "weak": weak,
        "area": area | areas,
        "areas": areas,
        "site": site,
        "direction": direction,
        "states": word_list("states"),
        "stop": stop,
        "nations": word_list("nationalities"),
        "names": word_list("names"),
        "radical": frozenset(fold(name) for name in table("names")["word"] if name.startswith(_RADICAL)),
        "media": word_list("media_heads"),
        "months": frozenset(name for name in month_names() if " " not in name and len(name) > 2),
    }


_RADICAL = ("أل", "إل", "آل")


def _radical(word: str, written: str) -> bool:
    """«ألفة», «إلهام», «الكسندر»: the first two letters are no article."""
    own = next((part for part in written.split("+") if fold(part) == word), written)
    return own.startswith(_RADICAL) or word in _lists()["radical"]


def _flags(word: str, pos: str | None, written: str) -> int:
    """What a host may be, from the lists and its part of speech."""
    lists = _lists()
    bare = word.removeprefix("ال")
    value = 0
    if word == "علي":  # the name is written with ي, the preposition with ى
        return NAME | PROPER if written.endswith("ي") else FUNCTION
    if word in roles():
        value |= ROLE
    dual = word[:-2] + "ة" if word.endswith(("تا", "تي")) else word  # «وزارتا التعليم والصحة»
    if word in lists["strong"] or bare in lists["strong"] or dual in lists["strong"]:
        value |= ORG
    elif word in lists["weak"] or bare in lists["weak"]:
        value |= WEAK
    if word in lists["names"] and (word not in roles() or word in _ROLE_NAMES):
        value |= NAME
    if bare.removesuffix("ة") in lists["nations"] or bare in lists["nations"]:
        value |= NATION
    definite = word.startswith("ال") and len(word) > 3 and not _radical(word, written)
    if definite and bare in lists["names"] and bare not in roles():
        value |= DEFNAME
    if word in _LINKS:
        value |= LINK
    if word in lists["area"] or dual in lists["area"]:
        value |= AREA
    elif word in lists["site"]:
        value |= SITE
    if word in lists["areas"]:
        value |= AREAS
    if word in lists["direction"]:
        value |= DIRECTION
    if word in lists["states"]:
        value |= STATE
    if word in lists["stop"] or word in _MONTH_LIKE or word in lists["months"]:
        value |= STOP
    if definite:
        value |= DEFINITE
    if word in lists["media"]:
        value |= MEDIA
    cue = cue_forms().get(word)
    if cue is not None and cue.form in ("perfect", "imperfect", "participle") and not word.startswith("ال"):
        value |= CUE
    if pos in _FUNCTION_POS:
        value |= FUNCTION
    elif pos == "VERB":
        value |= VERB
    elif pos == "ADJ":
        value |= ADJ
    elif pos == "PROPN":
        value |= PROPER
    return value


def pairs(tokens: pd.DataFrame) -> tuple[np.ndarray, list[str], list[str], list[str | None], list[str]]:
    """One code per distinct (type, segments, pos); each code's folded word, host, pos and segments as written."""
    columns = [tokens[name].cat for name in ("type", "segments", "pos")]
    widths = [max(len(c.categories), 1) + 1 for c in columns]
    code = np.zeros(len(tokens), dtype=np.int64)
    for column, width in zip(columns, widths, strict=True):
        code = code * width + column.codes.to_numpy().astype(np.int64) + 1
    codes, distinct = pd.factorize(code)
    pos_codes = distinct % widths[2] - 1
    segment_codes = distinct // widths[2] % widths[1] - 1
    types = columns[0].categories[distinct // widths[2] // widths[1] - 1].tolist() if len(distinct) else []
    segments = columns[1].categories[segment_codes].tolist() if len(distinct) else []
    pos_list = [*columns[2].categories.tolist(), None]
    hosts = [host(word, cut) for word, cut in zip(types, segments, strict=True)]
    return codes, types, hosts, [pos_list[c] for c in pos_codes.tolist()], segments


def articles_of(
    tokens: pd.DataFrame, codes: np.ndarray, types: list[str], hosts: list[str], pos: list[str | None], written: list[str]
) -> Iterator[Words]:
    """Each article's words; everything that depends on the word alone is looked up per code."""
    flags = [_flags(word, tag, form) for word, tag, form in zip(hosts, pos, written, strict=True)]
    clitic = [word != bare for word, bare in zip(types, hosts, strict=True)]
    article = tokens["article_id"].cat.codes.to_numpy()
    ids = tokens["article_id"].cat.categories
    bounds = np.flatnonzero(np.diff(article)) + 1
    edges = np.concatenate(([0], bounds, [len(article)])) if len(article) else [0]
    is_word, sentence = tokens["is_word"].to_numpy(), tokens["sentence_id"].to_numpy()
    for a, b in itertools.pairwise(edges):
        own = codes[a:b].tolist()
        words = Words(
            ids[article[a]], int(a), [types[c] for c in own], [hosts[c] for c in own], [flags[c] for c in own], [clitic[c] for c in own],
            is_word[a:b].tolist(), sentence[a:b].tolist(),
        )  # fmt: skip
        _names_of_faith(words)
        yield words


def _names_of_faith(words: Words) -> None:
    """«نور الدين», «حبيب الله»: two words that are one given name."""
    for i, word in enumerate(words.hosts):
        first = _OF_FAITH.get(word)
        if first and i and words.hosts[i - 1] in first and not words.clitic[i]:
            words.flags[i - 1] = (words.flags[i - 1] | NAME | LINK) & ~(STOP | VERB | ADJ)
            words.flags[i] |= NAME
