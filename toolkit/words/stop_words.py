"""`with_stop_words`: a reader's own list beside the built-in one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from toolkit.arabic import fold


def with_stop_words(tokens: pd.DataFrame, path: str | Path) -> pd.DataFrame:
    """The tokens, with the words of a file marked as function words too: they leave the lists and stay in every total.

    Parameters: `tokens`; `path`: a UTF-8 text file with one word a line, matched with `type` and `lemma` as folded there; an
    empty path changes nothing.
    Returns a table like `tokens`. Raises ValueError for a file that is missing or not UTF-8.
    """
    if not str(path):
        return tokens
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: the stop words cannot be read ({error}); give a UTF-8 text file, one word a line") from error
    words = {fold(line.strip()) for line in lines if line.strip()}
    stop = tokens["is_stop"] | tokens["type"].isin(words) | tokens["lemma"].isin(words)
    return tokens.assign(is_stop=stop & tokens["is_word"])
