"""Who gets to speak: the office, gender, country and affiliation of each speaker, and how much of the citations is whose."""

from __future__ import annotations

from functools import cache

import numpy as np
import pandas as pd

from toolkit.arabic import fold
from toolkit.lexicons import table
from toolkit.sources.speakers import shares, speakers

PROFILE = ["office_kind", "gender", "country", "affiliation"]
LONGEST = 4  # words of an entry of office_kinds.csv
REACH = 6  # words of a phrase in which an office is looked for


def speaker_profiles(attributions: pd.DataFrame, mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """What is known of the speaker of each relation.

    Parameters: `attributions`, `mentions`, `entities` (`entity_table`, with what people corrected).
    Returns one row a relation: `article_id`, `attribution_id`, `speaker`, `entity_id` (or its key, `PER:` and its label), `source_kind`,
    `source_named`, `quote_type`, and, of persons, `office_kind` (by the title in the phrase, else by the offices of the entity; see
    office_kinds.csv), `gender` (m, f: of the entity, else of the title, else of the verb, which agrees: «قالت»), `gender_from`,
    `country` (ISO 3166: of the entity, else of a nationality in the phrase), `affiliation` (an organization named inside the phrase); of
    organizations `country` and, as `affiliation`, themselves. What is unknown is NA.
    """
    rows = attributions[["article_id", "attribution_id", "source_kind", "source_named", "quote_type"]].reset_index(drop=True)
    rows["speaker"] = speakers(attributions, mentions).to_numpy()
    known = entities.assign(key=entities["entity_id"].astype("str").fillna(entities["type"].astype("str") + ":" + entities["label"].astype("str")))
    by_label = known[known["type"].isin(["PER", "ORG"])].drop_duplicates("label").set_index("label")["key"]
    ids = attributions["entity_id"].astype("str").reset_index(drop=True)
    rows["entity_id"] = ids.where(ids.isin(set(known["key"])), rows["speaker"].map(by_label))
    found = known.set_index("key")[["gender", "country", "roles"]].astype("str").reindex(rows["entity_id"].fillna("")).reset_index(drop=True)
    person = rows["source_kind"].eq("person")
    phrase = attributions["resolved"].astype("str").reset_index(drop=True).fillna("")
    words = {text: fold(text).split() for text in phrase.unique()}
    title = phrase.map({text: _office(own) for text, own in words.items()})
    listed = found["roles"].map({text: _office(fold(text).split()) for text in found["roles"].dropna().unique()})
    rows["office_kind"] = title.fillna(listed).where(person)
    ways = {"entity": found["gender"], "title": phrase.map({text: _gender(own) for text, own in words.items()}), "verb": _agreement(attributions)}
    rows["gender"], rows["gender_from"] = pd.Series(None, index=rows.index, dtype="str"), pd.Series(None, index=rows.index, dtype="str")
    for way, told in ways.items():
        new = rows["gender"].isna() & told.notna() & person
        rows["gender"], rows["gender_from"] = rows["gender"].where(~new, told), rows["gender_from"].where(~new, way)
    body = rows["source_kind"].eq("organization")
    rows["country"] = found["country"].fillna(phrase.map({text: _nation(own) for text, own in words.items()})).where(person | body)
    rows["affiliation"] = _organization(attributions, mentions).where(person).fillna(rows["speaker"].where(body))
    columns = ["article_id", "attribution_id", "speaker", "entity_id", "source_kind", "source_named", "quote_type", *PROFILE, "gender_from"]
    return rows[columns]


def who_speaks(profiles: pd.DataFrame, column: str, *, group: pd.Series | None = None, kind: str | None = "person") -> pd.DataFrame:
    """How the citations divide over one trait of the speakers: of those whose trait is known, with the share unknown beside.

    Parameters: `profiles`; `column`: office_kind, gender, country, affiliation, source_named, quote_type; `group`: a label per article
    (index: article_id); `kind` of the sources that are counted (None: all).
    Returns `shares` of the known (the group, the trait, `relations`, `total`, `share`, `low`, `high` by Wilson), and `speakers` (distinct),
    `unknown_relations`, `unknown_share` of the relations of the group.
    """
    rows = profiles if kind is None else profiles[profiles["source_kind"] == kind]
    name = str(group.name or "group") if group is not None else "group"
    rows = rows.assign(**{name: "all" if group is None else rows["article_id"].astype(object).map(group)})
    known = shares(rows[rows[column].notna()], column, group=group).dropna(subset=[column] if group is None else [name, column])
    whole = rows.groupby(name, observed=True)[column].agg(["size", "count"])
    keys = [column] if group is None else [name, column]
    voices = rows.groupby(keys, observed=True)["speaker"].nunique().rename("speakers").reset_index()
    merged = known.astype(dict.fromkeys(keys, object)).merge(voices.astype(dict.fromkeys(keys, object)), on=keys, how="left")
    label = merged[name] if group is not None else pd.Series("all", index=merged.index)
    merged["unknown_relations"] = label.map(whole["size"] - whole["count"]).astype("int64")
    merged["unknown_share"] = merged["unknown_relations"] / label.map(whole["size"]).astype("float64")
    return merged


def unknown_speakers(profiles: pd.DataFrame, *, most: int = 100) -> pd.DataFrame:
    """The most cited named persons of whom something is unknown, as rows of corrections to fill in (`value`) and add to corrections.csv.

    Returns `table`, `entity_id`, `field` (gender, country, roles), `value` (empty), `speaker`, `relations`.
    """
    rows = profiles[(profiles["source_kind"] == "person") & profiles["entity_id"].notna()]
    fields = {"gender": "gender", "country": "country", "office_kind": "roles"}
    told = rows.groupby("entity_id").agg(speaker=("speaker", "first"), relations=("speaker", "size"), **{c: (c, "count") for c in fields})
    told = told.sort_values(["relations", "speaker"], ascending=[False, True]).head(most).reset_index()
    lacking = [told[told[column] == 0].assign(field=field) for column, field in fields.items()]
    sheet = pd.concat(lacking).sort_values(["relations", "speaker"], ascending=[False, True], kind="stable", ignore_index=True)
    return sheet.assign(table="entities", value=None)[["table", "entity_id", "field", "value", "speaker", "relations"]]


@cache
def _kinds() -> dict[tuple[str, ...], str]:
    return {tuple(fold(word).split()): kind for word, kind in table("office_kinds")[["word", "kind"]].itertuples(index=False)}


@cache
def _told() -> dict[str, str]:
    """Titles whose form does not tell the gender: «أم»."""
    rows = table("office_kinds").dropna(subset="gender")
    return {fold(word): gender for word, gender in zip(rows["word"], rows["gender"], strict=True)}


@cache
def _nations() -> dict[str, str]:
    rows = table("nationalities").dropna(subset="country")
    return {fold(word): country for word, country in zip(rows["word"], rows["country"], strict=True)}


def _bare(word: str) -> tuple[str, ...]:
    """The word as it stands, without the article, and as the masculine."""
    short = word.removeprefix("ال")
    return tuple(dict.fromkeys([word, short, word.removesuffix("ة"), short.removesuffix("ة")]))


def _office(words: list[str]) -> str | None:
    """The kind of the first office that stands in the words; of entries that begin at one word, the longest."""
    for at in range(min(len(words), REACH)):
        for long in range(LONGEST, 0, -1):
            some = words[at : at + long]
            if len(some) < long:
                continue
            for first in _bare(some[0]):
                rest = tuple(some[1:])
                kind = _kinds().get((first, *rest)) or _kinds().get((first, *(word.removeprefix("ال") for word in rest)))
                if kind:
                    return kind
    return None


def _gender(words: list[str]) -> str | None:
    """By the title at the head: «الوزيرة» is one, «الوزير» the other."""
    if not words:
        return None
    bare = words[0].removeprefix("ال")
    if bare in _told():
        return _told()[bare]
    if bare.endswith("ة"):
        return "f" if (bare[:-1],) in _kinds() else None
    return "m" if (bare,) in _kinds() else None


def _agreement(attributions: pd.DataFrame) -> pd.Series:
    """What the verb says of its subject: «قالت» and «تقول» are said of a woman, «قال» and «يقول» of a man."""
    cue = attributions["cue"].astype("str").map(fold, na_action="ignore").str.replace("^[وف](?=.{3})", "", regex=True).fillna("")
    lemma = attributions["cue_lemma"].astype("str").map(fold, na_action="ignore").fillna("")
    woman = (cue == lemma + "ت") | (cue.str.startswith("ت") & ~lemma.str.startswith("ت"))
    man = (cue == lemma) | (cue.str.startswith("ي") & ~lemma.str.startswith("ي"))
    told = pd.Series(np.select([woman, man], ["f", "m"], ""), index=range(len(cue)), dtype="str")
    verb = attributions["rule"].astype("str").str.match("perfect|imperfect").to_numpy()
    return told.mask((told == "") | ~verb)


def _nation(words: list[str]) -> str | None:
    """The country of the first nationality among the words."""
    forms = (form for word in words[1:REACH] for form in _bare(word))
    return next((_nations()[form] for form in forms if form in _nations()), None)


def _organization(attributions: pd.DataFrame, mentions: pd.DataFrame) -> pd.Series:
    """The organization named inside the phrase of the speaker (the first of several)."""
    spans = attributions[["article_id", "attribution_id", "resolved_start", "resolved_end"]].dropna(subset="resolved_start")
    names = mentions.loc[mentions["type"] == "ORG", ["article_id", "start", "end", "entity"]]
    both = spans.astype({"article_id": "str"}).merge(names.astype({"article_id": "str"}), on="article_id")
    both = both[(both["start"] >= both["resolved_start"]) & (both["end"] <= both["resolved_end"])].sort_values("start", kind="stable")
    first = both.drop_duplicates("attribution_id").set_index("attribution_id")["entity"]
    return attributions["attribution_id"].map(first).reset_index(drop=True)
