"""Periods of time: the day, week, month, quarter or year in which an article appeared."""

from __future__ import annotations

import pandas as pd

PERIODS = {"D": "D", "W": "W-SUN", "M": "M", "Q": "Q", "Y": "Y"}


def period_start(times: pd.Series, period: str) -> pd.Series:
    """The first day of each time's period, UTC."""
    return pd.to_datetime(times, utc=True).dt.tz_localize(None).dt.to_period(PERIODS[period]).dt.start_time.dt.tz_localize("UTC")
