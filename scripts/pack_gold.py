"""Packs annotated articles into benchmarks/gold/train.jsonl.gz: labels as ids and offsets with a digest of each text, no text.

python scripts/pack_gold.py ../shared/gold/train.jsonl [MORE.jsonl …]
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "benchmarks/gold/train.jsonl.gz"


def digest(text: str) -> str:
    """What tells whether a text is the one that was annotated."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main(paths: list[str]) -> None:
    rows = []
    for line in (line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()):
        article = json.loads(line)
        # One number stands for all mentions of an entity: its fullest form is a string of the text.
        numbers: dict[str, int] = {}
        entities = [[*entity["span"], entity["type"], numbers.setdefault(entity["canonical"], len(numbers))] for entity in article["entities"]]
        relations = [{key: row[key] for key in ("cue", "source", "resolved", "content", "type", "kind")} for row in article["attributions"]]
        rows.append({"article_id": article["article_id"], "digest": digest(article["text"]), "entities": entities, "attributions": relations})
    OUT.parent.mkdir(exist_ok=True)
    with gzip.GzipFile(OUT, "wb", mtime=0) as file:
        file.write("".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows).encode())
    print(len(rows), "articles,", OUT.stat().st_size, "bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
