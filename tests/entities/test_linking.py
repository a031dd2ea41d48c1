"""One person, one entity: what is joined within an article and across articles, and what never is."""

from __future__ import annotations

import pandas as pd
import pytest

from toolkit.entities.across import NAME, link_across
from toolkit.entities.linking import canonical_names, second_names

# Fathers, sons, brothers and namesakes in one article: every name its own.
APART = [
    ("سلمان بن عبدالعزيز", "محمد بن سلمان بن عبدالعزيز"),
    ("سلمان", "محمد بن سلمان"),
    ("سلمان بن عبدالعزيز", "محمد بن سلمان"),
    ("زايد", "محمد بن زايد"),
    ("زايد آل نهيان", "خليفة بن زايد آل نهيان"),
    ("راشد آل مكتوم", "محمد بن راشد آل مكتوم"),
    ("علي عبدالله صالح", "أحمد علي عبدالله صالح"),
    ("فيصل بن عبدالعزيز", "سعود بن فيصل بن عبدالعزيز"),
    ("نايف بن عبدالعزيز", "محمد بن نايف بن عبدالعزيز"),
    ("حمد بن خليفة", "تميم بن حمد بن خليفة"),
    ("حافظ الأسد", "بشار حافظ الأسد"),
    ("معمر القذافي", "سيف الإسلام معمر القذافي"),
    ("عبدالله الثاني", "حسين بن عبدالله الثاني"),
    ("رفيق الحريري", "سعد رفيق الحريري"),
    ("محمد الخامس", "الحسن بن محمد الخامس"),
    ("سعود الفيصل", "خالد الفيصل"),
    ("جورج بوش الأب", "جورج بوش الابن"),
    ("حسن نصر الله", "هادي حسن نصر الله"),
    ("هدى عبدالناصر", "جمال عبدالناصر"),
    ("طالب العمري", "ابن طالب العمري"),
]

TOGETHER = [
    ("سلمان", "سلمان بن عبدالعزيز"),
    ("سلمان بن عبدالعزيز", "سلمان بن عبدالعزيز آل سعود"),
    ("السبسي", "الباجي قائد السبسي"),
    ("قايد السبسي", "الباجي قايد السبسي"),
    ("أوباما", "باراك أوباما"),
    ("آل الشيخ", "عبدالعزيز آل الشيخ"),
    ("بن علي", "زين العابدين بن علي"),
    ("محمد بن نايف", "محمد بن نايف بن عبدالعزيز"),
    ("ولد عبد العزيز", "محمد ولد عبد العزيز"),
]


@pytest.mark.parametrize(("father", "son"), APART)
def test_father_and_son_stay_two(father, son):
    assert len(set(canonical_names([("PER", father), ("PER", son)]))) == 2


@pytest.mark.parametrize(("short", "full"), TOGETHER)
def test_a_shorter_form_is_the_same_person(short, full):
    assert canonical_names([("PER", short), ("PER", full)]) == [full, full]


def test_a_shared_last_name_goes_to_neither_of_two():
    names = [("PER", name) for name in ("بشار الأسد", "حافظ الأسد", "الأسد")]
    assert len(set(canonical_names(names))) == 3


@pytest.mark.parametrize(
    ("text", "names", "joined"),
    [
        ("الهيئة الحكومية للتنمية (إيغاد) قالت", [("ORG", "الهيئة الحكومية للتنمية"), ("ORG", "إيغاد")], [(0, 1)]),
        ("سيف الله بن حسين الملقب بأبي عياض", [("PER", "سيف الله بن حسين"), ("PER", "بأبي عياض")], [(0, 1)]),
        ("محمود عباس (أبو مازن)", [("PER", "محمود عباس"), ("PER", "أبو مازن")], [(0, 1)]),
        ("صفاقس الكبرى (تونس)", [("LOC", "صفاقس الكبرى"), ("LOC", "تونس")], []),
        ("الأهلي (الهلال)", [("ORG", "الأهلي"), ("ORG", "الهلال")], []),
        ("سالم العلي ومحمد العمري", [("PER", "سالم العلي"), ("PER", "ومحمد العمري")], []),
    ],
)
def test_a_second_name_beside_the_first(text, names, joined):
    spans = [(type_, text.index(name), text.index(name) + len(name)) for type_, name in names]
    assert second_names(spans, text) == joined


def _across(*rows: tuple[str, str]) -> dict[str, str]:
    """Of persons named (article, name): name → the entity that the corpus makes of it."""
    frame = pd.DataFrame([(article, name, "PER", None, name) for article, name in rows], columns=["article_id", *NAME])
    linked = link_across(frame.astype({"entity_id": "str", "entity": "str"}))
    return dict(zip(linked["text"], linked["entity"], strict=True))


def test_the_corpus_gives_a_last_name_to_the_only_one_who_bears_it():
    known = [(str(n), "باراك أوباما") for n in range(4)]
    assert _across(*known, ("9", "أوباما"))["أوباما"] == "باراك أوباما"
    assert _across(*known, *((str(n), "ميشيل أوباما") for n in range(4, 8)), ("9", "أوباما"))["أوباما"] == "أوباما"


def test_the_corpus_gives_no_father_his_son():
    assert _across(*((str(n), "محمد بن سلمان") for n in range(6)), ("9", "سلمان"))["سلمان"] == "سلمان"


def test_a_name_in_quotation_marks_is_the_name():
    names = [("ORG", 'حركة المقاومة الإسلامية "حماس"'), ("ORG", "حماس"), ("ORG", '"حماس"')]
    assert len(set(canonical_names(names[:2]))) == 1
    assert len(set(canonical_names([("ORG", "حركة المقاومة"), ("ORG", "حماس")]))) == 2


def test_a_house_after_the_name_is_no_other_person():
    rows = [(str(n), "سالم بن عبدالكريم", "PER", None, "سالم بن عبدالكريم") for n in range(3)]
    rows += [
        ("9", "سالم بن عبدالكريم آل زيد", "PER", None, "سالم بن عبدالكريم آل زيد"),
        ("9", "شركة سالم بن آل زيد", "ORG", None, "شركة سالم بن آل زيد"),
    ]
    rows += [("8", "شركة سالم بن", "ORG", None, "شركة سالم بن")]
    linked = link_across(pd.DataFrame(rows, columns=["article_id", *NAME]))
    assert linked.loc[linked["type"] == "PER", "entity"].nunique() == 1
    assert linked.loc[linked["type"] == "ORG", "entity"].nunique() == 2


def test_a_second_name_joins_only_what_is_called_so():
    names = [("ORG", "الهيئة الحكومية للتنمية"), ("ORG", "إيغاد"), ("ORG", "الهيئة الأخرى للتنمية"), ("ORG", "إيغاد")]
    full = canonical_names(names, [(0, 1)])
    assert full == ["الهيئة الحكومية للتنمية", "الهيئة الحكومية للتنمية", "الهيئة الأخرى للتنمية", "الهيئة الحكومية للتنمية"]


def test_a_preposition_left_on_a_body_is_no_other_body():
    rows = [(str(n), "هسبريس", "ORG", None, "هسبريس") for n in range(3)] + [
        ("7", "لهسبريس", "ORG", None, "لهسبريس"),
        ("8", "كريم", "PER", None, "كريم"),
    ]
    rows += [(str(n), "ريم", "PER", None, "ريم") for n in range(5)] + [
        ("9", "ولاتفيا", "LOC", None, "ولاتفيا"),
        ("9", "للبنان", "LOC", None, "للبنان"),
    ]
    rows += [(str(n), "لبنان", "LOC", "place:LB", "لبنان") for n in range(2)]
    linked = link_across(pd.DataFrame(rows, columns=["article_id", "text", "type", "entity_id", "entity"])).drop_duplicates("text").set_index("text")
    assert linked.loc["لهسبريس", "entity"] == "هسبريس" and linked.loc["للبنان", "entity_id"] == "place:LB"
    assert linked.loc["كريم", "entity"] == "كريم", "a name is not another name with a letter before it"
    assert linked.loc["ولاتفيا", "entity"] == "ولاتفيا", "what the corpus does not know without it stays"
