import pandas as pd
import pytest

from toolkit.schema import TABLES, check, conform, empty


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_is_valid(name):
    assert check(empty(name), name).empty


def test_every_table_of_the_seeds_is_valid(seeds):
    for name in ("articles", "problems", "sentences", "tokens", "attributions", "mentions", "entities", "timeline"):
        frame = getattr(seeds, name)
        assert len(check(frame, name))
        assert list(frame.columns)[: len(TABLES[name])] == list(TABLES[name])


def test_check_names_what_is_wrong():
    with pytest.raises(ValueError, match=r"detail is missing.*|problem"):
        check(pd.DataFrame({"path": ["x"]}), "problems")


def test_conform_writes_missing_as_na():
    frame = conform(pd.DataFrame({"path": ["x"]}), "problems")
    assert frame["article_id"].isna().all()
