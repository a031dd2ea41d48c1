"""One reading of a sentence: classes of words, where phrases begin and end, what they are."""

import pytest

from toolkit.attribution.attributions import article_views
from toolkit.entities.mentions import names_in
from toolkit.sentence.phrases import can_begin, core_end, ends, extent, phrase
from toolkit.words import tokens


@pytest.fixture
def read(make_articles):
    def run(text):
        articles = make_articles(text)
        words = tokens(articles)
        return next(view for _, view, _ in article_views(articles, words, names_in(articles, words)))

    return run


def shown(view, spans):
    return [view.text[slice(*view.span(*span))] for span in spans]


def test_classes_tell_titles_prepositions_names_and_cues(read):
    view = read("قال الوزير سالم العلي من تونس إن العمل بدأ اليوم.")
    found = dict(zip(view.types, view.classes, strict=True))
    assert [found[word] for word in ("قال", "الوزير", "سالم", "من", "ان", "اليوم")] == ["cue verb", "role", "name PER", "من", "that", "time"]


def test_a_phrase_can_end_after_each_part_but_not_inside_a_name(read):
    view = read("قال الوزير سالم العلي، رئيس اللجنة، إن العمل بدأ.")
    found = shown(view, [(1, end) for end in ends(view, 1, view.sentence_end(1))])
    assert {"الوزير", "الوزير سالم العلي", "الوزير سالم العلي، رئيس اللجنة"} <= set(found)
    assert "الوزير سالم" not in found and not any(text.endswith("،") for text in found)
    assert not any("إن" in text for text in found)


def test_no_phrase_begins_with_a_preposition_a_verb_or_inside_a_name(read):
    view = read("قال الوزير سالم العلي في تونس إن العمل بدأ.")
    begins = {view.types[k] for k in range(len(view)) if can_begin(view, k)}
    assert {"الوزير", "سالم", "تونس", "العمل"} <= begins
    assert not {"في", "ان", "العلي", "قال"} & begins


def test_what_a_phrase_is(read):
    view = read("قالت وزيرة الصحة سلمى العلي إن مصادر طبية في المستشفى أكدت الخبر.")
    minister = phrase(view, 1, 5)
    assert (minister.kind, minister.label, minister.feminine, minister.definite) == ("role", "role+PER", True, False)
    assert minister.words[:2] == ("وزيرة", "صحة")
    assert phrase(view, 6, 8).kind == "anonymous"


def test_the_core_of_a_phrase_stops_at_a_preposition(read):
    view = read("قال رئيس اللجنة الوطنية في العاصمة إن العمل بدأ.")
    assert shown(view, [(1, core_end(view, 1, view.sentence_end(1)))]) == ["رئيس اللجنة الوطنية"]


def test_an_extent_tells_what_stands_at_its_edges(read):
    view = read("قال الوزير سالم العلي في تونس إن العمل بدأ.")
    features = [feature for part in extent(view, 1, 4) for feature in part.features]
    assert ("before", "cue verb") in features and ("after", "في") in features and ("ends with name",) in features
    assert ("within", "في") in extent(view, 1, 6)[1].features
