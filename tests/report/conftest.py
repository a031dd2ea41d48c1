import pytest


@pytest.fixture(scope="session")
def run_folder(seeds_report):
    """One run of every notebook on the seeds, in Arabic."""
    return seeds_report
