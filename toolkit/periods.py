"""Periods of time: the day, week, month, quarter or year in which an article appeared."""

from __future__ import annotations

import pandas as pd

PERIODS = {"D": "D", "W": "W-SUN", "M": "M", "Q": "Q", "Y": "Y"}


def period_start(times: pd.Series, period: str) -> pd.Series:
    """The first day of each time's period, UTC."""
    return pd.to_datetime(times, utc=True).dt.tz_localize(None).dt.to_period(PERIODS[period]).dt.start_time.dt.tz_localize("UTC")


def period_grid(starts: pd.Series, period: str) -> pd.DatetimeIndex:
    """Every period from the first to the last of these period starts, those without articles too; NA is passed over."""
    known = starts.dropna()
    if known.empty:
        return pd.DatetimeIndex([], tz="UTC")
    days = pd.Series(pd.date_range(known.min(), known.max(), freq="D"))
    return pd.DatetimeIndex(period_start(days, period).unique())
