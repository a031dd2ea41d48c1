"""Reports: notebooks run strictly, rendered to self-contained pages, published whole."""

from toolkit.report.run import ReportFailed, run_report

__all__ = ["ReportFailed", "run_report"]
