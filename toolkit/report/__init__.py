"""Reports: notebooks run strictly, rendered to self-contained pages, published whole."""

from toolkit.report.run import ReportFailed, run_report
from toolkit.report.tables import write_tables

__all__ = ["ReportFailed", "run_report", "write_tables"]
