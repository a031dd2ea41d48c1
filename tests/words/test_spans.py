import re

from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import HOSTILE
from toolkit.words.spans import spans


@given(st.lists(HOSTILE, max_size=5))
def test_offsets_slice_to_the_token_in_order_and_lose_no_letter(texts):
    found = spans(texts)
    for i in range(len(found.start)):
        text = texts[found.text[i]]
        assert text[found.start[i] : found.end[i]] == found.forms[found.codes[i]]
    for n, text in enumerate(texts):
        own = found.text == n
        assert (found.start[own][1:] >= found.end[own][:-1]).all()
        inside = {k for a, b in zip(found.start[own], found.end[own], strict=True) for k in range(a, b)}
        assert all(k in inside for k, char in enumerate(text) if char.isalnum())


def words(text):
    found = spans([text])
    return [found.forms[c] for c in found.codes]


def test_words_marks_and_numbers():
    assert words("قال: «مُحَمَّدٌ» 3.5% …") == ["قال", ":", "«", "مُحَمَّدٌ", "»", "3.5", "%", "…"]
    assert words("نعم... لا") == ["نعم", "...", "لا"]
    assert words("انظر https://example.org/a?b=1، ثم #وسم_طويل") == ["انظر", "https://example.org/a?b=1", "،", "ثم", "#", "وسم_طويل"]


def test_invisible_controls_at_the_edges_are_no_part_of_a_word():
    assert words("\u200fقال\u200f \u202bنعم\u202c") == ["قال", "نعم"]


def test_against_a_regular_expression(seeds):
    texts = seeds.articles["text"].tolist()
    found = spans(texts)
    pattern = re.compile(r"https?://\S+|[^\W_]+(?:(?<=\d)[.,٫٬](?=\d)\d+|[\u064b-\u0652\u0640\w])*|\.+|\S")
    want = [(n, m.start(), m.end()) for n, text in enumerate(texts) for m in pattern.finditer(text)]
    assert list(zip(found.text.tolist(), found.start.tolist(), found.end.tolist(), strict=True)) == want


def test_many_texts_and_chunks_agree_with_one_at_a_time(monkeypatch):
    from toolkit.words import spans as module

    texts = ["سد كبير", "", "ثم 3.5", "😀 نعم"] * 50
    whole = spans(texts)
    monkeypatch.setattr(module, "CHUNK", 7)
    assert spans(texts).start.tolist() == whole.start.tolist()
