"""Every name of the seeds as it was when it was last looked at."""

from tests.golden import as_looked_at


def test_the_names_of_the_seeds(seeds):
    as_looked_at(seeds.mentions[["mention_id", "start", "end", "type", "entity_id", "entity", "title", "rule", "confidence"]], "seeds_mentions")
