"""Frequency: one measure a file, each on the tokens table."""

from toolkit.frequency.frequencies import frequencies

__all__ = ["frequencies"]
