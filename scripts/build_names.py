"""Builds toolkit/lexicons/names.csv: Arabic given and family names, from the lists of Faker (MIT).

pip install faker && PYTHONPATH=. python scripts/build_names.py
"""

from __future__ import annotations

import importlib
import re
from pathlib import Path

from toolkit.arabic import fold, strip_marks

LOCALES = ("ar_AA", "ar_DZ", "ar_EG", "ar_JO", "ar_PS", "ar_SA", "ar_AE", "ar_BH")
OUT = Path(__file__).resolve().parents[1] / "toolkit/lexicons/names.csv"
OWN = "# Our own"  # what follows this line is kept


def main() -> None:
    kinds: dict[str, str] = {}
    spellings: dict[str, str] = {}
    for locale in LOCALES:
        try:
            provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        except ModuleNotFoundError:
            continue
        for kind, fields in (("given", ("first_names", "first_names_male", "first_names_female")), ("family", ("last_names",))):
            for field in fields:
                for name in getattr(provider, field, ()):
                    name = strip_marks(str(name)).strip()
                    if re.fullmatch("[\u0621-\u064a]{3,}", name):
                        kinds.setdefault(fold(name), kind)
                        spellings.setdefault(fold(name), name)
    own = OUT.read_text(encoding="utf-8").partition(OWN)
    listed = "".join(f"{spellings[key]},{kinds[key]}\n" for key in sorted(kinds))
    OUT.write_text("word,kind\n" + listed + own[1] + own[2], encoding="utf-8")
    print(len(kinds), "names")


if __name__ == "__main__":
    main()
