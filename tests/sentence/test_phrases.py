"""One reading of a sentence: classes of words, where phrases begin and end, what they are."""

import numpy as np
import pytest

from toolkit.attribution.attributions import article_views
from toolkit.entities.mentions import names_in
from toolkit.sentence.batch import Batch, counted, spread
from toolkit.sentence.phrases import Heads, Phrases, beginnings_of, core_end, ends, extent
from toolkit.words import tokens


@pytest.fixture
def read(make_articles):
    def run(*texts):
        articles = make_articles(*texts)
        words = tokens(articles)
        views = [view for _, view, _ in article_views(articles, words, names_in(articles, words))]
        return Batch(views)

    return run


def phrases(batch, *spans):
    return Phrases(batch, Heads(batch), *(np.array(places) for places in zip(*spans, strict=True)))


def shown(view, spans):
    return [view.text[slice(*view.span(*span))] for span in spans]


def test_classes_tell_titles_prepositions_names_and_cues(read):
    view = read("قال الوزير سالم العلي من تونس إن العمل بدأ اليوم.").views[0]
    found = dict(zip(view.types, view.classes, strict=True))
    assert [found[word] for word in ("قال", "الوزير", "سالم", "من", "ان", "اليوم")] == ["cue verb", "role", "name PER", "من", "that", "time"]


def test_a_phrase_can_end_after_each_part_but_not_inside_a_name(read):
    view = read("قال الوزير سالم العلي، رئيس اللجنة، إن العمل بدأ.").views[0]
    found = shown(view, [(1, end) for end in ends(view, 1)])
    assert {"الوزير", "الوزير سالم العلي", "الوزير سالم العلي، رئيس اللجنة"} <= set(found)
    assert "الوزير سالم" not in found and not any(text.endswith("،") for text in found)
    assert not any("إن" in text for text in found)


def test_no_phrase_begins_with_a_preposition_a_verb_or_inside_a_name(read):
    batch = read("قال الوزير سالم العلي في تونس إن العمل بدأ.")
    begins = {batch.views[0].types[k] for k in np.flatnonzero(beginnings_of(batch))}
    assert {"الوزير", "سالم", "تونس", "العمل"} <= begins
    assert not {"في", "ان", "العلي", "قال"} & begins


def test_what_a_phrase_is(read):
    batch = read("قالت وزيرة الصحة سلمى العلي إن مصادر طبية في المستشفى أكدت الخبر.")
    found = phrases(batch, (1, 5), (6, 8))
    assert [found.kind.values[code] for code in found.kind.codes] == ["role", "anonymous"]
    assert [found.label.values[code] for code in found.label.codes] == ["role+PER", "anonymous"]
    assert found.feminine.tolist() == [True, True] and found.definite.tolist() == [False, False]
    assert found.person[0] >= 0 and found.person[1] == -1 and found.entity[0] >= 0 and found.entity[1] == -1


def test_articles_of_a_batch_do_not_touch(read):
    batch = read("قال الوزير سالم العلي إن العمل بدأ", "أكدت الوزيرة سلمى العلي أن السد امتلأ.")
    first = len(batch.views[0])
    assert batch.end[0] == first and batch.begin[first] == first and batch.sentence[first] == batch.sentence[0] + 1
    assert (batch.last[:first] == first).all() and (batch.first[first:] == first).all()
    alone = read("أكدت الوزيرة سلمى العلي أن السد امتلأ.")
    assert [batch.cls.values[code] for code in batch.cls.codes[first:]] == [alone.cls.values[code] for code in alone.cls.codes]


def test_the_core_of_a_phrase_stops_at_a_preposition(read):
    view = read("قال رئيس اللجنة الوطنية في العاصمة إن العمل بدأ.").views[0]
    assert shown(view, [(1, core_end(view, 1, view.sentence_end(1)))]) == ["رئيس اللجنة الوطنية"]


def test_an_extent_tells_what_stands_at_its_edges(read):
    batch = read("قال الوزير سالم العلي في تونس إن العمل بدأ.")
    sheet = extent(phrases(batch, (1, 4), (1, 6)))
    short, long = list(sheet.written(0)), list(sheet.written(1))
    assert "before|cue verb" in short and "after|في" in short and "ends with name|True" in short
    assert "within|في" in long and "within|في" not in short


def test_ranges_are_spread_over_their_tokens():
    owner, place = spread(np.array([2, 5, 9]), np.array([4, 5, 11]))
    assert owner.tolist() == [0, 0, 2, 2] and place.tolist() == [2, 3, 9, 10]
    assert counted(np.array([True, False, True])).tolist() == [0, 1, 1, 2]
