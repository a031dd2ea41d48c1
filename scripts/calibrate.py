"""Makes the probabilities of the single choices one probability that a relation is right (Platt 1999), and says how true it is."""

from __future__ import annotations

from math import log
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from toolkit.attribution.confidence import STEPS, WEIGHTS

REPORT = Path(__file__).resolve().parents[1] / "benchmarks/results-confidence.md"


def _table(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    found = rows[rows["found"]]
    values = [[1.0, *(_logit(certain.get(step)) for step in STEPS)] for certain in found["certain"]]
    return np.array(values), found["right"].to_numpy(dtype=float)


def _logit(chance: float | None) -> float:
    return 0.0 if chance is None else log(min(max(chance, 0.001), 0.999) / (1 - min(max(chance, 0.001), 0.999)))


def _fit(values: np.ndarray, right: np.ndarray) -> np.ndarray:
    def loss(weights: np.ndarray) -> float:
        margin = np.where(right > 0.5, 1, -1) * (values @ weights)
        return float(np.logaddexp(0, -margin).sum() + weights @ weights / 2)

    return minimize(loss, np.zeros(values.shape[1]), method="L-BFGS-B").x


def calibrate(rows: pd.DataFrame, fold: dict[str, int]) -> None:
    """Writes the weights, and a report: a cross-validated table of reliability and the Brier score (Brier 1950)."""
    values, right = _table(rows)
    folds = rows.loc[rows["found"], "article_id"].map(fold).to_numpy()
    chance = np.zeros(len(right))
    for n in set(folds.tolist()):
        chance[folds == n] = 1 / (1 + np.exp(-values[folds == n] @ _fit(values[folds != n], right[folds != n])))
    weights = _fit(values, right)
    WEIGHTS.write_text(
        "step,weight\n" + "".join(f"{step},{weight:.3f}\n" for step, weight in zip(("", *STEPS), weights, strict=True)), encoding="utf-8"
    )
    bins = pd.cut(chance, np.linspace(0, 1, 11))
    table = (
        pd.DataFrame({"chance": chance, "right": right})
        .groupby(bins, observed=True)
        .agg(rows=("right", "size"), said=("chance", "mean"), were=("right", "mean"))
    )
    brier, base = float(((chance - right) ** 2).mean()), float(right.mean() * (1 - right.mean()))
    lines = [
        "# How true `confidence` is", "",
        f"{len(right):,} relations found in {rows['article_id'].nunique()} annotated articles by models that had not seen them (`make train`).",
        f"Brier score {brier:.3f} (always saying the base rate, {right.mean():.3f}: {base:.3f}).", "",
        "| confidence | relations | mean confidence | share right |", "|---|---|---|---|",
        *(f"| {key.left:.1f}–{key.right:.1f} | {row.rows} | {row.said:.2f} | {row.were:.2f} |" for key, row in zip(table.index, table.itertuples(), strict=True)),
    ]  # fmt: skip
    REPORT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))
