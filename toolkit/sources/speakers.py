"""Who is cited how often, and how: tables over the attributions."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import ndtri

from toolkit.attribution.linking import speaking_mentions
from toolkit.attribution.offices import PERSON


def speakers(attributions: pd.DataFrame, mentions: pd.DataFrame | None = None) -> pd.Series:
    """The speaker of each relation: the name mentioned in the resolved phrase where there is one in `mentions`, so that
    «الوزير سالم العلي» and «سالم العلي، وزير الري» are one; else the phrase as written, in one line."""
    names = attributions["resolved"].astype("str").str.replace(r"\s+", " ", regex=True)
    if "entity_id" in attributions:  # «خادم الحرمين الشريفين»: an office whose holder is listed
        listed = attributions["entity_id"].astype("str")
        names = listed.str.removeprefix(PERSON).where(listed.str.startswith(PERSON).fillna(False).astype(bool), names)
    if mentions is not None and len(mentions):
        named = speaking_mentions(attributions, mentions)
        # A single word that stands for nobody known («محمد») is not the same person in every article.
        named = named[named["entity_id"].notna() | named["entity"].str.contains(" ")]
        names = attributions["attribution_id"].map(named["entity"]).astype("str").fillna(names)
    return names.rename("speaker")


def source_frequencies(attributions: pd.DataFrame, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """How often each speaker is cited.

    With `mentions`, relations are gathered under the name in the phrase (see `speakers`), otherwise under the phrase.
    Returns one row a speaker, most cited first: `speaker` (NA: nobody could be resolved), `source_kind`, `relations`,
    `articles`, and of the relations `direct`, `indirect`, `mixed`, with `direct_share` (direct and mixed of all) and
    `named_share` (those whose words tell who it is: «المصدر» and «المشرف» may be others in each article).
    """
    rows = attributions.assign(speaker=speakers(attributions, mentions))
    counts = rows.groupby("speaker", dropna=False, observed=True).agg(
        source_kind=("source_kind", lambda kinds: kinds.mode().iat[0] if len(kinds.mode()) else pd.NA),
        relations=("attribution_id", "size"),
        articles=("article_id", "nunique"),
        direct=("quote_type", lambda types: int((types == "direct").sum())),
        indirect=("quote_type", lambda types: int((types == "indirect").sum())),
        mixed=("quote_type", lambda types: int((types == "mixed").sum())),
    )
    counts = counts.astype({"direct": "int64", "indirect": "int64", "mixed": "int64"})  # of no rows they would be as quote_type is
    named = rows["source_named"].fillna(False).astype(bool)
    counts["named_share"] = named.groupby(rows["speaker"], dropna=False).mean()
    counts["direct_share"] = (counts["direct"] + counts["mixed"]) / counts["relations"]
    return counts.reset_index().sort_values(["relations", "speaker"], ascending=[False, True], ignore_index=True)


def shares(attributions: pd.DataFrame, column: str, *, group: pd.Series | None = None, confidence: float = 0.95) -> pd.DataFrame:
    """How the relations divide over the values of one column, in the whole or in each group of articles.

    Parameters: `attributions`; `column`: such as source_kind, cue_class, quote_type; `group`: a label per article (index:
    article_id); `confidence` of the interval.
    Returns the group, `column`'s values, `relations`, `total`, `share` and its interval `low`, `high` (Wilson 1927), largest first.
    """
    rows = attributions[["article_id", column]].assign(group="all" if group is None else attributions["article_id"].astype(object).map(group))
    counts = rows.groupby(["group", column], dropna=False, observed=True).size().rename("relations").reset_index()
    counts = counts[counts["relations"] > 0]
    counts["total"] = counts.groupby("group", dropna=False)["relations"].transform("sum")
    n, share, z = counts["total"], counts["relations"] / counts["total"], ndtri(0.5 + confidence / 2)
    middle, reach = (share + z**2 / (2 * n)) / (1 + z**2 / n), z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    counts = counts.assign(share=share, low=(middle - reach).clip(0, 1), high=(middle + reach).clip(0, 1))
    counts = counts.sort_values(["group", "relations", column], ascending=[True, False, True], ignore_index=True)
    return counts.drop(columns="group") if group is None else counts.rename(columns={"group": str(group.name or "group")})


def source_diversity(attributions: pd.DataFrame, *, group: pd.Series | None = None, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """Over how many voices the citations spread.

    Returns one row a group of articles (or one in all): `relations`, `resolved_share` (relations whose speaker was found),
    `anonymous_share` (relations with an anonymous source), `speakers`, `effective_speakers` exp(−Σ pᵢ ln pᵢ): as many equally
    cited speakers would be as diverse (Hill 1973), `concentration` Σ pᵢ² (Herfindahl); pᵢ is a speaker's share of resolved relations;
    `right_share`, with its 95 % interval `right_low_share`, `right_high_share`: what share of the relations is expected to be right in
    speaker and content, the mean of `confidence` (which is a probability), ± 1.96 √Σ c(1−c) / n.
    """
    label = "all" if group is None else attributions["article_id"].astype(object).map(group)
    rows = attributions.assign(speaker=speakers(attributions, mentions), group=label)
    result = []
    for name, part in rows.groupby("group", observed=True):
        counts = part["speaker"].value_counts()
        p = counts[counts > 0] / max(counts.sum(), 1)
        anonymous = (part["source_kind"] == "anonymous").mean()
        spread = (float(np.exp(-(p * np.log(p)).sum())), float((p**2).sum())) if len(p) else (np.nan, np.nan)
        sure = part["confidence"].to_numpy(dtype=float)
        mean, reach = sure.mean(), ndtri(0.975) * np.sqrt((sure * (1 - sure)).sum()) / len(sure)
        expected = (mean, max(mean - reach, 0.0), min(mean + reach, 1.0))
        result.append((name, len(part), counts.sum() / len(part), anonymous, len(p), *spread, *expected))
    columns = ["group", "relations", "resolved_share", "anonymous_share", "speakers", "effective_speakers", "concentration"]
    columns += ["right_share", "right_low_share", "right_high_share"]
    frame = pd.DataFrame(result, columns=columns)
    return frame.drop(columns="group") if group is None else frame.rename(columns={"group": str(group.name or "group")})


def cues_by_speaker(attributions: pd.DataFrame, mentions: pd.DataFrame | None = None) -> pd.DataFrame:
    """By which verbs each speaker is cited: who confirms, who claims.

    Returns one row per speaker and verb, most cited speaker first: `speaker`, `cue_lemma`, `cue_class`, `relations`, `total` (of
    the speaker), `share`.
    """
    rows = attributions.assign(speaker=speakers(attributions, mentions)).dropna(subset="speaker")
    counts = rows.groupby(["speaker", "cue_lemma", "cue_class"], observed=True).size().rename("relations").reset_index()
    counts["total"] = counts.groupby("speaker")["relations"].transform("sum")
    counts["share"] = counts["relations"] / counts["total"]
    return counts.sort_values(["total", "speaker", "relations", "cue_lemma"], ascending=[False, True, False, True], ignore_index=True)


def said_by(tokens: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """The tokens that stand in the contents of these relations, each once: for counting and keyness of what somebody said."""
    codes = tokens["article_id"].cat.categories.get_indexer(attributions["article_id"].astype(object))
    size = np.int64(tokens["end"].max() + 1) if len(tokens) else 1
    key = tokens["article_id"].cat.codes.to_numpy().astype(np.int64) * size + tokens["start"].to_numpy()
    first = np.searchsorted(key, codes * size + attributions["content_start"].to_numpy(dtype=np.int64))
    last = np.searchsorted(key, codes * size + attributions["content_end"].to_numpy(dtype=np.int64))
    edge = np.zeros(len(tokens) + 1, dtype=np.int64)
    np.add.at(edge, first[codes >= 0], 1)
    np.add.at(edge, last[codes >= 0], -1)
    return tokens[np.cumsum(edge)[:-1] > 0]
