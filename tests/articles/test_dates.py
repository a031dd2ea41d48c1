import csv
from pathlib import Path

import pytest

from toolkit.articles.dates import parse_date
from toolkit.articles.numeric_dates import day_order


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("2024-02-14", "2024-02-14"),
        ("2017-01-20T21:43:00+01:00", "2017-01-20"),
        ("12 شباط 2024", "2024-02-12"),
        ("الثلاثاء 5 آذار 2024", "2024-03-05"),
        ("14 فيفري 2024", "2024-02-14"),
        ("3 جويلية 2016", "2016-07-03"),
        ("10 غشت 2019", "2019-08-10"),
        ("15 كانون الثاني 2020", "2020-01-15"),
        ("١٥ رجب ١٤٤٥ هـ", "2024-01-27"),
        ("25/12/2016", "2016-12-25"),
        ("الاثنين 04/03/2024", "2024-03-04"),
        ("March 5, 2024", "2024-03-05"),
        ("أمس", None),
        ("30/02/2024", None),
        ("03/04/2024", None),
        ("", None),
        ("قبل 3 ساعات", None),
    ],
)
def test_parse_date(text, want):
    time = parse_date(text).time
    assert (None if time is None else time.date().isoformat()) == want


def test_precision_is_what_the_string_tells():
    assert parse_date("آذار 2024").precision == "month"
    assert parse_date("2024-03-05").precision == "day"
    assert parse_date("2024-03-05 10:30").precision == "minute"


def test_a_column_tells_its_own_order():
    assert day_order(["01/02/2017", "25/02/2017"]) is True
    assert day_order(["01/02/2017", "02/25/2017"]) is False
    assert day_order(["25/02/2017", "02/25/2017"]) is None


def test_two_hundred_strings_judged_by_hand():
    with (Path(__file__).parents[1] / "data" / "dates.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    right, wrong = 0, []
    for row in rows:
        found = parse_date(row["text"])
        got = "NA" if found.time is None else found.time.date().isoformat()
        right += got == row["expected"] and (got == "NA" or found.precision == row["precision"])
        if got not in ("NA", row["expected"]):
            wrong.append((row["text"], row["expected"], got))
    assert len(rows) == 200
    assert right >= 0.95 * len(rows)
    assert len(wrong) <= 0.01 * len(rows), wrong
