"""Shared fixtures: the seeds as loaded, and small articles made of short texts."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest
from hypothesis import settings

from toolkit import attributions, open_corpus, tokens

mpl.use("Agg")
ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

settings.register_profile("isnad", deadline=None)  # no test depends on how fast the machine is
settings.load_profile("isnad")


@pytest.fixture(scope="session")
def seeds():
    return open_corpus(ROOT / "seeds")


@pytest.fixture
def make_articles():
    def make(*texts: str) -> pd.DataFrame:
        return pd.DataFrame({"article_id": [str(n) for n in range(len(texts))], "text": list(texts), "title": None})

    return make


@pytest.fixture
def shared():
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside this checkout")
    return SHARED


@pytest.fixture
def cite(make_articles):
    """The attributions of a short text."""

    def run(text):
        articles = make_articles(text)
        return attributions(articles, tokens(articles))

    return run


@pytest.fixture(scope="session")
def seeds_report(tmp_path_factory):
    """One run of every notebook on the seeds, in Arabic, for all processes of the tests."""
    from toolkit.report import run_report

    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with (shared / "seeds-report.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = sorted((shared / "seeds-report").glob("2*"))
        return made[0] if made else run_report("seeds", shared / "seeds-report", tell=lambda line: None)
