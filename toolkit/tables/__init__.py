"""`isnad tables`: the tables of a corpus on disk, made part by part, in one process or many."""

from toolkit.tables.parts import analysed, parts
from toolkit.tables.update import NoTables, Update, update_tables
from toolkit.tables.write import write_tables

__all__ = ["NoTables", "Update", "analysed", "parts", "update_tables", "write_tables"]
