"""The reports in a real browser: no request, no script, right to left, nothing clipped."""

import json

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
