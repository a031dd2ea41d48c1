"""Makes the outlines of the map of places: `python -m scripts.build_outlines countries-110m.json`.

The file is that of the npm package world-atlas (`npm pack world-atlas`), made from Natural Earth, which is in the public domain.
TopoJSON: arcs of differences between whole numbers, scaled and shifted; a country is rings of arcs, a negative number an arc reversed.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from babel import Locale

# Names that Natural Earth cuts short or writes otherwise than CLDR.
NAMES = {
    "United States of America": "US", "Dem. Rep. Congo": "CD", "Congo": "CG", "Central African Rep.": "CF", "Côte d'Ivoire": "CI", "Dominican Rep.": "DO",
    "Bosnia and Herz.": "BA", "Eq. Guinea": "GQ", "eSwatini": "SZ", "S. Sudan": "SS", "W. Sahara": "EH", "Myanmar": "MM", "Palestine": "PS", "Turkey": "TR",
    "Macedonia": "MK", "Falkland Is.": "FK", "Solomon Is.": "SB", "Fr. S. Antarctic Lands": "TF", "Somaliland": "SO", "N. Cyprus": "CY",
    "Trinidad and Tobago": "TT",
}  # fmt: skip
OUT = Path(__file__).resolve().parents[1] / "toolkit/show/outlines.csv.gz"


def rings(topology: dict) -> Iterator[tuple[str, np.ndarray]]:
    """The outer lines of the countries, as longitudes and latitudes, each with its country's code (ISO 3166)."""
    codes = {name: code for code, name in Locale("en").territories.items() if len(code) == 2} | NAMES
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    for country in topology["objects"]["countries"]["geometries"]:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        name = country["properties"]["name"]
        if name not in codes:
            print(f"no code: {name}")
        for outer, *_ in polygons:
            line = np.concatenate([arcs[n] if n >= 0 else arcs[~n][::-1] for n in outer])
            line[:, 0] = np.unwrap(line[:, 0], period=360)  # across the date line, not back across the map
            yield codes.get(name, ""), line


def main(path: str) -> None:
    lines = ["country,ring,longitude,latitude"]
    for n, (code, ring) in enumerate(rings(json.loads(Path(path).read_text(encoding="utf-8")))):
        lines += [f"{code},{n},{x:.2f},{y:.2f}" for x, y in ring.tolist()]
    with gzip.GzipFile(OUT, "wb", mtime=0) as file:
        file.write("".join(f"{line}\n" for line in lines).encode())
    print(OUT, OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(sys.argv[1])
