"""The reports in a real browser: no request, no script, right to left, nothing clipped."""

import json
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser
PAGES = ["1_corpus", "2_frequency", "3_source_attribution", "4_entity_timeline"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    from toolkit.report import run_report

    return run_report("seeds", tmp_path_factory.mktemp("reports"), tell=lambda line: None)


def requests(driver):
    found = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return [url for url in found if not url.startswith(("file:", "data:", "chrome:", "chrome-extension:"))]


@pytest.mark.parametrize("width", [360, 1280])
def test_pages(browser, folder, width):
    browser.set_window_size(width, 900)
    for name in [*PAGES, "../index"]:
        browser.get(f"file://{folder}/{name}.html")
        assert browser.execute_script("return getComputedStyle(document.body).direction") == "rtl"
        assert browser.execute_script("return document.scripts.length") == 0
        wide = browser.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"{name} is {wide} px too wide at {width}"
        broken = browser.execute_script("return [...document.images].filter(i => !i.naturalWidth || !i.alt).length")
        assert broken == 0
        errors = [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
        assert not errors, errors
    assert requests(browser) == []


def test_axe_finds_no_fault(browser, folder):
    axe = Path(pytest.importorskip("axe_core_python").__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    article = next((folder / "articles").glob("*.html"))
    for page in [*folder.glob("*.html"), folder.parent / "index.html", article]:
        browser.get(page.resolve().as_uri())
        browser.execute_script(axe)
        found = browser.execute_async_script("const done = arguments[arguments.length - 1]; axe.run(document).then(done)")
        faults = [(fault["id"], fault["impact"], fault["nodes"][0]["html"]) for fault in found["violations"]]
        assert not faults, (page.name, faults)


HOSTILE = "<script>document.title='run'</script><img src=x onerror=\"document.title='run'\"> $x^2$ **م** [س](javascript:alert(1)) \u202eعكس"


def test_hostile_articles_run_nothing_and_are_shown_as_they_are(browser, tmp_path):
    import pandas as pd

    from toolkit.report import run_report

    text = f"قال المدير {HOSTILE} سالم المرواني إن السد امتلأ. وأضاف {HOSTILE} أن الري مضمون."
    rows = [
        {"article_id": f"<b>{n}</b>\"'", "outlet": HOSTILE, "author": "=HYPERLINK(1)", "title": HOSTILE, "date": f"2024-01-0{n + 1}", "text": text}
        for n in range(3)
    ]
    pd.DataFrame(rows).to_json(tmp_path / "hostile.jsonl", orient="records", lines=True, force_ascii=False)
    folder = run_report(tmp_path / "hostile.jsonl", tmp_path / "out", tell=lambda line: None)
    pages = [*folder.glob("*.html"), *(folder / "articles").glob("*.html")]
    assert len(pages) >= 5
    for page in pages:
        browser.get(page.resolve().as_uri())
        assert browser.title != "run" and browser.execute_script("return document.scripts.length") == 0, page.name
        assert browser.execute_script("return document.querySelectorAll('img[src=x], a[href^=\"javascript\"]').length") == 0, page.name
    browser.get((folder / "1_corpus.html").resolve().as_uri())
    assert "<script>" in browser.execute_script("return document.body.innerText")
    assert requests(browser) == []
