import base64
import re

import pandas as pd

from toolkit.show import show_table
from toolkit.show.language import number
from toolkit.show.tables import WEIGHT, csv_bytes

HOSTILE = '<script>alert(1)</script>\u202e=HYPERLINK("http://x")'


def test_hostile_text_is_inert_and_still_there():
    page = show_table(pd.DataFrame({HOSTILE: [HOSTILE]}), HOSTILE)._repr_html_()
    assert "<script" not in page and "\u202e" not in page
    assert page.count("&lt;script&gt;") == 3


def test_csv_is_whole_opens_in_excel_and_holds_no_formula():
    data = pd.DataFrame({"outlet": ["=1+1", "الضفاف"] * 40, "count": range(80)})
    raw = csv_bytes(data)
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 82 and lines[1] == "'=1+1,0" and lines[2] == "الضفاف,1"
    page = show_table(data, "جدول", rows=10)._repr_html_()
    assert base64.b64decode(re.search(r"base64,([^\"]+)", page)[1]) == raw


def test_language_and_missing_values():
    data = pd.DataFrame({"outlet": ["الضفاف", None], "count": [1234, 5]})
    assert "١٬٢٣٤" in show_table(data, "x", language="ar")._repr_html_()
    page = show_table(data, "x", language="en")._repr_html_()
    assert "1,234" in page and "<td>–</td>" in page and 'dir="ltr"' in page


def test_an_empty_table_says_so():
    page = show_table(pd.DataFrame({"outlet": []}), "x")._repr_html_()
    assert "لا شيء" in page and "download" not in page


def test_a_concordance_reads_from_right_to_left_in_every_language():
    page = show_table(pd.DataFrame({"left": ["افتتح"], "node": ["السد"], "right": ["أمس"]}), "Lines", language="en").markup
    assert '<div class="table" dir="rtl">' in page and '<caption dir="ltr">' in page
    assert page.index(">before<") < page.index(">node<") < page.index(">after<")


def test_the_decimals_of_a_column_are_one_and_its_head_is_aligned_with_it():
    page = show_table(pd.DataFrame({"mi": [1.5, 2.0, 0.25], "count": [1, 20, 3]}), "x", language="en").markup
    assert page.count('class="number"') == 8
    assert all(f">{shown}<" in page for shown in ("1.500", "2.000", "0.250", "20"))


def test_the_download_is_named_after_its_table():
    assert 'download="الكلمات-في-2024.csv"' in show_table(pd.DataFrame({"count": [1]}), "الكلمات: في 2024").markup


def test_hidden_columns_stay_in_the_download_and_infinity_is_readable():
    import base64
    import re

    page = show_table(
        pd.DataFrame({"lemma": ["سد"], "percent_diff": [float("inf")], "mi": [1.5]}), "جدول", columns=["lemma", "percent_diff"]
    )._repr_html_()
    assert "∞" in page and page.count("<th ") == 2
    assert b"mi" in base64.b64decode(re.search(r"base64,([^\"]+)", page)[1])


def test_a_long_table_says_how_much_of_it_is_in_the_download():
    page = show_table(pd.DataFrame({"count": range(6000)}), "جدول", language="en")._repr_html_()
    assert "5,000 of 6,000 rows" in page


def test_a_tiny_probability_is_not_zero():
    page = show_table(pd.DataFrame({"p_adjusted": [1e-9, 0.25]}), "table", language="en")._repr_html_()
    assert "below 0.001" in page and "0.250" in page


def test_a_long_table_has_part_of_its_csv_inside_and_says_so():
    rows = pd.DataFrame({"content": ["كلمة " * 50] * 4_000})
    page = show_table(rows, "جدول").markup
    content = base64.b64decode(re.search(r"base64,([^\"]+)", page)[1])
    assert len(content) <= WEIGHT and content.startswith(b"\xef\xbb\xbf")
    assert number(content.count(b"\r\n") - 1) in page and number(4_000) in page
