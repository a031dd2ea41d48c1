"""Somebody corrects in JupyterLab: three speakers, two names, one entity; the report that is made afterwards has it."""

import json
import shutil
import time

import nbformat
import pytest

from tests.browser.test_lab import READY, ROOT, run_all, served, until
from toolkit import open_corpus
from toolkit.report import run_report

pytestmark = pytest.mark.browser
CHOOSE = "arguments[0].selectedIndex = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}));"


class Bench:
    """The desk as somebody sees it: the list of rows, the buttons, the boxes."""

    def __init__(self, browser):
        self.browser = browser

    def selects(self):
        return until(self.browser, "const s = [...document.querySelectorAll('.jupyter-widgets select')]; return s.length >= 4 && s")

    def rows(self):
        return [
            text.replace("\u00a0", " ")
            for text in self.browser.execute_script("return [...arguments[0].options].map(o => o.textContent)", self.selects()[1])
        ]

    def choose(self, row):
        at = next(n for n, text in enumerate(self.rows()) if row(text))
        self.browser.execute_script(CHOOSE, self.selects()[1], at)
        self.rest()  # nobody picks a speaker before the list of speakers has come

    def press(self, label):
        before = self.rows()
        self.browser.execute_script(f"[...document.querySelectorAll('.jupyter-button')].find(b => b.textContent.trim() === '{label}').click()")
        self.changed(before)

    def take(self, box, text):
        before = self.rows()
        options = until(
            self.browser,
            f"const s = [...document.querySelectorAll('.jupyter-widgets select')][{box}]; return s.options.length > 1 && [...s.options].map(o => o.textContent)",
        )
        self.browser.execute_script(CHOOSE, self.selects()[box], [one.replace("\u00a0", " ") for one in options].index(text))
        self.changed(before)

    def merge(self, label):
        box = self.browser.find_element("css selector", ".widget-text input[list], .jupyter-widgets input[list]")
        before = self.rows()
        self.browser.execute_script(
            f"arguments[0].value = '{label}'; arguments[0].dispatchEvent(new Event('input', {{bubbles: true}})); arguments[0].dispatchEvent(new Event('change', {{bubbles: true}}))",
            box,
        )
        self.changed(before)

    def rest(self):
        for _ in range(3):  # a message to the kernel may be on its way
            time.sleep(0.4)
            until(self.browser, READY)

    def changed(self, before):
        for _ in range(60):
            if self.rows() != before:
                return self.rest()
            time.sleep(0.25)
        raise AssertionError("nothing changed at the desk")


@pytest.fixture
def corpus(tmp_path):
    shutil.copytree(ROOT / "seeds", tmp_path / "news")
    cell = nbformat.v4.new_code_cell(
        f"from toolkit import open_corpus\nfrom toolkit.show import correct\ntables = open_corpus({str(tmp_path / 'news')!r})\ncorrect(tables, by='س', language='ar')"
    )
    nbformat.write(
        nbformat.v4.new_notebook(cells=[cell], metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}),
        tmp_path / "desk.ipynb",
    )
    return tmp_path / "news"


def test_a_session_of_corrections(browser, corpus, tmp_path):
    before = open_corpus(corpus)
    first = before.articles["article_id"].iloc[0]
    names = before.mentions[before.mentions["article_id"] == first]
    browser.set_window_size(1400, 1400)
    with served(tmp_path, tmp_path) as address:
        run_all(browser, f"{address}/lab/tree/desk.ipynb?token=t&reset")
        desk = Bench(browser)
        desk.selects()
        mark = until(browser, "const m = document.querySelectorAll('cite[data-row]'); return m.length > 3 && m[3]")
        browser.execute_script("arguments[0].focus(); arguments[0].click()", mark)
        desk.rest()
        chosen = browser.execute_script("const s = arguments[0]; return s.options[s.selectedIndex].textContent", desk.selects()[1])
        assert f"{mark.text}\u00a0←" in chosen, "a click on a name chooses its row"
        speakers = names.loc[names["type"] != "LOC", "text"].drop_duplicates().tolist()
        for n, who in zip(("١.", "٢.", "٥."), speakers[1:4], strict=True):
            desk.choose(lambda text, n=n: text.startswith(n))
            desk.take(2, who)
        places = names.loc[names["type"] == "LOC", "text"].tolist()[:2]
        for place in places:
            desk.choose(lambda text, place=place: text.startswith(f"LOC – {place} "))
            desk.press("احذف")
        own, other = before.entities.loc[before.entities["type"] == "PER", "label"].tolist()[:2]
        desk.choose(lambda text: text.startswith("ORG – "))
        desk.merge(other)
        browser.save_screenshot(str(ROOT / ".pytest_cache" / "desk.png"))
    rows = (corpus / "corrections.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 1 + 3 + 2 + 1 and own
    run = run_report(corpus, tmp_path / "out", only=["3", "4"], tell=lambda line: None)
    told = json.loads((run / "run.json").read_text(encoding="utf-8"))["corrections"]
    assert (told["rows"], told["unusable"]) == (6, 0)
    made = open_corpus(run / "tables")
    said = made.attributions[made.attributions["article_id"] == first].reset_index(drop=True)
    assert [said.loc[n, "resolved"] for n in (0, 1, 4)] == speakers[1:4]
    assert (made.mentions["rule"] == "corrected").any() and len(made.mentions) == len(before.mentions) - 2
    page = (run / "3_source_attribution.html").read_text(encoding="utf-8")
    assert "التصحيحات المطبقة" in page and "٦" in page
