"""How right the relations are that models found in articles which they had not seen: by outlet, by fold, by the choices made."""

from __future__ import annotations

import pandas as pd

from scripts.train_attribution import Article, alike, covered, overlap, same
from scripts.train_names import Gold
from toolkit.attribution.attributions import rule_of
from toolkit.attribution.relation import Relation


def judged(articles: list[Article], read: dict[str, list[Relation]]) -> pd.DataFrame:
    """Each relation that was found or annotated.

    Returns `article_id`, `rule` and `certain` (NA: missed), `annotated`, `found`, and of those that are both `right` (speaker
    of half the same words, or unknown to both, and content of F1 0.5) and `identity` (the same speaker in another extent counts).
    """
    rows = []
    for article in articles:
        view, found = article.view, {one.at: one for one in read[article.article_id]}
        for at in sorted({*found, *article.gold}):
            one, gold = found.get(at), article.gold.get(at)
            right = identity = False
            if one is not None and gold is not None:
                speaker, content = covered(view, gold["resolved"]), covered(view, gold["content"])
                good = content is not None and one.content is not None and overlap(view, one.content, content) >= 0.5
                if speaker is None or one.speaker is None:
                    right = identity = good and speaker is None and (one.speaker is None or gold["kind"] in ("anonymous", "unknown"))
                else:
                    right = good and alike(view, speaker, one.speaker) >= 0.5
                    identity = right or (good and same(view, speaker, one.speaker))
            rows.append(
                (article.article_id, rule_of(one) if one else None, one.certain if one else None, gold is not None, one is not None, right, identity)
            )
        # What no form of the lexicon stands for is missed as well.
        rows += [(article.article_id, None, None, True, False, False, False)] * article.unlisted
    return pd.DataFrame(rows, columns=["article_id", "rule", "certain", "annotated", "found", "right", "identity"])


def attribution_accuracy(data: Gold, rows: pd.DataFrame, fold: dict[str, int]) -> pd.DataFrame:
    """Precision, recall and F1 of relations, and F1 of cues and of identity: in all, by fold (the spread), by outlet, by rule."""
    outlet = data.articles.set_index("article_id")["outlet"]
    parts = {"all": "all", "fold": rows["article_id"].map(fold), "outlet": rows["article_id"].map(outlet).fillna("unknown"), "rule": rows["rule"]}
    out = []
    for part, key in parts.items():
        for name, group in rows.groupby(pd.Series(key, index=rows.index), dropna=True):
            found, annotated = int(group["found"].sum()), int(group["annotated"].sum())
            if found < 20:
                continue
            hits = {name: int(group[name].sum()) for name in ("right", "identity")}
            cues = int((group["found"] & group["annotated"]).sum())
            f1 = {name: 2 * count / (found + annotated) for name, count in {**hits, "cue": cues}.items()}
            out.append(
                (part, name, annotated, found, hits["right"] / found, hits["right"] / max(annotated, 1), f1["right"], f1["identity"], f1["cue"])
            )
    columns = ["part", "key", "annotated", "found", "precision", "recall", "relation F1", "identity F1", "cue F1"]
    return pd.DataFrame(out, columns=columns)
