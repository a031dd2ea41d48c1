"""How right the tables are on one's own corpus: samples to judge, and what the judgements say of the whole."""

from toolkit.judging.measure import agreement, measured, recall, scored
from toolkit.judging.sample import article_sample, row_sample
from toolkit.judging.sheet import BadSheet, read_sheet, write_sheet

__all__ = ["BadSheet", "agreement", "article_sample", "measured", "read_sheet", "recall", "row_sample", "scored", "write_sheet"]
