"""`attributions`: who is cited, by which word, saying what."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd

from toolkit.attribution.confidence import confidence
from toolkit.attribution.content import quote_type
from toolkit.attribution.kinds import kind, named
from toolkit.attribution.linking import speaking_mentions
from toolkit.attribution.offices import office_holders
from toolkit.attribution.reading import batches, relations
from toolkit.attribution.relation import Relation
from toolkit.entities.mentions import names_in
from toolkit.schema import TABLES, conform
from toolkit.sentence.lexicon import cue_forms
from toolkit.sentence.view import View

COLUMNS = list(TABLES["attributions"])
NEAR = 40  # relations among which the one is looked for in whose content another stands


def attributions(articles: pd.DataFrame, tokens: pd.DataFrame, *, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """The attribution relations of the articles: source, cue and content, and who the source is.

    Parameters: `articles` (`article_id`, `text`) and their `tokens`; `mentions` of the same articles (made if not given): where
    names end, and, if given, to which entities speakers are linked.
    Returns one row a relation. `source` is the phrase in the clause (NA if the subject is dropped), `resolved` the
    fullest mention of whoever speaks (NA if the text does not tell), `content` what is said; each with half-open offsets
    into `text`. `cue_class`: say, assert, deny …; `quote_type`: direct, indirect, mixed; `polarity`: affirmed, denied;
    `parent_id`: the relation in whose content this one stands; `rule`: the choices that made the row, joined by /;
    `confidence`: the probability that all of them are right.

    >>> import pandas as pd
    >>> from toolkit.words import tokens
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["قال الوزير سالم العلي إن السد امتلأ. وأضاف أن الري مضمون."]})
    >>> attributions(articles, tokens(articles))[["cue", "resolved"]].values.tolist()
    [['قال', 'الوزير سالم العلي'], ['أضاف', 'الوزير سالم العلي']]
    """
    frame = unlinked(articles, tokens, mentions if mentions is not None else names_in(articles, tokens))
    return link_speakers(frame, mentions) if mentions is not None else frame


def unlinked(articles: pd.DataFrame, tokens: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """The attributions without the links that only the whole corpus tells: `entity_id` where an office alone says who speaks."""
    rows: list[tuple] = []
    for some in batches(article_views(articles, tokens, names)):
        ids, views, candidates = zip(*some, strict=True)
        for article_id, view, found in zip(ids, views, relations(views, candidates), strict=True):
            rows += _rows(article_id, view, found)
    frame = conform(pd.DataFrame(rows, columns=COLUMNS), "attributions")
    return frame.assign(entity_id=office_holders(frame, articles))


def link_speakers(attributions: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """The attributions with `entity_id` of the speakers: the last step of `attributions`, for corpora that are read in parts."""
    if len(mentions):
        ids = attributions["attribution_id"].map(speaking_mentions(attributions, mentions)["entity_id"])
        attributions["entity_id"] = ids.astype("str").fillna(attributions["entity_id"])
    return attributions


def article_views(articles: pd.DataFrame, tokens: pd.DataFrame, names: pd.DataFrame) -> Iterator[tuple[str, View, list[int]]]:
    """Each article that holds a possible cue, as lists, with these; found per type, so that articles without one cost nothing."""
    texts = dict(zip(articles["article_id"].astype(str), articles["text"].fillna("").astype(object), strict=True))
    types = tokens["type"].cat.categories
    forms = cue_forms()
    is_cue = np.fromiter((word in forms for word in types), dtype=bool, count=len(types))
    type_codes = tokens["type"].cat.codes.to_numpy()
    flags = is_cue[type_codes] if len(types) else np.zeros(len(tokens), dtype=bool)
    article = tokens["article_id"].cat.codes.to_numpy()
    ids = tokens["article_id"].cat.categories
    bounds = np.flatnonzero(np.diff(article)) + 1
    firsts = np.concatenate(([0], bounds)) if len(article) else bounds
    lasts = np.concatenate((bounds, [len(article)])) if len(article) else bounds
    type_list, segment_list = types.tolist(), tokens["segments"].cat.categories.tolist()
    pos_list = [*tokens["pos"].cat.categories.tolist(), None]
    segment_codes, pos_codes = tokens["segments"].cat.codes.to_numpy(), tokens["pos"].cat.codes.to_numpy()
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    named = _by_article(names, ids)
    sentence, is_word = tokens["sentence_id"].to_numpy(), tokens["is_word"].to_numpy()
    for a, b in zip(firsts.tolist(), lasts.tolist(), strict=True):
        hits = np.flatnonzero(flags[a:b])
        if not len(hits):
            continue
        article_id = ids[article[a]]
        known, entities = _names(named[article[a]], starts[a:b], ends[a:b])
        view = View(
            text=texts[article_id],
            types=[type_list[c] for c in type_codes[a:b].tolist()],
            starts=starts[a:b].tolist(),
            ends=ends[a:b].tolist(),
            sentence=sentence[a:b].tolist(),
            segments=[segment_list[c] for c in segment_codes[a:b].tolist()],
            pos=[pos_list[c] for c in pos_codes[a:b].tolist()],
            is_word=is_word[a:b].tolist(),
            names=known,
            entities=entities,
        )
        yield article_id, view, hits.tolist()


def _by_article(names: pd.DataFrame, ids: pd.Index) -> list[tuple[np.ndarray, ...]]:
    """Starts, ends, types and entities of the names of each article."""
    code = pd.Categorical(names["article_id"].astype("str"), categories=ids.astype("str")).codes
    order = np.argsort(code, kind="stable")
    columns = [names[name].to_numpy()[order] for name in ("start", "end")]
    columns += [names[name].astype(object).to_numpy()[order] for name in ("type", "entity")]
    edges = np.searchsorted(code[order], np.arange(len(ids) + 1))
    return [tuple(column[a:b] for column in columns) for a, b in pairwise(edges)]


def _names(rows: tuple[np.ndarray, ...], starts: np.ndarray, ends: np.ndarray) -> tuple[dict[int, tuple[int, str]], dict[int, str]]:
    """The first token of each name → one past its last, and its type; and → the entity that it stands for."""
    first, last, types, entities = rows
    begin = np.searchsorted(ends, first, side="right").tolist()
    end = np.searchsorted(starts, last, side="left").tolist()
    known = [(a, b, type_, entity) for a, b, type_, entity in zip(begin, end, types.tolist(), entities.tolist(), strict=True) if a < b <= len(starts)]
    return {a: (b, type_) for a, b, type_, _ in known}, {a: entity for a, _, _, entity in known if isinstance(entity, str)}


def _rows(article_id: str, view: View, found: list[Relation]) -> list[tuple]:
    rows = []
    for n, relation in enumerate(found):
        start, end = _cue_span(view, relation)
        source, resolved, content = (_span(view, span) for span in (relation.source, relation.speaker, relation.content))
        source_kind = kind(view, relation.speaker)
        rows.append((
            article_id, f"{article_id}:a{n + 1}", view.sentence[relation.at],
            view.text[start:end], relation.cue.lemma, relation.cue.cls, start, end,
            *source, *resolved, source_kind, named(view, relation.speaker, source_kind), None,
            *content, quote_type(view, relation), "denied" if relation.negated else "affirmed",
            _parent(article_id, found, n), rule_of(relation), confidence(relation),
        ))  # fmt: skip
    return rows


def rule_of(relation: Relation) -> str:
    """The choices that made the row: form of the cue / how the content begins / where the source stands / whose words they are."""
    place = "no source" if relation.source is None else "source after" if relation.source[0] > relation.at else "source before"
    fuller = "+fuller" if relation.source is not None and relation.speaker != relation.source else ""
    return "/".join([relation.cue.form, relation.begins.kind, place, relation.carried + fuller])


def _cue_span(view: View, relation: Relation) -> tuple[int, int]:
    if relation.cue_span:
        return relation.cue_span
    start, end = view.starts[relation.at], view.ends[relation.at]
    skip = relation.cue.front
    while skip and start < end:  # the proclitic letters, with the marks on them
        start += 1
        while start < end and view.text[start] in "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640\u200c\u200d":
            start += 1
        skip -= 1
    return start, end


def _span(view: View, span: tuple[int, int] | None) -> tuple[str | None, int | None, int | None]:
    if span is None:
        return None, None, None
    start, end = view.span(*span)
    return view.text[start:end], start, end


def _parent(article_id: str, found: list[Relation], n: int) -> str | None:
    """The innermost earlier relation whose content holds this cue."""
    at = found[n].at
    near = enumerate(found[max(n - NEAR, 0) : n + NEAR], max(n - NEAR, 0))
    holding = {m: other.content[1] - other.content[0] for m, other in near if m != n and other.content and other.holds(at)}
    return f"{article_id}:a{min(holding, key=lambda m: holding[m]) + 1}" if holding else None
