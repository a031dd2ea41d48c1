import pandas as pd
import pytest

from toolkit import select

ARTICLES = pd.DataFrame(
    {
        "article_id": ["1", "2", "3"],
        "outlet": ["أ", "ب", "أ"],
        "category": ["سياسة", None, "رياضة"],
        "published": pd.to_datetime(["2024-01-05 23:00", "2024-02-01 00:00", None], utc=True),
    }
)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["1", "2", "3"]),
        ({"outlets": ["أ"]}, ["1", "3"]),
        ({"categories": ["سياسة"]}, ["1"]),
        ({"until": "2024-01-05"}, ["1"]),
        ({"since": "2024-01-06"}, ["2"]),
        ({"outlets": ["ب"], "until": "2024-01-05"}, []),
    ],
)
def test_filters(wanted, ids):
    assert select(ARTICLES, **wanted)["article_id"].tolist() == ids


@pytest.mark.parametrize(("wanted", "said"), [({"outlets": ["ج"]}, "there are: أ, ب"), ({"since": "31/1/2024"}, "is no date")])
def test_mistakes_are_explained(wanted, said):
    with pytest.raises(ValueError, match=said):
        select(ARTICLES, **wanted)
