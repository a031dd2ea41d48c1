"""The commands of `isnad`, one job a file; what takes long to import is imported by the command that needs it."""
