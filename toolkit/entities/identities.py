"""Who the entities of a corpus are: one row each, with its names, office, country, place on the map, and the evidence of each link."""

from __future__ import annotations

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.entities.gazetteer import builtin, countries_of
from toolkit.entities.linking import name_words
from toolkit.lexicons import table
from toolkit.schema import conform
from toolkit.sentence.lexicon import roles

OFFICES = 3  # of the list that are told of a person
MOST = 12  # aliases and titles that are told of an entity


def entity_table(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row an entity of the corpus, most mentioned first.

    Parameters: `mentions`; `articles` with `article_id` and `published`.
    Returns `entity_id` (NA: in no list), `label`, `type`, `aliases` (forms found, the commonest first, joined by |), `country` (ISO 3166),
    `roles` (offices of the list with their dates, or titles found before the name), `gender` (m, f: of the list, of a title or of the
    first name), `latitude`, `longitude`, `qid` (Wikidata), `first_seen`, `last_seen`, `mentions`, `articles`, `evidence`: why each form
    is this entity (listed, same words, shorter form, last name, spelling, second name), with its count. What is unknown is NA.

    >>> from toolkit.words import tokens
    >>> from toolkit.entities import mentions
    >>> articles = pd.DataFrame({"article_id": ["1"], "text": ["وصل وزير الصحة سالم المرواني إلى تونس."], "published": pd.NaT})
    >>> entity_table(mentions(articles, tokens(articles)), articles)[["label", "roles"]].values.tolist()
    [['تونس', nan], ['سالم المرواني', 'وزير الصحة']]
    """
    return identities(name_forms(mentions), entities_seen(mentions, articles))


def entity_key(mentions: pd.DataFrame) -> pd.Series:
    """What tells entities apart: their id, or type and label where they are in no list."""
    return (
        mentions["entity_id"]
        .astype(object)
        .where(mentions["entity_id"].notna(), mentions["type"].astype(object) + ":" + mentions["entity"].astype(object))
    )


def name_forms(mentions: pd.DataFrame) -> pd.DataFrame:
    """How often each entity is named in each form under each title: counts that add up over the parts of a corpus."""
    rows = mentions[["entity_id", "entity", "type", "text", "rule", "title"]].astype(object).assign(key=entity_key(mentions))
    return rows.groupby(list(rows), dropna=False, sort=False).size().rename("count").reset_index()


def entities_seen(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Articles of each entity, and the days of the first and the last: by `entity_key`."""
    rows = pd.DataFrame({"key": entity_key(mentions), "article_id": mentions["article_id"].astype("str")}).drop_duplicates()
    days = articles.drop_duplicates("article_id")
    where = pd.Index(days["article_id"].astype("str")).get_indexer(rows["article_id"])
    rows["day"] = pd.DatetimeIndex(days["published"])[where]
    return rows.groupby("key").agg(articles=("article_id", "size"), first_seen=("day", "min"), last_seen=("day", "max"))


def identities(forms: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """The entities by their forms (`name_forms`, of any number of parts) and their articles (`entities_seen`): see `entity_table`."""
    found = forms.groupby("key", sort=True).agg(
        entity_id=("entity_id", "first"), label=("entity", "first"), type=("type", "first"), mentions=("count", "sum")
    )
    found = found.join(seen)
    names = forms.groupby(["key", "text", "rule"])["count"].sum().reset_index()
    names = names.sort_values(["key", "count", "text"], ascending=[True, False, True])
    names["label"] = names["key"].map(found["label"])
    names["why"] = [_why(*row) for row in names[["text", "label", "rule"]].itertuples(index=False)]
    names["told"] = names["text"] + " (" + names["why"] + ", " + names["count"].astype("str") + ")"
    found["aliases"] = _joined(names.drop_duplicates(["key", "text"]), "text")
    found["evidence"] = _joined(names, "told")
    found = _titled(_known(found), forms)
    return conform(found.sort_values(["mentions", "label"], ascending=[False, True]).reset_index(drop=True), "entities")


def _joined(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows.groupby("key").head(MOST).groupby("key")[column].agg(" | ".join)


def _why(text: str, label: str, rule: str) -> str:
    """Why a form is this entity; conjunctions and prepositions may be written on it."""
    if rule in ("listed", "gazetteer", "anaphor"):
        return "listed"
    full = name_words(label)
    for own in [name_words(text), *(name_words(text[cut:]) for cut in (1, 2))]:
        if own == full:
            return "same words"
        if "".join(own) == "".join(full):
            return "spelling"
        if own and set(own) < set(full):
            return "last name" if len(own) == 1 and own[0] == full[-1] else "shorter form"
    return "second name"


def _known(found: pd.DataFrame) -> pd.DataFrame:
    """What the lists say of an entity: country, gender, offices with their dates, coordinates, QID."""
    listed = builtin().drop_duplicates("entity_id").set_index("entity_id")
    ids = found["entity_id"]
    country = countries_of(ids.astype("str")).fillna(ids.map(listed["country"]))
    figures = table("figures").assign(entity_id="person:" + table("figures")["label"])
    offices = table("offices").assign(entity_id="person:" + table("offices")["label"]).drop_duplicates(["entity_id", "valid_from"])
    offices = _held(offices, found).groupby("entity_id").head(OFFICES).copy()
    dates = offices["valid_from"].fillna("").str[:4] + "–" + offices["valid_to"].fillna("").str[:4]
    offices["told"] = offices["alias"] + " (" + dates + ")"
    first = figures.groupby("entity_id")[["gender", "role"]].first()
    people = table("people").assign(key=table("people")["name"].map(fold)).drop_duplicates("key", keep=False).set_index("key")
    person = found["type"] == "PER"
    name = found["label"].map(fold).where(person)
    places = (
        table("places")
        .assign(entity_id=lambda rows: "place:" + rows["country"] + ":" + rows["label"])
        .drop_duplicates("entity_id")
        .set_index("entity_id")
    )
    return found.assign(
        country=country.fillna(name.map(people["country"])),
        gender=ids.map(first["gender"]).fillna(name.map(people["gender"])),
        roles=ids.map(offices.groupby("entity_id")["told"].agg(" | ".join)).fillna(ids.map(first["role"])),
        latitude=pd.to_numeric(ids.map(places["latitude"])),
        longitude=pd.to_numeric(ids.map(places["longitude"])),
        qid=ids.map(table("qids").set_index("entity_id")["qid"]).fillna(name.map(people["qid"])),
    )


def _held(offices: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The offices held when the corpus names the person; all of them where no day is known or none was held then."""
    seen = found.dropna(subset="entity_id").drop_duplicates("entity_id").set_index("entity_id")
    first, last = (offices["entity_id"].map(seen[name].dt.strftime("%Y-%m-%d")) for name in ("first_seen", "last_seen"))
    since, until = offices["valid_from"].fillna("0000"), offices["valid_to"].fillna("9999").str.ljust(10, "9")
    held = first.isna() | ((since <= last.fillna("9999")) & (until >= first.fillna("0000")))
    return offices[held | ~held.groupby(offices["entity_id"]).transform("any")]


def _titled(found: pd.DataFrame, forms: pd.DataFrame) -> pd.DataFrame:
    """Titles as the articles have them, and the gender that they or the first name tell."""
    counts = forms.dropna(subset="title").groupby(["key", "title"])["count"].sum().reset_index().astype({"count": "int64"})
    counts = counts.sort_values(["key", "count", "title"], ascending=[True, False, True])
    often = counts["count"] * 10 >= found["mentions"].reindex(counts["key"]).clip(upper=20).to_numpy(dtype="int64")
    told = _joined(counts[often], "title")
    head = counts["title"].astype("str").str.split().str[0].map(fold).str.removeprefix("ال")
    tells = pd.Series(np.select([head.str.endswith("ة"), (head + "ة").isin(roles())], ["f", "m"], "?"), index=counts.index)
    sure = counts.assign(gender=tells)[tells != "?"].drop_duplicates("key").set_index("key")["gender"]
    names = table("person_names")
    given = names[(names["kind"] == "given") & names["gender"].notna()].drop_duplicates("word").set_index("word")["gender"]
    first = found["label"].str.split().str[0].map(fold).map(given).where((found["type"] == "PER") & found["label"].str.contains(" "))
    own = pd.Series(found.index.map(told), index=found.index, dtype=object)
    return found.assign(
        roles=found["roles"].where(found["roles"].notna(), own),
        gender=found["gender"].fillna(pd.Series(found.index.map(sure), index=found.index, dtype=object)).fillna(first),
    )
