"""`association`: how much more often two words meet than chance would have it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.special import xlogy


def association(observed: np.ndarray, first: np.ndarray, second: np.ndarray, total: int) -> pd.DataFrame:
    """Measures on 2×2 tables: `observed` meetings, the marginals `first` and `second`, and the `total`.

    Returns one row a pair: `expected` E = first × second / total (Evert 2005, "The Statistics of Word Cooccurrences"),

    - `mi` log₂(O/E) (Church & Hanks 1990), `mi3` log₂(O³/E) (Daille 1994), `t_score` (O−E)/√O (Church et al. 1991)
    - `log_likelihood` 2 Σ O ln(O/E) over the four cells (Dunning 1993)
    - `log_dice` 14 + log₂(2·O / (first + second)) (Rychlý 2008)
    - `delta_p` O/first − (second − O)/(total − first): how well the first predicts the second, and `delta_p_back` the other
      way round (Gries 2013)

    >>> association(np.array([8]), np.array([16]), np.array([32]), 1024)["mi"].tolist()
    [4.0]
    """
    o, r, c, n = (np.asarray(x, dtype=float) for x in (observed, first, second, total))
    cells = np.array([o, r - o, c - o, n - r - c + o]).clip(0)
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.array([r * c, r * (n - c), (n - r) * c, (n - r) * (n - c)]) / n
        return pd.DataFrame(
            {
                "expected": expected[0],
                "mi": np.log2(o / expected[0]),
                "mi3": np.log2(o**3 / expected[0]),
                "t_score": (o - expected[0]) / np.sqrt(o),
                "log_likelihood": 2 * (xlogy(cells, cells) - xlogy(cells, expected)).sum(axis=0).clip(0),
                "log_dice": 14 + np.log2(2 * o / (r + c)),
                "delta_p": o / r - cells[2] / (n - r),
                "delta_p_back": o / c - cells[1] / (n - c),
            }
        )
