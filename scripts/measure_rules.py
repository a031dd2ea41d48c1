"""Measures how often each attribution rule is right, for the column `confidence`.

    python scripts/measure_rules.py GOLD.jsonl …

GOLD: one article a line with `article_id`, `text` and `attributions` of `cue`, `resolved` (or null) and `content`, each a pair
of character offsets. A row is right when its cue meets a cue of the gold, its speaker is the same (half of the words of both
shared, or both unknown) and its content shares half of its words (F1 ≥ 0.5). Writes toolkit/lexicons/rule_precision.csv: the
whole path where it made at least 15 rows, its last step where that made 8, and all rows together (*). Rates are drawn towards
the overall one by five rows' weight, so that a rule seen eight times is not called certain.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd

from toolkit import attributions, mentions, tokens
from toolkit.arabic import fold

OUT = Path(__file__).resolve().parents[1] / "toolkit" / "lexicons" / "rule_precision.csv"
WEIGHT = 5


def words(text: str) -> set[str]:
    return {fold(word.strip("\"'«»“”()،.:؛!؟-")) for word in text.split()} - {""}


def is_right(row, gold: list[dict], text: str) -> bool:
    for one in gold:
        if row.cue_start < one["cue"][1] and one["cue"][0] < row.cue_end:
            theirs, ours = words(text[slice(*one["content"])]), words(row.content)
            if 2 * len(theirs & ours) < 0.5 * (len(theirs) + len(ours)):
                return False
            if one["resolved"] is None or pd.isna(row.resolved):
                return one["resolved"] is None and bool(pd.isna(row.resolved))
            named, found = words(text[slice(*one["resolved"])]), words(row.resolved)
            return 2 * len(named & found) >= len(named | found)
    return False


def main(paths: list[str]) -> None:
    records = [json.loads(line) for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    articles = pd.DataFrame([{"article_id": r["article_id"], "text": r["text"]} for r in records])
    by_article = {r["article_id"]: r for r in records}
    found = tokens(articles)
    rows = attributions(articles, found, mentions=mentions(articles, found))
    right = [is_right(row, by_article[row.article_id]["attributions"], by_article[row.article_id]["text"]) for row in rows.itertuples()]
    judged = pd.DataFrame({"rule": rows["rule"].astype(str), "right": right})
    judged["last"] = judged["rule"].str.rsplit("/", n=1).str[-1]
    overall = judged["right"].mean()
    lines = ["rule,precision,rows", "# Share of right relations on annotated articles, by rule path; made by scripts/measure_rules.py."]
    for column, least in (("rule", 15), ("last", 8)):
        for rule, group in judged.groupby(column)["right"]:
            if len(group) >= least:
                lines.append(f"{rule},{(group.sum() + WEIGHT * overall) / (len(group) + WEIGHT):.2f},{len(group)}")
    lines.append(f"*,{overall:.2f},{len(judged)}")
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
