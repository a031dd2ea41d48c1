"""Builds toolkit/lexicons/people.csv and qids.csv from ../shared/lists: persons whose state, gender or Wikidata number a list tells.

Only rows of lists under open licences (Wikidata CC0, MIT; see the lexicons' README). A name that two persons bear is left out.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from toolkit.arabic import fold

ROOT = Path(__file__).resolve().parents[1]
LISTS = ROOT.parent / "shared/lists"
LEXICONS = ROOT / "toolkit/lexicons"


def main() -> None:
    people = pd.read_csv(LISTS / "people.csv", dtype="str")
    people["key"] = people["name_ar"].map(_key)
    known = people[people["qid"].notna() & (people["key"].str.count(" ") > 0)].drop_duplicates("key", keep=False)
    known = known.rename(columns={"name_ar": "name"}).sort_values("name")[["name", "country", "gender", "qid"]]
    known.to_csv(LEXICONS / "people.csv", index=False, lineterminator="\n")
    rows = []
    by_name = people[people["qid"].notna()].drop_duplicates("key", keep=False).set_index("key")["qid"]
    aliases = people[people["qid"].notna()].assign(key=lambda rows: rows["aliases"].fillna("").str.split(r"[|;]")).explode("key")
    by_alias = aliases.assign(key=aliases["key"].map(_key)).query("key != ''").drop_duplicates("key", keep=False).set_index("key")["qid"]
    figures = pd.read_csv(LEXICONS / "figures.csv", dtype="str", comment="#")
    rows += _numbers("person:", figures[figures["kind"].isin(["name"])], pd.concat([by_name, by_alias]))
    bodies = pd.concat([pd.read_csv(LISTS / f"{name}.csv", dtype="str") for name in ("organizations", "universities", "clubs")])
    bodies = bodies[bodies["qid"].notna()].assign(key=lambda rows: rows["name_ar"].map(_key)).drop_duplicates("key", keep=False)
    rows += _numbers("org:", pd.read_csv(LEXICONS / "organizations.csv", dtype="str", comment="#"), bodies.set_index("key")["qid"])
    pd.DataFrame(rows, columns=["entity_id", "qid"]).to_csv(LEXICONS / "qids.csv", index=False, lineterminator="\n")
    print(len(known), "people,", len(rows), "numbers")


def _key(name: str) -> str:
    """A name as it is compared: folded, عبد joined to what follows."""
    return fold(name).replace("عبد ال", "عبدال")


def _numbers(prefix: str, names: pd.DataFrame, known: pd.Series) -> list[tuple[str, str]]:
    """Entities of whose names one number alone is known."""
    known = known[~known.index.duplicated(keep=False)]
    found = names.assign(qid=names["alias"].map(_key).map(known)).dropna(subset="qid").groupby("label")["qid"].agg(set)
    return [(prefix + label, qids.copy().pop()) for label, qids in found.items() if len(qids) == 1]


if __name__ == "__main__":
    main()
