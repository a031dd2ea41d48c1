"""`mentions`: names of persons, organizations and places, linked to entities."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.entities.across import link_across
from toolkit.entities.found import Name, names_found, repeated
from toolkit.entities.gazetteer import load_gazetteer
from toolkit.entities.linking import canonical_names, national, second_names
from toolkit.entities.lookup import WITH_TITLE, Hit, given, listed
from toolkit.entities.titles import title_before
from toolkit.entities.words import Words, distinct_words
from toolkit.lexicons import word_list
from toolkit.schema import TABLES, conform

COLUMNS = list(TABLES["mentions"])
_MARKS = frozenset('"«»“”()')
GIVEN = 0.95  # confidence of what the user's gazetteer says


def mentions(
    articles: pd.DataFrame, tokens: pd.DataFrame, *, gazetteer: pd.DataFrame | str | Path | None = None, finder: str = "tagger"
) -> pd.DataFrame:
    """Every name of a person, organization or place, linked to an entity where one is known.

    A trained tagger finds the names (`toolkit.tagging`, features of `toolkit.entities.features`); the lists say whom they
    stand for; what the user's gazetteer names goes before both.
    Parameters: `articles` (`article_id`, `text`, and `title` if there is one) and their `tokens`; `gazetteer`, a table or a
    CSV file of the user's own names (see `load_gazetteer`); `finder`: tagger, or camel (CAMeL Tools' NER, if it is installed).
    Returns one row a mention: offsets into `text`, `text` itself, `type` (PER, ORG, LOC …), `entity_id` and `entity` (the
    label; for a name in no list the fullest form in the article, or in the corpus where it is the only one), `title` before a person's name, the `rule` that
    found it (gazetteer, anaphor; tagger, camel; listed: the tagger, and a list knows it; repeated: as the tagger found it elsewhere in the article), and `confidence`: the tagger's probability.
    Raises BadGazetteer; NoFinder; ValueError for another finder.

    >>> import pandas as pd
    >>> from toolkit.words import tokens
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["وصل وزير الصحة سعيد العايدي إلى تونس."]})
    >>> mentions(articles, tokens(articles))["text"].tolist()
    ['سعيد العايدي', 'تونس']
    """
    return link_across(names_in(articles, tokens, gazetteer=gazetteer, finder=finder))


def names_in(
    articles: pd.DataFrame, tokens: pd.DataFrame, *, gazetteer: pd.DataFrame | str | Path | None = None, finder: str = "tagger"
) -> pd.DataFrame:
    """The mentions as each article alone tells them: `mentions` without its last step, for corpora that are read in parts."""
    own = load_gazetteer(gazetteer) if isinstance(gazetteer, str | Path) else gazetteer
    words = distinct_words(tokens)
    article = tokens["article_id"].cat.codes.to_numpy()
    breaks = article.astype(np.int64) * (1 << 31) + tokens["sentence_id"].to_numpy()
    known = listed(articles, tokens, words, breaks)
    mine = given(own, articles, tokens, words, breaks) if own is not None and len(own) else []
    found = names_found(articles, tokens, words, known, breaks, finder)
    texts = dict(zip(articles["article_id"].astype(str), articles["text"].fillna("").astype(object), strict=True))
    ids = tokens["article_id"].cat.categories
    edges = np.flatnonzero(np.diff(article, prepend=-1, append=-1)) if len(article) else np.zeros(1, dtype=np.int64)
    places = tuple(tokens[name].to_numpy() for name in ("start", "end", "sentence_id"))
    parts = [_by_article(rows, edges) for rows in (found, known, mine)]
    out: list[tuple] = []
    for n in sorted(set().union(*parts)):
        names, hits, own_hits = (part.get(n, []) for part in parts)
        names = repeated(names, words, breaks, edges[n], edges[n + 1])
        ending: dict[int, list[Hit]] = defaultdict(list)
        for hit in hits:
            ending[hit.at + hit.size].append(hit)
        chosen = _chosen([_linked(name, ending, words) for name in names], own_hits)
        article_id = str(ids[article[edges[n]]])
        out += _rows(article_id, chosen, words, texts[article_id], places)
    return conform(pd.DataFrame(out, columns=COLUMNS), "mentions")


def _by_article(rows: list, edges: np.ndarray) -> dict[int, list]:
    """Rows by the number of their article, from their first token."""
    found: dict[int, list] = defaultdict(list)
    for row, n in zip(rows, (np.searchsorted(edges, [row[0] for row in rows], side="right") - 1).tolist(), strict=True):
        found[n].append(row)
    return found


def _linked(name: Name, ending: dict[int, list[Hit]], words: Words) -> Name:
    """The name with the entity of a list: of a name that has just these words, or all but a head and a nationality; the longest, the largest.

    A person also by a title before the name («الملك | سلمان»). Of two persons, or of two bodies that depend on what else stands in the
    article, under the same words neither is guessed. `ending`: the listed names of the article by the token after them.
    """
    ends = (name.last,) if name.type == "PER" else range(name.first + 1, name.last + 1)
    same = [hit for end in ends for hit in ending.get(end, ()) if hit.type == name.type and _fits(name, hit, words)]
    if not same:
        return name
    longest = max(hit.size for hit in same)
    same = [hit for hit in same if hit.size == longest]
    if name.type == "ORG" and _of_several(same):
        same = [hit for hit in same if hit.conditions is None]  # «وزارة الداخلية» of two states in one article
    if not same or (name.type == "PER" and len({hit.entity_id for hit in same}) > 1):
        return name
    best = max(same, key=lambda hit: (hit.conditions is not None, hit.population))
    return name._replace(entity_id=best.entity_id, label=best.label, rule="listed")


def _of_several(hits: list[Hit]) -> bool:
    """Whether these depend on what else stands in the article, and are not one."""
    return len({hit.entity_id for hit in hits if hit.conditions is not None and hit.kind not in WITH_TITLE}) > 1


def _fits(name: Name, hit: Hit, words: Words) -> bool:
    if name.type == "PER":
        return hit.at == name.first or (hit.kind == "titled" and hit.at < name.first)
    return name.first <= hit.at and _all_but_frame(name, hit, words)


def _all_but_frame(name: Name, hit: Hit, words: Words) -> bool:
    """«حركة | حماس», «الصليب الأحمر | اللبناني», «تونس | العاصمة»: whether what the list does not have only goes with the name."""
    before, after = (
        [words.hosts[code] for code in words.codes[a:b].tolist() if words.hosts[code] not in _MARKS]
        for a, b in ((name.first, hit.at), (hit.at + hit.size, name.last))
    )
    if name.type == "LOC":
        return not before and after in ([], ["العاصمة"])
    return set(before) <= word_list("naming_heads") and len(after) < 2 and all(national(word) for word in after)


def _chosen(found: list[Name], mine: list[Hit]) -> list[Name]:
    """What the user names, the longest first, then what the tagger finds elsewhere; in order, none overlapping."""
    own = [Name(hit.at, hit.at + hit.size, hit.type, hit.entity_id, hit.label, _rule(hit), GIVEN) for hit in mine]
    own.sort(key=lambda name: (name.rule == "anaphor", name.first - name.last, name.first))
    taken: set[int] = set()
    chosen: list[Name] = []
    for name in [*(name for name in own if name.rule == "gazetteer"), *found]:
        span = range(name.first, name.last)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(name)
    first: dict[str, int] = {}
    for name in sorted(chosen):
        if name.entity_id is not None:
            first.setdefault(name.entity_id, name.first)
    for name in own:  # an anaphor stands for a name that came before it
        at = range(name.first, name.last)
        if name.rule == "anaphor" and first.get(str(name.entity_id), name.first) < name.first:
            chosen = [other for other in chosen if other.rule == "gazetteer" or set(at).isdisjoint(range(other.first, other.last))]
            if all(set(at).isdisjoint(range(other.first, other.last)) for other in chosen):
                chosen.append(name)
    return sorted(chosen)


def _rule(hit: Hit) -> str:
    return "anaphor" if hit.kind == "anaphor" else "gazetteer"


def _rows(article_id: str, chosen: list[Name], words: Words, text: str, places: tuple[np.ndarray, ...]) -> list[tuple]:
    starts, ends, sentences = places
    spans = [(int(starts[name.first]), int(ends[name.last - 1])) for name in chosen]
    # «لـ "الوطن"»: a preposition that stands apart is no part of the name
    spans = [(a + (text[a:b].find(" ") + 1 if text[a:b].startswith(("لـ ", "ل ")) else 0), b) for a, b in spans]
    hosts = _bare(chosen, words)
    twice = second_names([(name.type, a, b) for name, (a, b) in zip(chosen, spans, strict=True)], text)
    full = canonical_names([(name.type, bare) for name, bare in zip(chosen, hosts, strict=True)], twice)
    shown = {bare: _without_marks(_without_clitics(text[a:b], bare)) for bare, (a, b) in zip(reversed(hosts), reversed(spans), strict=True)}
    known = {bare: (name.entity_id, name.label) for name, bare in zip(chosen, hosts, strict=True) if name.entity_id is not None}
    rows = []
    for n, (name, (start, end), fullest) in enumerate(zip(chosen, spans, full, strict=True), 1):
        entity_id, label = (name.entity_id, name.label) if name.entity_id is not None else known.get(fullest, (None, None))
        rows.append((
            article_id, f"{article_id}:m{n}", sentences[name.first], start, end, text[start:end], name.type,
            entity_id, label if label is not None else shown[fullest],
            title_before(text, start) if name.type == "PER" else None, name.rule, round(name.confidence, 4),
        ))  # fmt: skip
    return rows


def _bare(chosen: list[Name], words: Words) -> list[str]:
    """Each name as it is compared: folded, without what is written on its first word, as the article's other names tell it.

    «للحوثيين» is «الحوثيين» and «وتبون» is «تبون» where the article has those; «فيلبي» keeps its first letter.
    """
    parts = [[words.types[code] for code in words.codes[name.first : name.last].tolist()] for name in chosen]
    own = [[words.hosts[words.codes[name.first]], *part[1:]] for name, part in zip(chosen, parts, strict=True)]
    begins, goes_on = {part[0] for part in parts}, {word for part in parts for word in part[1:]}
    out = []
    for name, part, bare in zip(chosen, parts, own, strict=True):
        first = part[0]
        if name.rule == "listed":
            form = bare[0]
        elif first in goes_on:  # «ليو» beside «جاك ليو»
            form = first
        else:
            form = next((cut for cut in _cuts(first) if cut in begins or cut in goes_on), bare[0]) if first == bare[0] else bare[0]
        out.append(" ".join([form, *bare[1:]]))
    return out


def _cuts(word: str) -> list[str]:
    """The word without a conjunction or preposition that may be written on it."""
    if len(word) < 4 or word[0] not in "وفبلك":
        return []
    return ["ال" + word[2:], word[1:]] if word.startswith("لل") else [word[1:]]


def _without_marks(name: str) -> str:
    """A label without quotation marks: of «صحيفة "الحياة"» the closing one is no part of the name."""
    return " ".join(name.translate(dict.fromkeys(map(ord, '"«»“”'))).split()) or name


def _without_clitics(written: str, bare: str) -> str:
    """The name as written, from the letter with which its bare form begins."""
    first = written.split(" ", 1)[0]
    for skip in range(min(4, len(first))):
        if fold(first[skip:]) == bare.split(" ", 1)[0]:
            return written[skip:]
    return "ا" + written[1:] if first.startswith("لل") and bare.startswith("ال") else written
