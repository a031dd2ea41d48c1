"""`concordance`: a word's lines in context (KWIC)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from toolkit.frequency.counted import UNITS, same_word
from toolkit.frequency.cql import found_by_pattern

SORTS = ("position", "left", "right", "node")
COLUMNS = ["article_id", "sentence_id", "start", "end", "left", "node", "right"]


def concordance(
    tokens: pd.DataFrame, articles: pd.DataFrame, query: str, *, by: str = "lemma", pattern: bool = False, context: int = 8, sort: str = "position"
) -> pd.DataFrame:
    """Every place where `query` is used, with the text around it.

    Parameters: `tokens`; `articles` with their `text`; `query`: one word or a phrase (words separated by spaces), with
    or without hamzas and vowel marks, or with `pattern` regular expressions, one a word, each matching a whole word (RE2 syntax: linear time,
    so that no pattern runs away); or a pattern over words that begins with [, as `[lemma="قال"] [pos="NOUN"]{1,2}` (see `toolkit.frequency.cql`); `by`: lemma, type or token; `context`: words shown to either side, never past the article;
    `sort`: position, left (words before, nearest first, marks passed over), right (words after), or node.
    Returns `article_id`, `sentence_id`, `start`, `end` (of the node in the article's text), `left`, `node`, `right`, as they
    stand in the text; `attrs["total"]` counts the words searched, `attrs["understood"]` is the lemma that was looked for («المسجد» is مسجد). What does not occur gives an empty table.
    Raises ValueError for an invalid pattern, an empty query, an unknown `by` or `sort`.

    >>> from toolkit.words import tokens
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["افتتح الوزير السد الجديد أمس"]})
    >>> concordance(tokens(articles), articles, "سد", context=1)[["left", "node", "right"]].values.tolist()
    [['الوزير', 'السد', 'الجديد']]
    """
    if by not in UNITS[:3]:
        raise ValueError(f"by={by!r} is none of {', '.join(UNITS[:3])}")
    if sort not in SORTS:
        raise ValueError(f"sort={sort!r} is none of {', '.join(SORTS)}")
    article = tokens["article_id"].astype("category").cat.codes.to_numpy()
    is_word = tokens["is_word"].to_numpy(dtype=bool)
    first, last, understood = places(tokens, query, by=by, pattern=pattern)
    start, end = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    from_, to = first.copy(), last.copy()
    for _ in range(max(context, 0)):
        from_ = _stepped(from_, -1, article)
        to = _stepped(to, 1, article)
    frame = tokens[["article_id", "sentence_id"]].iloc[first].reset_index(drop=True)
    frame["start"], frame["end"] = start[first], end[last]
    named, which = np.unique(article[first], return_inverse=True)
    ids = tokens["article_id"].astype("category").cat.categories[named]
    texts = articles["text"].iloc[pd.Index(articles["article_id"].astype("str")).get_indexer(ids)].tolist()
    whole = [texts[n] for n in which.tolist()]
    a, b, c, d = (bounds.tolist() for bounds in (start[from_], start[first], end[last], end[to]))
    for name, begin, stop in (("left", a, b), ("node", b, c), ("right", c, d)):
        frame[name] = _one_line([text[i:j] for text, i, j in zip(whole, begin, stop, strict=True)])
    if sort == "node":
        frame = frame.sort_values(["node", "right"], kind="stable", ignore_index=True)
    elif sort != "position":
        kinds = tokens["type"].astype("category")
        rank = np.append(np.argsort(np.argsort(kinds.cat.categories.to_numpy(dtype=object))), -1)[kinds.cat.codes.to_numpy()]
        step, at = (-1, first) if sort == "left" else (1, last)
        words_at = np.flatnonzero(is_word)  # marks are passed over
        near = np.searchsorted(words_at, at, side="left" if step < 0 else "right") - (step < 0)
        keys = []
        for _ in range(3):
            there = words_at[np.clip(near, 0, len(words_at) - 1)]
            inside = (near >= 0) & (near < len(words_at)) & (article[there] == article[at])
            keys.append(np.where(inside, rank[there], len(kinds.cat.categories)))  # an article's end comes last
            near += step
        frame = frame.iloc[np.lexsort(keys[::-1])].reset_index(drop=True)
    frame.attrs["total"] = int(is_word.sum())
    frame.attrs["understood"] = understood
    return frame[COLUMNS]


def places(tokens: pd.DataFrame, query: str, *, by: str = "lemma", pattern: bool = False) -> tuple[np.ndarray, np.ndarray, str]:
    """First and last row in the tokens of each use of a word, phrase or pattern (as for `concordance`), and what it was understood as."""
    if query.lstrip().startswith("["):
        return *found_by_pattern(tokens, query), query
    article = tokens["article_id"].astype("category").cat.codes.to_numpy()
    parts = query.split()
    if not parts:
        raise ValueError("the query is empty: give a word, a phrase or a pattern")
    words, is_word = tokens[by].astype("category"), tokens["is_word"].to_numpy(dtype=bool)
    codes, sentence = words.cat.codes.to_numpy(), tokens["sentence_id"].to_numpy()
    first = np.flatnonzero(_matching(words.cat.categories, parts[0], pattern, by)[codes] & (codes >= 0) & is_word)
    for step, part in enumerate(parts[1:], 1):
        there = first + step
        first, there = first[there < len(codes)], there[there < len(codes)]
        hit = _matching(words.cat.categories, part, pattern, by)[codes[there]] & (codes[there] >= 0) & is_word[there]
        first = first[hit & (article[first] == article[there]) & (sentence[first] == sentence[there])]
    plain = by == "lemma" and not pattern and len(first)
    understood = " ".join(str(words.iloc[first[0] + step]) for step in range(len(parts))) if plain else query
    return first, first + len(parts) - 1, understood


def _one_line(pieces: list[str]) -> pd.Series:
    """The pieces of text with every run of white space, line ends among them, as one space."""
    try:
        return pd.Series(
            pc.binary_join(pc.utf8_split_whitespace(pc.utf8_trim_whitespace(pa.array(pieces, pa.string()))), " ").to_pandas(), dtype="str"
        )
    except UnicodeEncodeError:  # lone surrogates are no UTF-8
        return pd.Series([" ".join(piece.split()) for piece in pieces], dtype="object")


def _stepped(at: np.ndarray, step: int, article: np.ndarray) -> np.ndarray:
    """Each position moved by one, unless that leaves the article."""
    moved = np.clip(at + step, 0, max(len(article) - 1, 0))
    return np.where(article[moved] == article[at], moved, at) if len(at) else at


def _matching(words: pd.Index, part: str, pattern: bool, by: str) -> np.ndarray:
    """For each distinct word, and at the end for NA, whether it is meant."""
    if not pattern:
        hit = same_word(words, part, by)
    else:
        try:
            hit = pc.match_substring_regex(pa.array(words.astype(object).tolist(), type=pa.string()), f"^(?:{part})$").to_numpy(zero_copy_only=False)
        except pa.ArrowInvalid as error:
            raise ValueError(f"{part!r} is no valid regular expression: {error}") from error
    return np.append(np.asarray(hit, dtype=bool), False)
