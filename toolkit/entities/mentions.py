"""`mentions`: names of persons, organizations and places, linked to entities."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.attribution.lexicon import cue_forms
from toolkit.entities.gazetteer import builtin, load_gazetteer
from toolkit.entities.match import Names, host
from toolkit.entities.names import organizations, persons
from toolkit.schema import TABLES, conform

COLUMNS = list(TABLES["mentions"])
_CONFIDENCE = {"gazetteer": 0.95, "place": 0.85, "title+name": 0.75, "head": 0.7, "anaphor": 0.7, "last-name": 0.8}


def mentions(articles: pd.DataFrame, tokens: pd.DataFrame, *, gazetteer: pd.DataFrame | str | Path | None = None) -> pd.DataFrame:
    """Every name of a person, organization or place, linked to an entity where one is known.

    Parameters: `articles` (`article_id`, `text`) and their `tokens`; `gazetteer`, a table or a CSV file of the user's own
    names (see `load_gazetteer`), goes before the built-in places.
    Returns one row a mention: offsets into `text`, `text` itself, `type` (PER, ORG, LOC …), `entity_id` and `entity` (the
    label; for a name in no gazetteer the name itself), the `rule` that found it, and its `confidence`.
    Raises BadGazetteer.

    >>> import pandas as pd
    >>> from toolkit.words import tokens
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["وصل وزير الصحة سعيد العايدي إلى تونس."]})
    >>> mentions(articles, tokens(articles))["text"].tolist()
    ['سعيد العايدي', 'تونس']
    """
    own = load_gazetteer(gazetteer) if isinstance(gazetteer, str | Path) else gazetteer
    rows = builtin() if own is None else pd.concat([own, builtin()], ignore_index=True)
    found = _gazetteer_hits(tokens, rows, 0 if own is None else len(own))
    found += _pattern_hits(tokens)
    chosen = _longest(found)
    return _table(articles, tokens, rows, chosen)


def _pair_codes(tokens: pd.DataFrame) -> tuple[np.ndarray, list[str], list[str]]:
    """One code per distinct (type, segments), and each code's folded word and host."""
    type_codes = tokens["type"].cat.codes.to_numpy().astype(np.int64)
    segment_codes = tokens["segments"].cat.codes.to_numpy().astype(np.int64)
    width = max(len(tokens["segments"].cat.categories), 1)
    codes, pairs = pd.factorize(type_codes * width + segment_codes)
    types, segments = tokens["type"].cat.categories, tokens["segments"].cat.categories
    words = types[pairs // width].tolist()
    return codes, words, [host(word, cut) for word, cut in zip(words, segments[pairs % width].tolist(), strict=True)]


def _gazetteer_hits(tokens: pd.DataFrame, rows: pd.DataFrame, own: int) -> list[tuple]:
    codes, words, hosts = _pair_codes(tokens)
    article = tokens["article_id"].cat.codes.to_numpy().astype(np.int64)
    breaks = article * (1 << 31) + tokens["sentence_id"].to_numpy()
    at, size, name = Names(rows["alias"].tolist()).find(words, hosts, codes, breaks)
    return [(int(a), int(a + s), rows["type"].iat[n], int(n), "gazetteer" if n < own else "place") for a, s, n in zip(at, size, name, strict=True)]


def _pattern_hits(tokens: pd.DataFrame) -> list[tuple]:
    codes, words, hosts = _pair_codes(tokens)
    pos = tokens["pos"].astype(object).where(tokens["pos"].notna(), None).tolist()
    is_word = tokens["is_word"].tolist()
    types = [words[c] for c in codes]
    bare = [hosts[c] for c in codes]
    cues = frozenset(word for word, cue in cue_forms().items() if cue.form in ("perfect", "participle"))
    sentence_break = np.flatnonzero(np.diff(tokens["sentence_id"].to_numpy()) != 0) + 1
    breaks = set(sentence_break.tolist())
    hits = []
    for finder, type_, rule in ((persons, "PER", "title+name"), (organizations, "ORG", "head")):
        for a, b in finder(types, bare, pos, is_word, cues):
            stop = next((k for k in range(a + 1, b) if k in breaks), b)
            hits.append((a, stop, type_, -1, rule))
    return hits


def _longest(found: list[tuple]) -> list[tuple]:
    """Longest match first, the user's gazetteer before other rules; no two mentions overlap."""
    order = {"gazetteer": 0, "place": 2, "head": 1, "title+name": 1}
    kept: list[tuple] = []
    taken: set[int] = set()
    for hit in sorted(found, key=lambda h: (h[4] != "gazetteer", -(h[1] - h[0]), order[h[4]], h[0], h[3])):
        span = range(hit[0], hit[1])
        if not taken.intersection(span):
            taken.update(span)
            kept.append(hit)
    return sorted(kept)


def _table(articles: pd.DataFrame, tokens: pd.DataFrame, rows: pd.DataFrame, chosen: list[tuple]) -> pd.DataFrame:
    texts = dict(zip(articles["article_id"].astype(str), articles["text"].fillna("").astype(object), strict=True))
    ids = tokens["article_id"].cat.categories
    article = tokens["article_id"].cat.codes.to_numpy()
    starts, ends, sentence = tokens["start"].to_numpy(), tokens["end"].to_numpy(), tokens["sentence_id"].to_numpy()
    out = []
    numbers: dict[str, int] = {}
    seen: dict[tuple, list[tuple[str, ...]]] = {}
    for a, b, type_, row, rule in chosen:
        article_id = ids[article[a]]
        start, end = int(starts[a]), int(ends[b - 1])
        text = texts[article_id][start:end]
        if row >= 0:
            gaz = rows.iloc[row]
            if gaz["kind"] == "anaphor" and (article_id, gaz["entity_id"]) not in seen:
                continue
            entity_id, entity = gaz["entity_id"], gaz["label"]
            rule = "anaphor" if gaz["kind"] == "anaphor" else rule
            seen.setdefault((article_id, entity_id), [])
        else:
            entity_id, entity = None, " ".join(fold(text).split())
        numbers[article_id] = numbers.get(article_id, 0) + 1
        out.append(
            (
                article_id,
                f"{article_id}:m{numbers[article_id]}",
                int(sentence[a]),
                start,
                end,
                text,
                type_,
                entity_id,
                entity,
                rule,
                _CONFIDENCE[rule],
            )
        )
    return conform(pd.DataFrame(out, columns=COLUMNS), "mentions")
