"""Every relation of the seeds as it was when it was last looked at: a change of the grammar or of the models shows here."""

from tests.golden import as_looked_at

COLUMNS = [
    "attribution_id", "cue", "cue_lemma", "cue_start", "source_start", "source_end", "resolved_start", "resolved_end", "source_kind", "source_named",
    "entity_id", "content_start", "content_end", "quote_type", "polarity", "parent_id", "rule", "confidence",
]  # fmt: skip


def test_the_relations_of_the_seeds(seeds):
    as_looked_at(seeds.attributions[COLUMNS], "seeds_attributions")
