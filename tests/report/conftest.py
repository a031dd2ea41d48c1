import pytest

from toolkit.report import run_report


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory):
    """One run of every notebook on the seeds, in Arabic."""
    return run_report("seeds", tmp_path_factory.mktemp("reports"), tell=lambda line: None)
