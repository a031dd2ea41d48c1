"""`mentions`: names of persons, organizations and places, linked to entities."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.entities import organizations, people, places
from toolkit.entities.across import link_across
from toolkit.entities.gazetteer import builtin, load_gazetteer
from toolkit.entities.linking import canonical_names
from toolkit.entities.match import Names
from toolkit.entities.words import ADJ, DEFINITE, NATION, Words, articles_of, pairs
from toolkit.schema import TABLES, conform

COLUMNS = list(TABLES["mentions"])
CONDITIONS = ["kind", "context", "valid_from", "valid_to"]
# Which rule wins where two overlap (higher first), and how sure it is (share of right mentions on annotated articles).
RULES = {
    "gazetteer": (9, 0.95), "anaphor": (8, 0.7), "known": (6, 0.93), "head": (5, 0.72), "quoted-medium": (5, 0.8), "title+name": (5, 0.85),
    "name-list": (4, 0.83), "site": (4, 0.7), "area": (3, 0.75), "place": (3, 0.88), "apposition": (3, 0.75), "speaker": (3, 0.7),
    "proper-run": (2, 0.6), "last-name": (2, 0.85), "repeated": (2, 0.8), "coordinated": (1, 0.7),
}  # fmt: skip


_WITH_NAME = frozenset("نادي هيئة جمعية وكالة صحيفة قناة حزب تنظيم حركة".split())


@cache
def _builtin_names() -> tuple[pd.DataFrame, Names]:
    rows = builtin()
    return rows, Names(rows["alias"].tolist())


def mentions(articles: pd.DataFrame, tokens: pd.DataFrame, *, gazetteer: pd.DataFrame | str | Path | None = None) -> pd.DataFrame:
    """Every name of a person, organization or place, linked to an entity where one is known.

    Parameters: `articles` (`article_id`, `text`) and their `tokens`; `gazetteer`, a table or a CSV file of the user's own
    names (see `load_gazetteer`), goes before the built-in lists.
    Returns one row a mention: offsets into `text`, `text` itself, `type` (PER, ORG, LOC …), `entity_id` and `entity` (the
    label; for a name in no list the fullest form in the article, or in the corpus where it is the only one), the `rule` that found it, and its `confidence`.
    Raises BadGazetteer.

    >>> import pandas as pd
    >>> from toolkit.words import tokens
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["وصل وزير الصحة سعيد العايدي إلى تونس."]})
    >>> mentions(articles, tokens(articles))["text"].tolist()
    ['سعيد العايدي', 'تونس']
    """
    return link_across(names_in(articles, tokens, gazetteer=gazetteer))


def names_in(articles: pd.DataFrame, tokens: pd.DataFrame, *, gazetteer: pd.DataFrame | str | Path | None = None) -> pd.DataFrame:
    """The mentions as each article alone tells them: `mentions` without its last step, for corpora that are read in parts."""
    own = load_gazetteer(gazetteer) if isinstance(gazetteer, str | Path) else gazetteer
    codes, types, hosts, pos, written = pairs(tokens)
    breaks = tokens["article_id"].cat.codes.to_numpy().astype(np.int64) * (1 << 31) + tokens["sentence_id"].to_numpy()
    rows, names = _builtin_names()
    listed = _listed(names.find(types, hosts, codes, breaks), rows, False)
    if own is not None and len(own):
        listed += _listed(Names(own["alias"].tolist()).find(types, hosts, codes, breaks), own.assign(population=0), True)
    by_token: dict[int, list] = {}
    for hit in listed:
        by_token.setdefault(hit[0], []).append(hit)
    texts = dict(zip(articles["article_id"].astype(str), articles["text"].fillna("").astype(object), strict=True))
    dates = dict(zip(articles["article_id"].astype(str), articles["published"], strict=True)) if "published" in articles else {}
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    starters = np.array(sorted(by_token), dtype=np.int64)
    out: list[tuple] = []
    for words in articles_of(tokens, codes, types, hosts, pos, written):
        a, b = np.searchsorted(starters, [words.first, words.first + len(words)])
        hits = [hit for at in starters[a:b].tolist() for hit in by_token[at]]
        chosen = _article(words, hits, dates.get(words.article_id))
        out += _rows(words, chosen, texts[words.article_id], starts, ends)
    return conform(pd.DataFrame(out, columns=COLUMNS), "mentions")


def _listed(found: tuple, rows: pd.DataFrame, own: bool) -> list[tuple]:
    """(token, length, type, entity id, label, rule, population, gazetteer row) of each look-up."""
    columns = [rows[name].tolist() for name in ("type", "entity_id", "label", "population")]
    # Of the built-in rows only those with a context have conditions: clubs called as towns are.
    bound = rows if own else rows[rows["context"].notna()]
    extra = dict(zip(bound.index.tolist(), bound.reindex(columns=CONDITIONS).to_dict("records"), strict=True))
    hits = []
    for at, size, n in zip(*(array.tolist() for array in found), strict=True):
        type_, entity_id, label, population = (column[n] for column in columns)
        rule = "gazetteer" if own else "known" if type_ == "ORG" else "place"
        hits.append((at, size, type_, entity_id, label, rule, population, extra.get(n)))
    return hits


def _article(words: Words, hits: list[tuple], date: object) -> list[tuple]:
    """The mentions of one article as (start, end, type, entity id, label, rule), in order, none overlapping."""
    found: list[tuple] = []
    anaphors = []
    hits = places.spoken_of(words, hits)
    for at, size, type_, entity_id, label, rule, population, row in hits:
        a = at - words.first
        b = a + size
        if row is not None:
            if not _applies(row, words, date):
                continue
            if row["kind"] == "anaphor":
                anaphors.append((a, b, type_, entity_id, label, "anaphor"))
                continue
        elif rule == "place" and not places.plausible(words, a, b, population):
            continue
        if rule == "known":
            a, b = _with_head_and_country(words, a, b, club=row is not None)
        b += rule == "place" and b < len(words) and words.types[b] == "العاصمة"  # «تونس العاصمة»
        found.append((a, b, type_, entity_id, label, rule, population))
    covered = {k for m in found if m[2] != "PER" for k in range(m[0], m[1])}
    found += [(a, b, "PER", None, None, rule, 0) for a, b, rule in people.after_titles(words, covered)]
    listed = {hit[0] - words.first: hit[1] for hit in sorted(hits, key=lambda hit: hit[1]) if hit[2] == "LOC"}
    found += [(a, b, "LOC", None, None, rule, 0) for a, b, rule in places.after_heads(words, listed)]
    located = {m[0] for m in found if m[2] == "LOC"}
    found += [(a, b, "ORG", None, None, rule, 0) for a, b, rule in organizations.after_heads(words, located)]
    for finder, type_ in (
        (organizations.media_names, "ORG"), (organizations.stations, "ORG"), (people.by_lists, "PER"),
        (people.proper_runs, "PER"),
    ):  # fmt: skip
        found += [(a, b, type_, None, None, rule, 0) for a, b, rule in finder(words)]
    found = [(people.with_fathers(words, m[0]), *m[1:]) if m[2] == "PER" else m for m in found]
    chosen, taken = _pick(_joined_to_places(words, found), set())
    headless = _headless(words, chosen)
    within = {k for m in headless for k in range(m[0], m[1])}
    chosen, taken = _pick(headless + [m for m in chosen if not within.issuperset(range(m[0], m[1]))], set())
    names = [(m[0], m[1]) for m in chosen if m[2] == "PER"]
    again = [(a, b, "PER", None, None, rule, 0) for a, b, rule in people.last_names(words, names)]
    again += _repeated(words, chosen)
    more, taken = _pick(again, taken)
    chosen += more
    joined, taken = _pick(
        [(a, b, "LOC", None, None, rule, 0) for a, b, rule in places.coordinated(words, [m[:2] for m in chosen if m[2] == "LOC"], listed)], taken
    )
    chosen += joined
    seen: dict[str, int] = {}
    for mention in sorted(chosen):
        if mention[3] is not None:
            seen.setdefault(mention[3], mention[0])
    for anaphor in anaphors:  # an anaphor stands for a name that came before it; of several, for the last one named
        if anaphor[3] in seen and seen[anaphor[3]] < anaphor[0] and not taken.intersection(range(anaphor[0], anaphor[1])):
            chosen.append((*anaphor, 0))
            taken.update(range(anaphor[0], anaphor[1]))
    return sorted(chosen)


def _with_head_and_country(words: Words, a: int, b: int, *, club: bool) -> tuple[int, int]:
    """«| هيئة الهلال الأحمر», «بورتو | البرتغالي», «الصليب الأحمر | اللبناني»: what belongs to a known organization's name."""
    if b < len(words) and words.has(b, NATION) and words.has(b, DEFINITE) and not words.clitic[b]:
        b += not words.types[b].endswith("ة") if club else b - a > 1 and words.types[b - 1].startswith("ال")
    if a and words.hosts[a - 1] in _WITH_NAME and words.sentence[a - 1] == words.sentence[a] and not words.clitic[a]:
        a -= 1
    return a, b


def _applies(row: dict, words: Words, date: object) -> bool:
    """Whether a gazetteer row holds in this article: its context stands in it, and its period contains its date."""
    if isinstance(row["context"], str) and not any(word in words.hosts or word in words.types for word in _folded(row["context"])):
        return False
    for name, earlier in (("valid_from", True), ("valid_to", False)):
        if isinstance(row[name], str) and date is not None and not pd.isna(date):
            limit = pd.Timestamp(row[name], tz="UTC")
            if (date < limit) if earlier else (date > limit + pd.Timedelta(days=1)):
                return False
    return True


@cache
def _folded(context: str) -> frozenset[str]:
    from toolkit.arabic import fold

    return frozenset(fold(word) for word in context.split("|"))


def _pick(found: list[tuple], taken: set[int]) -> tuple[list[tuple], set[int]]:
    """The strongest mentions first (rule, then length, then population); no two overlap."""
    taken = set(taken)
    chosen = []
    for mention in sorted(found, key=lambda m: (m[5] != "gazetteer", -(m[1] - m[0]) if m[1] - m[0] > 1 else 0, -RULES[m[5]][0], -m[6], m[0])):
        span = range(mention[0], mention[1])
        if mention[1] > mention[0] and not taken.intersection(span):
            taken.update(span)
            chosen.append(mention)
    return chosen, taken


def _joined_to_places(words: Words, found: list[tuple]) -> list[tuple]:
    """«والكاميرون | وكوت ديفوار»: an unknown name joined to a place by و is a place."""
    ends = {m[1] for m in found if m[2] == "LOC"}
    return [
        (*m[:2], "LOC", None, None, "coordinated", 0)
        if m[5] == "proper-run" and m[0] in ends and words.clitic[m[0]] and words.types[m[0]].startswith("و")
        else m
        for m in found
    ]


_PARTIES = frozenset("حزب حركة تنظيم جماعة تيار".split())


def _headless(words: Words, chosen: list[tuple]) -> list[tuple]:
    """«حركة نهضة مصر … | نهضة مصر»: a party's name of two words or more, again without its head."""
    out = []
    for a, b, _, entity_id, label, rule, _ in chosen:
        if rule not in ("head", "known") or words.hosts[a] not in _PARTIES:
            continue
        a, b = a + 1 + (not words.is_word[a + 1]), b - (not words.is_word[b - 1])
        if b - a < 2 or (words.has(b - 1, ADJ) and not words.has(a, DEFINITE)):  # «حزب سياسي جديد» names none
            continue
        for i in range(1, len(words) - (b - a) + 1):
            if words.hosts[i] == words.hosts[a] and words.types[i + 1 : i + b - a] == words.types[a + 1 : b]:
                if words.hosts[i - 1] not in _PARTIES and (words.is_word[i - 1] or words.hosts[max(i - 2, 0)] not in _PARTIES):
                    out.append((i, i + b - a, "ORG", entity_id, label, "repeated", 0))
    return out


def _repeated(words: Words, chosen: list[tuple]) -> list[tuple]:
    """Names found by rules, wherever their exact words stand again."""
    out = []
    index: dict[str, list[int]] = {}
    for i, word in enumerate(words.hosts):
        index.setdefault(word, []).append(i)
    for a, b, type_, entity_id, label, rule, _ in chosen:
        if b - a < 2 and rule not in ("known", "quoted-medium"):
            continue
        pattern = words.types[a + 1 : b]
        for i in index[words.hosts[a]]:
            if i != a and words.types[i + 1 : i + b - a] == pattern:
                out.append((i, i + b - a, type_, entity_id, label, "repeated", 0))
    return out


def _rows(words: Words, chosen: list[tuple], text: str, starts: np.ndarray, ends: np.ndarray) -> list[tuple]:
    spans = [(int(starts[words.first + m[0]]), int(ends[words.first + m[1] - 1])) for m in chosen]
    # «لـ "الوطن"»: a preposition that stands apart is no part of the name
    spans = [(a + (text[a:b].find(" ") + 1 if text[a:b].startswith(("لـ ", "ل ")) else 0), b) for a, b in spans]
    hosts = [" ".join(w for w in words.hosts[m[0] : m[1]]) for m in chosen]
    full = canonical_names([(m[2], bare) for m, bare in zip(chosen, hosts, strict=True)])
    shown = {
        bare: text[a + _clitic_letters(words, m) : b] for m, bare, (a, b) in zip(reversed(chosen), reversed(hosts), reversed(spans), strict=True)
    }
    known = {bare: (m[3], m[4]) for m, bare in zip(chosen, hosts, strict=True) if m[3] is not None}
    rows = []
    for n, (m, (start, end), name) in enumerate(zip(chosen, spans, full, strict=True), 1):
        entity_id, label = (m[3], m[4]) if m[3] is not None else known.get(name, (None, None))
        rows.append((
            words.article_id, f"{words.article_id}:m{n}", words.sentence[m[0]], start, end, text[start:end], m[2],
            entity_id, label if label is not None else shown[name], m[5], RULES[m[5]][1],
        ))  # fmt: skip
    return rows


def _clitic_letters(words: Words, mention: tuple) -> int:
    """How many letters before the name itself are written on its first word."""
    first, bare = words.types[mention[0]], words.hosts[mention[0]]
    return len(first) - len(bare) if first.endswith(bare) else 0
