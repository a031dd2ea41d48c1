"""No input may raise anything but the documented errors."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.articles.test_formats import PAGE, TABLES
from toolkit.articles.dates import parse_date
from toolkit.articles.encodings import NotText, decode
from toolkit.articles.readers import READERS

SEEDS = {name.split(".")[-1]: data for name, data in TABLES.items() if "." + name.split(".")[-1] in READERS}
SEEDS["html"] = PAGE.encode()
FRONT = "---\ntitle: خبر\ndate: [1\n---\nنص".encode()


@pytest.mark.parametrize("ending", sorted({*SEEDS, "txt", "docx", "warc"}))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_readers_take_mutated_files(ending, data):
    seed = SEEDS.get(ending, FRONT)
    kind = data.draw(st.sampled_from(["random", "cut", "flip", "insert"]))
    if kind == "random":
        content = data.draw(st.binary(max_size=300))
    else:
        at = data.draw(st.integers(0, len(seed) - 1))
        other = data.draw(st.binary(min_size=1, max_size=4))
        content = {"cut": seed[:at], "flip": seed[:at] + other + seed[at + len(other) :], "insert": seed[:at] + other + seed[at:]}[kind]
    reading = READERS["." + ending].read(f"a.{ending}", content)
    assert len({len(values) for values in reading.columns.values()}) <= 1
    assert reading.columns or reading.problems


@given(st.binary(max_size=500))
def test_decode(data):
    try:
        text, encoding, _ = decode(data)
    except NotText:
        return
    assert isinstance(text, str) and encoding and "\0" not in text


@given(st.one_of(st.text(max_size=60), st.from_regex(r"[٠-٩0-9]{1,4}[-/. ]?(شوال|مارس|شباط|March)?[-/. ]?[٠-٩0-9]{0,4}", fullmatch=True)))
def test_parse_date(text):
    found = parse_date(text)
    assert (found.time is None) == (found.precision is None)
