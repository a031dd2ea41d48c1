"""Tables with a script: they sort by what the cells mean, search, and page; nothing else runs, nothing is asked for."""

import pandas as pd
import pytest

from tests.browser.test_pages import requests
from toolkit.report.interactive import interactive
from toolkit.show.tables import show_table

pytestmark = pytest.mark.browser
PAGE = (
    '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"/><meta content="default-src \'none\'; img-src data:; style-src \'unsafe-inline\'" '
    'http-equiv="Content-Security-Policy"/><title>ج</title></head><body><main>{}</main><script>document.title="ran"</script></body></html>'
)
CELLS = "return [...document.querySelectorAll('tbody tr')].map(row => row.cells[0].textContent)"


def test_sorting_and_searching(browser, tmp_path, monkeypatch):
    monkeypatch.setenv("ISNAD_ROWS", "1000")
    rows = pd.DataFrame({"word": [f"كلمة{n}" for n in range(40)], "count": [(7 * n) % 40 for n in range(40)]})
    page = tmp_path / "page.html"
    page.write_text(interactive(PAGE.format(show_table(rows, "كلمات", language="ar").markup), "ar"), encoding="utf-8")
    browser.get(f"file://{page}")
    browser.execute_script("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert browser.title == "ج"  # the policy allows one script, by its hash
    assert len(browser.execute_script(CELLS)) == 10
    assert "١" in browser.execute_script("return document.querySelector('.dt-info').textContent")
    for _ in range(2):
        browser.execute_script("document.querySelectorAll('thead th')[1].click()")
    largest = rows.sort_values("count", ascending=False)["word"].tolist()[:10]
    assert browser.execute_script(CELLS) == largest
    browser.execute_script("const s = document.querySelector('.dt-search input'); s.value = 'كلمة39'; s.dispatchEvent(new Event('input'))")
    assert browser.execute_script(CELLS) == ["كلمة39"]
    assert requests(browser) == []


def test_a_short_table_needs_no_script():
    page = PAGE.format(show_table(pd.DataFrame({"word": ["أ", "ب"]}), "كلمات", language="ar").markup)
    assert interactive(page, "ar") == page
