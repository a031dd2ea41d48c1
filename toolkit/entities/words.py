"""The distinct words of a corpus as the tagger of names sees them: what each is written like, and which lists and classes hold it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.articles.date_names import month_names
from toolkit.entities.match import host
from toolkit.lexicons import table, word_list
from toolkit.sentence.clusters import clusters
from toolkit.sentence.lexicon import cue_forms, roles
from toolkit.tagging import Layer
from toolkit.words.lattice import frequencies

_FUNCTION = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "PRON", "AUX", "DET", "NUM", "PUNCT", "INTJ", "ADV"})
_LONGEST = 8  # letters that are told apart by number
_ALI = "علي"  # a name and, folded, a preposition


@dataclass(frozen=True)
class Words:
    """Each distinct (type, segments, pos): its folded word, the word without proclitics, its segments as written; `codes` of the tokens."""

    codes: np.ndarray
    types: list[str]
    hosts: list[str]
    pos: list[str | None]
    written: list[str]

    @cached_property
    def _of_host(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for code, own in enumerate(self.hosts):
            found.setdefault(own, []).append(code)
        return found

    def alike(self, code: int) -> list[int]:
        """The codes of the words that have the host of this one."""
        return self._of_host[self.hosts[code]]

    def layers(self) -> list[Layer]:
        """What the tagger sees of each token: of its host, of what is written on it, of its part of speech."""
        host, hosts = pd.factorize(np.array(self.hosts, dtype=object))
        pos, tags = pd.factorize(np.array(self.pos, dtype=object), use_na_sentinel=False)
        forms = [_form(*form) for form in zip(self.types, self.hosts, self.pos, self.written, strict=True)]
        form, distinct = pd.factorize(pd.Index(forms, tupleize_cols=False))
        parts = ((host, hosts.tolist(), _host), (form, distinct, None), (pos, [[f"pos={tag}"] for tag in tags], None))
        return [Layer(code[self.codes] if len(code) else self.codes, *described) for code, *described in parts]


def distinct_words(tokens: pd.DataFrame) -> Words:
    """The distinct words of a table of tokens."""
    columns = [tokens[name].cat for name in ("type", "segments", "pos")]
    widths = [max(len(column.categories), 1) + 1 for column in columns]
    code = np.zeros(len(tokens), dtype=np.int64)
    for column, width in zip(columns, widths, strict=True):
        code = code * width + column.codes.to_numpy().astype(np.int64) + 1
    codes, found = pd.factorize(code)
    types = columns[0].categories[found // widths[2] // widths[1] - 1].tolist() if len(found) else []
    written = columns[1].categories[found // widths[2] % widths[1] - 1].tolist() if len(found) else []
    tags = [*columns[2].categories.tolist(), None]
    hosts = [host(word, cut) for word, cut in zip(types, written, strict=True)]
    return Words(codes, types, hosts, [tags[n] for n in (found % widths[2] - 1).tolist()], written)


def _host(own: str) -> list[str]:
    bare = own[2:] if own.startswith("ال") and len(own) > 4 else own
    found = [f"h={own}", f"al={bare != own}", f"len={min(len(bare), _LONGEST)}", f"fr={((frequencies().get(own, 0) + 1).bit_length() - 1) // 2}"]
    found += [f"{name}{k}={part}" for k in (2, 3) for name, part in (("s", bare[-k:]), ("p", bare[:k]))]
    found += [] if own == _ALI else _classes(own, bare)
    found += clusters().get(own, ())
    if not own[:1].isalpha():
        found.append(f"x={own[:3]}")
    elif own.isascii():
        found.append("latin")
    return found


def _form(word: str, own: str, pos: str | None, written: str) -> tuple[str, ...]:
    found = []
    if len(word) > len(own):
        found.append(f"cl={word[: -len(own)]}" if word.endswith(own) else "cl=?")
    if own not in clusters():
        found += clusters().get(word) or ["unclustered"]
    if own == _ALI:  # the name is written with ي, the preposition with ى
        found.append("ali" if written.endswith("ي") else "ala")
    elif pos in _FUNCTION:
        found.append("function")
    return tuple(found)


@cache
def _lists() -> dict[str, frozenset[str]]:
    """Class → its words: each kind of the lists of heads, and the lists that are classes themselves."""
    heads = {
        f"{name}:{kind}": frozenset(map(fold, rows["word"])) for name in ("org_heads", "place_heads") for kind, rows in table(name).groupby("kind")
    }
    own = {name: word_list(name) for name in ("names", "name_stops", "nationalities", "states", "media_heads", "name_links")}
    persons = {f"person:{kind}": frozenset(map(fold, rows["word"])) for kind, rows in table("person_names").groupby("kind")}
    return {**heads, **own, **persons, "months": frozenset(name for name in month_names() if " " not in name and len(name) > 2)}


@cache
def _by_word() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, words in _lists().items():
        for word in words:
            found.setdefault(word, []).append(name)
    return found


def _classes(own: str, bare: str) -> list[str]:
    dual = own[:-2] + "ة" if own.endswith(("تا", "تي")) else own  # «وزارتا التعليم والصحة»
    found = [f"in={name}" for name in _by_word().get(own, ())]
    found += [f"bare={name}" for name in _by_word().get(bare, ()) if bare != own]
    found += [f"dual={name}" for name in _by_word().get(dual, ()) if dual != own]
    if bare.endswith("ة") and bare[:-1] in _lists()["nationalities"]:
        found.append("bare=nationalities")
    if own in roles() or bare in roles():
        found.append("role")
    cue = cue_forms().get(own)
    if cue is not None and cue.form in ("perfect", "imperfect", "participle") and bare == own:
        found.append("cue")
    return found
