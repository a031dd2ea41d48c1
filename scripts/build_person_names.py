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
        names = pd.read_csv(ROOT.parent / f"shared/lists/{kind}_names.csv")["name_ar"].dropna().map(fold)
        rows += [(name, kind) for name in sorted(set(names)) if len(name) > 1 and " " not in name]
    pd.DataFrame(rows, columns=["word", "kind"]).to_csv(OUT, index=False, lineterminator="\n")
    print(len(rows), "names")


if __name__ == "__main__":
    main()
