"""Names as they are found in the tokens: by the trained tagger or by CAMeL Tools, and where they stand again."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from toolkit.entities.features import layers
from toolkit.entities.lookup import WITH_TITLE, Hit
from toolkit.entities.words import Words
from toolkit.lexicons import word_list
from toolkit.mistakes import Mistake
from toolkit.tagging import load_tagger

FINDERS = ("tagger", "camel")
_CAMEL = {"PERS": "PER", "ORG": "ORG", "LOC": "LOC"}  # its MISC has no place in our tables
UNRATED = 0.5  # confidence of a finder that gives none


class NoFinder(Mistake, RuntimeError):
    """What should find the names is not installed: the message says how to get it."""


class Name(NamedTuple):
    """A name in the tokens, half-open, and whom it stands for if a list tells."""

    first: int
    last: int
    type: str
    entity_id: str | None
    label: str | None
    rule: str
    confidence: float


def names_found(
    articles: pd.DataFrame, tokens: pd.DataFrame, words: Words, known: list[Hit], breaks: np.ndarray, finder: str = "tagger"
) -> list[Name]:
    """The names in the tokens, in order, without marks at their edges.

    Parameters: `known`: names of the lists in these tokens; `breaks` counts sentences; `finder`: tagger, or camel (CAMeL Tools'
    NERecognizer, Inoue et al. 2021).
    Raises NoFinder; ValueError for another finder.
    """
    if finder == "tagger":
        found = _tagged(articles, tokens, words, known, breaks)
    elif finder == "camel":
        found = recognized(camel_recognizer(), tokens, breaks)
    else:
        raise ValueError(f"names {finder!r} is none of {', '.join(FINDERS)}")
    is_word = tokens["is_word"].tolist()
    trimmed = []
    for name in found:
        first, last = name.first, name.last
        while first < last and not is_word[first]:
            first += 1
        while first < last and not is_word[last - 1]:
            last -= 1
        if first < last and not _common_noun(name, words, breaks):
            trimmed.append(name if (first, last) == (name.first, name.last) else name._replace(first=first, last=last))
    return trimmed


def _tagged(articles: pd.DataFrame, tokens: pd.DataFrame, words: Words, known: list[Hit], breaks: np.ndarray) -> list[Name]:
    """The names that the tagger finds, each with the probability of its least certain word."""
    tagger = load_tagger("names")
    scores = tagger.scores(layers(articles, tokens, words, [hit[:3] for hit in known if hit.kind not in WITH_TITLE]), breaks)
    labels = tagger.best(scores, breaks)
    named = labels != tagger.labels.index("O")
    with_names = np.flatnonzero(np.isin(breaks, breaks[named]))  # the sentences whose probabilities are asked for
    sure = np.ones(len(labels), dtype=np.float32)
    sure[with_names] = tagger.probabilities(scores[with_names], breaks[with_names])[np.arange(len(with_names)), labels[with_names]]
    at = np.flatnonzero(named)
    begins = np.array([label.startswith("B") for label in tagger.labels])[labels[at]]
    types = np.array([label[2:] for label in tagger.labels])[labels[at]]
    goes_on = (np.diff(at, prepend=-2) == 1) & ~begins & (types == np.roll(types, 1)) & (breaks[at] == breaks[at - 1])
    first = np.flatnonzero(~goes_on)
    last = at[np.append(first[1:], len(at)) - 1] + 1 if len(at) else at
    least = np.minimum.reduceat(sure[at], first) if len(at) else sure[at]
    rows = zip(at[first].tolist(), last.tolist(), types[first].tolist(), least.tolist(), strict=True)
    return [Name(*row[:3], None, None, "tagger", row[3]) for row in rows]


@cache
def camel_recognizer() -> Any:
    """The pretrained recogniser of CAMeL Tools.

    Raises NoFinder where the package, what it needs, or its model are not installed.
    """
    if find_spec("camel_tools") is None:
        raise NoFinder("names camel needs CAMeL Tools with PyTorch and transformers: pip install 'isnad-toolkit[camel]'")
    try:
        from camel_tools.ner import NERecognizer

        return NERecognizer.pretrained()
    except ImportError as error:
        raise NoFinder(f"names camel needs PyTorch and transformers ({error}): pip install 'isnad-toolkit[camel]'") from None
    except (FileNotFoundError, KeyError, OSError):
        raise NoFinder("names camel finds no model: run `camel_data -i ner-arabert` once, where there is a network") from None


def recognized(recognizer: Any, tokens: pd.DataFrame, breaks: np.ndarray) -> list[Name]:
    """The names that a recogniser of CAMeL Tools finds, sentence by sentence."""
    edges = np.flatnonzero(np.diff(breaks, prepend=-1, append=-1)).tolist() if len(breaks) else [0]
    forms = tokens["token"].astype(object).tolist()
    found: list[Name] = []
    labels = recognizer.predict([forms[a:b] for a, b in pairwise(edges)]) if len(edges) > 1 else []
    for a, sentence in zip(edges, labels, strict=False):
        for at, label in enumerate(sentence, a):
            begins, _, kind = label.partition("-")
            type_, before = _CAMEL.get(kind), found[-1] if found else None
            if type_ is None:
                continue
            if begins == "I" and before is not None and before.last == at and before.type == type_ and at > a:
                found[-1] = before._replace(last=at + 1)
            else:
                found.append(Name(at, at + 1, type_, None, None, "camel", UNRATED))
    return found


def repeated(names: list[Name], words: Words, breaks: np.ndarray, first: int, last: int) -> list[Name]:
    """The names of an article with those that stand again, word for word, where the tagger did not see them.

    Names of two words or more, and of a party or a paper what remains without its head («حزب نهضة البلاد» … «نهضة البلاد»).
    """
    codes = words.codes[first:last].tolist()
    forms = [(name, start) for name in names for start in _starts(name, words) if name.last - start > 1]
    index: dict[int, list[int]] = {code: [] for _, start in forms for code in words.alike(codes[start - first])}
    for place, code in enumerate(codes):
        if code in index:
            index[code].append(place)
    taken = {place for name in names for place in range(name.first - first, name.last - first)}
    more: list[Name] = []
    for name, start in forms:
        size, types = name.last - start, [words.types[code] for code in codes[start + 1 - first : name.last - first]]
        for at in sorted(place for code in words.alike(codes[start - first]) for place in index[code]):
            span = range(at, at + size)
            after = [words.types[code] for code in codes[at + 1 : at + size]]
            if after == types and taken.isdisjoint(span) and breaks[first + at] == breaks[first + span[-1]]:
                taken.update(span)
                more.append(name._replace(first=first + at, last=first + at + size, rule="repeated"))
    return sorted(names + more)


def _starts(name: Name, words: Words) -> tuple[int, ...]:
    headed = name.type == "ORG" and words.hosts[words.codes[name.first]] in word_list("naming_heads")
    return (name.first, name.first + 1) if headed else (name.first,)


def _common_noun(name: Name, words: Words, breaks: np.ndarray) -> bool:
    """«قطر | الأنبوب»: a place called as a common noun, before the definite noun that makes it one."""
    after = name.last
    code = words.codes[name.first]
    if name.type != "LOC" or after - name.first > 1 or words.hosts[words.codes[name.first]] not in word_list("place_homographs"):
        return False
    if words.types[code] != words.hosts[code] and words.types[code].startswith(("ال", "لل", "بال", "وال", "فال", "كال")):
        return True  # «للسيول»: the city has no article
    if after >= len(breaks) or breaks[after] != breaks[name.first]:
        return False
    code = words.codes[after]
    return words.pos[code] == "NOUN" and words.types[code].startswith("ال")
