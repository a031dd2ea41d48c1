"""What only the whole corpus can tell of names: whom a last name, a spelling or a name of several places means.

Asked once for each distinct name, never for each mention: it is the one step of the entities that needs all articles.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.entities.ambiguity import settled
from toolkit.entities.linking import name_words
from toolkit.lexicons import grammar_words

NAME = ["text", "type", "entity_id", "entity"]  # mentions that agree in these are linked alike
CLITICS, OFTEN = "لبو", 1.5
LEAST, SURE = 3, 0.9  # articles that name somebody in full; his share of all articles that name somebody so called


def name_keys(mentions: pd.DataFrame) -> np.ndarray:
    """A 64-bit key of each mention's NAME, the same in every part of a corpus."""
    return pd.util.hash_pandas_object(mentions[NAME].astype("str"), index=False).to_numpy()


def link_across(mentions: pd.DataFrame) -> pd.DataFrame:
    """The mentions with `entity_id` and `entity` as the whole corpus tells them.

    Parameters: `mentions` with NAME and `article_id`.

    >>> rows = [("1", "أنقرة", "LOC", "place:TR:أنقرة", "أنقرة")]
    >>> link_across(pd.DataFrame(rows, columns=["article_id", *NAME]))["entity"].tolist()
    ['أنقرة']
    """
    _, first, name = np.unique(name_keys(mentions), return_index=True, return_inverse=True)
    linked = linked_names(mentions[NAME].iloc[first], name, pd.factorize(mentions["article_id"])[0])
    return mentions.assign(**{column: linked[column].take(name).to_numpy() for column in linked}).astype({"entity_id": "str", "entity": "str"})


def linked_names(names: pd.DataFrame, name: np.ndarray, article: np.ndarray) -> pd.DataFrame:
    """`entity_id` and `entity` of each distinct name.

    Parameters: `names` with NAME; for each mention, `name`: the row of its name, and `article`: a code of its article. Nothing
    depends on the order of the mentions.
    """
    names = names.reset_index(drop=True).astype({"text": "str", "entity_id": "str", "entity": "str"})
    names["count"] = np.bincount(name, minlength=len(names))
    return _full_names(_without_clitic(_one_spelling(settled(names))), name, article)[["entity_id", "entity"]]


def _one_spelling(names: pd.DataFrame) -> pd.DataFrame:
    """Spellings of one name («عبد الله», «عبدالله») under one label: the commonest."""
    for kind in sorted(names["type"].dropna().unique()):
        unlinked = names[(names["type"] == kind) & names["entity_id"].isna()]
        counts = unlinked.groupby("entity", sort=True)["count"].sum().sort_values(ascending=False, kind="stable")
        keys = {entity: _spelling(entity, person=kind == "PER") for entity in counts.index}
        label: dict[str, str] = {}
        for entity, key in keys.items():
            label.setdefault(key, entity)
        names.loc[unlinked.index, "entity"] = unlinked["entity"].map({entity: label[key] for entity, key in keys.items()})
    return names


def _without_clitic(names: pd.DataFrame) -> pd.DataFrame:
    """Bodies and places with a preposition or conjunction left on them («لهسبريس») under the name without it, where the corpus has that OFTEN times as often."""
    body = names["type"].isin(["ORG", "LOC"])
    known = names[body].astype({"type": "str"}).groupby(["type", "entity"]).agg(count=("count", "sum"), entity_id=("entity_id", "first"))
    counts, ids = known["count"].to_dict(), known["entity_id"].to_dict()
    for kind, label in known.index[known["entity_id"].isna() & known.index.get_level_values(1).str.match(f"[{CLITICS}]")]:
        forms = [label[1:], "ال" + label[2:]] if label.startswith("لل") else [label[1:]]
        rest = max(forms, key=lambda form, kind=kind: counts.get((kind, form), 0))  # type: ignore[misc]
        if len(rest) > 2 and counts.get((kind, rest), 0) >= OFTEN * counts[kind, label]:
            own = body & (names["type"] == kind) & (names["entity"] == label) & names["entity_id"].isna()
            names.loc[own, ["entity", "entity_id"]] = rest, ids[kind, rest]
    return names


def _full_names(names: pd.DataFrame, name: np.ndarray, article: np.ndarray) -> pd.DataFrame:
    """Persons of one word («أوباما») under the full name that the corpus knows.

    It must stand in LEAST articles, and in a share of SURE of all articles with a full name that ends so: where two are called
    alike, nobody is guessed.
    """
    person, long = names["type"] == "PER", names["entity"].str.contains(" ", regex=False).fillna(False).astype(bool)
    full = names[person & long]
    entity, labels = pd.factorize(full["entity"])
    of_name = np.full(len(names), -1)
    of_name[full.index] = entity
    of_mention = of_name[name]
    pairs = np.unique(article[of_mention >= 0] * np.int64(max(len(labels), 1)) + of_mention[of_mention >= 0])
    known = pd.DataFrame({"entity": pd.array(labels, dtype="str"), "articles": np.bincount(pairs % max(len(labels), 1), minlength=len(labels))})
    known["last"] = known["entity"].str.rsplit(n=1).str[-1].map(fold).astype("str")
    known = known[~known["entity"].str.rsplit(n=2).str[-2].map(fold).isin(grammar_words("sonship"))]  # «محمد بن سلمان» is not called «سلمان»
    known["entity_id"] = known["entity"].map(full.sort_values("entity_id").groupby("entity")["entity_id"].first())
    share = known["articles"] / known.groupby("last")["articles"].transform("sum")
    known = known[(known["articles"] >= LEAST) & (share >= SURE)].set_index("last")
    short = names.index[person & ~long & names["entity_id"].isna()]
    found = known.reindex(names.loc[short, "entity"].map(fold))
    hit = short[found["entity"].notna()]
    names.loc[hit, ["entity", "entity_id"]] = found.loc[found["entity"].notna(), ["entity", "entity_id"]].to_numpy()
    return names


def _spelling(name: str, *, person: bool) -> str:
    """One key for the spellings of a name, quotation marks aside; «سالم بن عبدالكريم آل زيد» is «سالم بن عبدالكريم»."""
    words = name_words(name)
    return "".join(words[:-2] if person and len(words) > 4 and words[-2] == "ال" else words) or name
