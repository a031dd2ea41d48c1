"""What judgements of a sample say of the corpus: precision by stratum and in all, recall, agreement of two coders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import ndtri

from toolkit.judging.sheet import COLUMNS, BadSheet

LEVEL = 0.95


def scored(sheet: pd.DataFrame) -> pd.DataFrame:
    """Precision of what was judged, by stratum and in the whole corpus.

    Parameters: `sheet`: see `read_sheet`.
    Returns for each judged column (`cue_right`, `speaker_right`, …, and `all`: all of them right) and each stratum, then `whole`: `judged`, `right`,
    `share`, `low`, `high` (95 %; Wilson 1927). The whole is reweighted to the corpus, Σ Wₕpₕ with Wₕ a stratum's share of the rows, and
    its interval is Wilson's at the effective size p(1−p) / Σ Wₕ²pₕ(1−pₕ)/nₕ (Kish 1965; Cochran 1977, ch. 5).
    """
    from statsmodels.stats.proportion import proportion_confint

    own = [name for name in COLUMNS if name in sheet]
    columns = {name: sheet[name] for name in own}
    if len(own) > 1:
        columns["all"] = sheet[own].all(axis=1, skipna=False).where(sheet[own].notna().all(axis=1))
    strata = sheet["stratum"].astype("str") if "stratum" in sheet else pd.Series("all rows", index=sheet.index)
    sizes = pd.to_numeric(sheet["stratum_rows"]) if "stratum_rows" in sheet else pd.Series(1.0, index=sheet.index)
    rows = []
    for name, values in columns.items():
        judged = values.notna()
        if not judged.any():
            continue
        by = pd.DataFrame({"stratum": strata[judged], "right": values[judged].astype(float), "size": sizes[judged]}).groupby("stratum")
        part = by.agg(judged=("right", "size"), right=("right", "sum"), size=("size", "first"))
        for stratum, row in part.iterrows():
            low, high = proportion_confint(row["right"], row["judged"], 1 - LEVEL, method="wilson")
            rows.append((name, str(stratum), int(row["judged"]), int(row["right"]), row["right"] / row["judged"], low, high))
        share, size = _whole(part)
        low, high = proportion_confint(share * size, size, 1 - LEVEL, method="wilson")
        rows.append((name, "whole", int(part["judged"].sum()), int(part["right"].sum()), share, low, high))
    return pd.DataFrame(rows, columns=["what", "stratum", "judged", "right", "share", "low", "high"])


def _whole(part: pd.DataFrame) -> tuple[float, float]:
    """The share in the whole, reweighted, and the effective size of the sample."""
    weight = part["size"] / part["size"].sum()
    p = part["right"] / part["judged"]
    share = float((weight * p).sum())
    smoothed = (part["right"] + 0.5) / (part["judged"] + 1)  # a stratum in which all is right is not known without error
    variance = float((weight**2 * smoothed * (1 - smoothed) / part["judged"]).sum())
    level = min(max(share, 0.5 / part["judged"].sum()), 1 - 0.5 / part["judged"].sum())
    return share, max(level * (1 - level) / variance, 1.0) if variance else float(part["judged"].sum())


def recall(articles: pd.DataFrame, precision: float = 1.0) -> dict[str, float]:
    """What share of the relations of the read articles was found.

    Parameters: `articles`: a judged sheet of articles (`found`, `missed`); `precision`: the share of the found that are right.
    Returns `articles`, `found`, `missed`, `recall` = found·precision / (found·precision + missed), `low`, `high`: 95 %, by articles (ratio
    estimate; Cochran 1977, ch. 6).
    """
    if "missed" not in articles:
        raise BadSheet("a sheet of rows tells no recall: give --articles a sheet that `isnad sample CORPUS --articles N` wrote")
    read = articles[articles["missed"].notna()]
    found, missed = pd.to_numeric(read["found"]).to_numpy(float) * precision, read["missed"].to_numpy(float)
    total = found.sum() + missed.sum()
    share = float(found.sum() / total) if total else float("nan")
    n = len(read)
    spread = float(np.sqrt(n / max(n - 1, 1) * ((found - share * (found + missed)) ** 2).sum()) / total) if total and n > 1 else float("nan")
    reach = float(ndtri(0.5 + LEVEL / 2)) * spread
    return {
        "articles": n,
        "found": float(found.sum()),
        "missed": float(missed.sum()),
        "recall": share,
        "low": max(share - reach, 0),
        "high": min(share + reach, 1),
    }


def agreement(sheets: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """How far coders agree on the rows that all of them judged.

    Returns for each judged column: `rows`, `agreed` (share of rows on which all say the same), `kappa` (Cohen 1960; of two coders), `alpha`
    (Krippendorff 2004, nominal).
    """
    import krippendorff
    from statsmodels.stats.inter_rater import cohens_kappa, to_table

    keys = ["article_id", "start", "end"]
    rows = []
    for name in [name for name in COLUMNS if all(name in sheet for sheet in sheets)]:
        parts = [sheet.set_index(keys)[name].astype("Float64") for sheet in sheets]
        both = pd.concat(parts, axis=1, join="inner", keys=range(len(parts)))
        values = both.astype(float).to_numpy()
        whole = values[~np.isnan(values).any(axis=1)]
        if not len(whole):
            continue
        agreed = float((whole == whole[:, :1]).all(axis=1).mean())
        constant = len(np.unique(whole)) < 2
        kappa = float(cohens_kappa(to_table(whole.astype(int), bins=2)[0]).kappa) if len(parts) == 2 and not constant else float("nan")
        alpha = float("nan") if constant else float(krippendorff.alpha(reliability_data=values.T, level_of_measurement="nominal"))
        rows.append((name, len(whole), agreed, kappa, alpha))
    return pd.DataFrame(rows, columns=["what", "rows", "agreed", "kappa", "alpha"])


def measured(scores: pd.DataFrame) -> dict[str, object]:
    """What the scores say in one line, for the report: `judged`, `right`, `share`, `low`, `high` of the whole (all that was judged of a row)."""
    whole = scores[scores["stratum"] == "whole"]
    row = whole[whole["what"] == "all"] if (whole["what"] == "all").any() else whole
    return {name: (value.item() if hasattr(value, "item") else value) for name, value in row.iloc[0].items() if name != "stratum"}
