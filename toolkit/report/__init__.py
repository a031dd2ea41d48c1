"""Reports: notebooks run strictly, rendered to self-contained pages, published whole.

The processes that execute notebooks start faster without the rest: it is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from toolkit.report.run import ReportFailed, run_report
else:

    def __getattr__(name: str) -> object:
        if name in __all__:
            return getattr(import_module("toolkit.report.run"), name)
        raise AttributeError(f"module 'toolkit.report' has no attribute {name!r}")


__all__ = ["ReportFailed", "run_report"]
