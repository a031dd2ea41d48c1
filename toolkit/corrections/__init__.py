"""What people judged: corrections of single rows and of entities, kept in a CSV file and applied on every run."""

from toolkit.corrections.read import COLUMNS, FIELDS, BadCorrections, load_corrections
from toolkit.corrections.record import Correction, record, undo

__all__ = ["COLUMNS", "FIELDS", "BadCorrections", "Correction", "load_corrections", "record", "undo"]
