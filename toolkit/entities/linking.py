"""Which mentions of one article name the same: aliases, last names, shorter and longer forms."""

from __future__ import annotations

import pandas as pd

from toolkit.arabic import fold

_TITLE_WORDS = frozenset("تنظيم حركة حزب جماعة وكالة صحيفة قناة شركة موقع منظمة".split())


def canonical_names(mentions: list[tuple[str, str]]) -> list[str]:
    """For each (type, host-form words of the mention) the fullest form in the article that names the same.

    A person's shorter form is one whose words all stand in the longer one; an organization's is one that the longer one
    only completes («السعودية للكهرباء» in «الشركة السعودية للكهرباء»).
    """
    distinct = list(dict.fromkeys(mentions))
    longest: dict[tuple[str, str], str] = {}
    for type_, text in distinct:
        own = _key(text)
        best = text
        for other_type, other in distinct:
            if other_type != type_ or (len(other.split()) <= len(best.split()) and other != text):
                continue
            if len(other.split()) > len(best.split()) and _same(type_, own, _key(other)):
                best = other
        longest[type_, text] = best
    return [longest[mention] for mention in mentions]


LEAST, SURE = 3, 0.9  # articles that name somebody in full; his share of all articles that name somebody so called


def across_articles(mentions: pd.DataFrame) -> pd.DataFrame:
    """The mentions, with spellings of one name («عبد الله», «عبدالله») and persons of one word («أوباما») under one label.

    Of spellings, the commonest is the label. A person of one word gets the full name that the corpus knows: it must stand in LEAST articles, and in a share of SURE of all articles with a full name that ends so:
    where two are called alike, nobody is guessed.
    """
    person = mentions["type"] == "PER"
    for kind in mentions["type"].dropna().unique():
        unlinked = mentions.loc[(mentions["type"] == kind) & mentions["entity_id"].isna(), "entity"]
        label: dict[str, str] = {}
        keys = {name: _spelling(name, person=kind == "PER") for name in unlinked.value_counts().index}
        for name, key in keys.items():
            label.setdefault(key, name)
        mentions.loc[unlinked.index, "entity"] = unlinked.map({name: label[key] for name, key in keys.items()})
    names = mentions.loc[person, ["article_id", "entity", "entity_id"]]
    full = names[names["entity"].str.contains(" ", regex=False)]
    last = full["entity"].str.rsplit(n=1).str[-1].map(fold)
    known = full.assign(last=last).groupby(["last", "entity"], sort=True).agg(articles=("article_id", "nunique"), entity_id=("entity_id", "first"))
    share = known["articles"] / known.groupby("last")["articles"].transform("sum")
    known = known[(known["articles"] >= LEAST) & (share >= SURE)].reset_index().set_index("last")
    short = names.index[~names["entity"].str.contains(" ", regex=False) & names["entity_id"].isna()]
    found = known.reindex(names.loc[short, "entity"].map(fold))
    hit = short[found["entity"].notna()]
    mentions.loc[hit, ["entity", "entity_id"]] = found.loc[found["entity"].notna(), ["entity", "entity_id"]].to_numpy()
    return mentions


def _spelling(name: str, *, person: bool) -> str:
    """One key for the spellings of a name, quotation marks aside; «سالم بن عبدالكريم آل زيد» is «سالم بن عبدالكريم»."""
    words = _key(name)
    return "".join(words[:-2] if person and len(words) > 4 and words[-2] == "ال" else words) or name


def _key(text: str) -> list[str]:
    words = [word for word in fold(text).split() if word.strip("\"«»“”'")]
    words = [word.strip("\"«»“”'") for word in words]
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] in ("عبد", "ابو"):
            joined[-1] += word
        else:
            joined.append(word)
    return joined


def _same(type_: str, own: list[str], other: list[str]) -> bool:
    if type_ == "PER":
        if len(own) == 1:
            return own[0] == other[-1]
        return set(own) <= set(other) and (own[-1] == other[-1] or own[0] == other[0])
    if type_ == "ORG":
        inner = [word for word in other if word not in _TITLE_WORDS]
        return own == inner or (len(own) >= 2 and set(own) <= set(other) and own[-1] == other[-1])
    return len(own) >= 1 and own == other[: len(own)] and len(other) == len(own) + 1 and other[-1].startswith("ال")
