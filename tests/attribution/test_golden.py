"""Every relation as it was when it was last looked at: a change of the grammar or of the models shows here."""

import gzip
import json
import os
from pathlib import Path

import pandas as pd
import pytest

from tests.golden import as_looked_at
from toolkit import attributions, mentions, tokens

CORPORA = Path(os.environ.get("ISNAD_CORPORA", Path(__file__).parents[3] / "shared" / "corpora"))
PLACES = ["cue_start", "cue_end", "source_start", "source_end", "resolved_start", "resolved_end", "content_start", "content_end"]
COLUMNS = ["attribution_id", *PLACES, "source_kind", "source_named", "quote_type", "polarity", "parent_id", "rule", "confidence"]


def test_the_relations_of_the_seeds(seeds):
    as_looked_at(seeds.attributions[[*COLUMNS[:-1], "cue", "cue_lemma", "entity_id", "confidence"]], "seeds_attributions")


def test_the_relations_of_other_outlets():
    """Sixty articles of seven outlets: what was found where, for their texts are not ours to keep."""
    file = CORPORA / "many-outlets.jsonl.gz"
    if not file.is_file():
        pytest.skip(f"{file} is not here")
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for n, line in enumerate(lines) if n % 131 == 0]
    articles = pd.DataFrame([row for row in rows if len(row["text"]) < 6000])[["article_id", "title", "text"]]
    words = tokens(articles)
    names = mentions(articles, words)
    as_looked_at(names[["mention_id", "start", "end", "type", "rule", "confidence"]], "outlets_mentions")
    as_looked_at(attributions(articles, words, mentions=names)[COLUMNS], "outlets_attributions")
