"""The seed document with the seed gazetteer: every place, the organizations, the army's units and the persons."""

import pytest

PLACES = "تمسة الويغ أم_الأرانب جبال_تبستي القطرون غدوة مرزق الجفرة طرابلس ليبيا البتية".replace("_", "~").split()
OTHERS = ["داعش", "القاعدة", "السرية 77", "اللواء 128 المعزز", "سبوتنيك", "خليفة حفتر", "عبد الحكيم بلحاج"]


@pytest.fixture(scope="module")
def linked(seeds):
    document = seeds.articles.loc[seeds.articles["text"].str.contains("تمسة", regex=False), "article_id"].iloc[0]
    rows = seeds.mentions[(seeds.mentions["article_id"] == document) & (seeds.mentions["rule"].isin(["gazetteer", "anaphor", "repeated"]))]
    return dict(zip(rows["entity"], rows["entity_id"], strict=True))


@pytest.mark.parametrize("name", [*(place.replace("~", " ") for place in PLACES), *OTHERS])
def test_is_found_and_linked(linked, name):
    assert any(name in label or label in name for label in linked), sorted(linked)
