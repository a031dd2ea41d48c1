"""Builds toolkit/lexicons/person_names.csv from ../shared/lists: given and family names under open licences (see the lexicons' README)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from toolkit.arabic import fold

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "toolkit/lexicons/person_names.csv"


def main() -> None:
    rows = []
    for kind in ("given", "family"):
        names = pd.read_csv(ROOT.parent / f"shared/lists/{kind}_names.csv", dtype="str").dropna(subset="name_ar")
        names["word"] = names["name_ar"].map(fold)
        genders = names.groupby("word")["gender"].agg(set) if "gender" in names else {}
        for name in sorted(set(names["word"])):
            if len(name) > 1 and " " not in name:
                found = genders.get(name, set())
                rows.append((name, kind, found.copy().pop() if found in ({"m"}, {"f"}) else None))
    pd.DataFrame(rows, columns=["word", "kind", "gender"]).to_csv(OUT, index=False, lineterminator="\n")
    print(len(rows), "names")


if __name__ == "__main__":
    main()
