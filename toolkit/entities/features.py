"""What the tagger of names sees beside the words themselves: look-ups in the lists of names, and repetition in the article."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.entities.words import Words
from toolkit.tagging import Layer

Hit = tuple[int, int, str]  # first token, tokens, type


def layers(articles: pd.DataFrame, tokens: pd.DataFrame, words: Words, hits: list[Hit]) -> list[Layer]:
    """The layers of attributes for `Tagger.scores`.

    Parameters: `articles` with `article_id` and, where it is known, `title`; their `tokens` and distinct `words`; `hits`:
    names of the lists in these tokens.
    """
    return [*words.layers(), _looked_up(hits, len(tokens)), _repeated(articles, tokens, words)]


def _looked_up(hits: list[Hit], size: int) -> Layer:
    """`lk=`: whether a name of a list begins here or goes on, of which type, and whether it is one word; the longest counts."""
    codes = np.zeros(size, dtype=np.int64)
    known: dict[str, int] = {}
    for at, length, type_ in sorted(hits, key=lambda hit: hit[1]):
        for place in range(at, at + length):
            name = f"lk={'B' if place == at else 'I'}{type_}{'1' if length == 1 else ''}"
            codes[place] = known.setdefault(name, len(known) + 1)
    return Layer(codes, [[], *([name] for name in known)])


def _repeated(articles: pd.DataFrame, tokens: pd.DataFrame, words: Words) -> Layer:
    """`again`: the word stands in the article more than once; `title`: it stands in its title."""
    names, host = np.unique(np.array(words.hosts, dtype=object).astype(str), return_inverse=True)
    article = tokens["article_id"].cat.codes.to_numpy().astype(np.int64)
    place = article * max(len(names), 1) + host[words.codes] if len(tokens) else article
    _, where, counts = np.unique(place, return_inverse=True, return_counts=True)
    again = counts[where] > 1
    titled: set[int] = set()
    if "title" in articles:
        number = {name: n for n, name in enumerate(names.tolist())}
        ids = {name: n for n, name in enumerate(tokens["article_id"].cat.categories.astype(str))}
        for article_id, title in zip(articles["article_id"].astype(str), articles["title"], strict=True):
            if isinstance(title, str) and article_id in ids:
                titled.update(ids[article_id] * len(names) + number[word] for word in fold(title).split() if word in number)
    in_title = np.isin(place, np.fromiter(titled, dtype=np.int64, count=len(titled)))
    return Layer(again + 2 * in_title, [[], ["again"], ["title"], ["again", "title"]])
