"""A page for each leading name, and the links that lead there."""

import re

import pandas as pd
import pytest

from toolkit import open_corpus
from toolkit.report.names import LEADING, name_pages, page_name, with_names
from toolkit.report.pages import cited


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    rows = [
        ("1", "النهر", "2015-08-01", "وصول", "وصل الرئيس الأميركي باراك أوباما إلى تونس. وقال أوباما إن السد امتلأ."),
        ("2", "الجبل", "2015-08-03", "لقاء", "قال سالم المرواني إن باراك أوباما سيعود إلى تونس. وانتقد المرواني أوباما."),
        ("3", "النهر", "2015-08-09", "عودة <b>", "عاد باراك أوباما من تونس."),
    ]
    pd.DataFrame(rows, columns=["id", "outlet", "date", "title", "text"]).to_json(folder / "a.jsonl", orient="records", lines=True, force_ascii=False)
    return name_pages(open_corpus(folder / "a.jsonl"), "ar", "0_overview")


def test_a_page_tells_who_when_with_whom_and_what_was_said(pages):
    page = pages["باراك أوباما"]
    for part in ("الولايات المتحدة", "الرئيس الأمريكي", "(٢٠٠٩–٢٠١٧)", "١ أغسطس ٢٠١٥ — النهر", "٩ أغسطس ٢٠١٥", "إن السد امتلأ", "سيعود إلى تونس"):
        assert part in page
    assert "<b>" not in page and "../0_overview.html" in page
    assert len(re.findall("<rect ", page)) >= 1
    assert {"1", "3"} <= set(cited(page))


def test_names_lead_to_each_other_and_to_nothing_else(pages):
    led = with_names(pages["باراك أوباما"], pages, folder="")
    assert f'<a href="{page_name("تونس")}">تونس</a>' in led
    assert "data-name" not in led


def test_only_leading_names_have_a_page(pages):
    assert set(pages) <= {"باراك أوباما", "تونس", "سالم المرواني"} and len(pages) <= 3 * LEADING


def test_no_names_no_pages(tmp_path):
    (tmp_path / "1.txt").write_text("نص بلا أسماء.", encoding="utf-8")
    assert name_pages(open_corpus(tmp_path), "ar", "0_overview") == {}
