"""Refuses files over 1 MB in a commit: corpora and reports do not belong in git."""

import sys
from pathlib import Path

LIMIT = 1 << 20
ALLOWED = ("lock/",)

large = [name for name in sys.argv[1:] if not name.startswith(ALLOWED) and Path(name).is_file() and Path(name).stat().st_size > LIMIT]
for name in large:
    print(f"{name}: over 1 MB; keep it out of git")
sys.exit(bool(large))
