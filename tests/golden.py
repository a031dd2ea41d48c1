"""Tables as they were when somebody last looked at them. Remake with ISNAD_REGENERATE=1, and read the difference before you commit it."""

import os
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent / "data"


def as_looked_at(rows: pd.DataFrame, name: str) -> None:
    """Asserts that the rows are those of the file; probabilities may differ in their third digit between machines."""
    file, rows = FOLDER / f"{name}.csv", rows.reset_index(drop=True)
    if os.environ.get("ISNAD_REGENERATE"):
        rows.to_csv(file, index=False, float_format="%.3f")
    before = pd.read_csv(file, dtype="str", keep_default_na=False)
    sure = before.pop("confidence").astype(float)
    now = pd.DataFrame({column: rows[column].astype("str").fillna("").astype(object) for column in before})
    pd.testing.assert_frame_equal(now, before.astype(object))
    assert (rows["confidence"] - sure).abs().max() < 0.002
