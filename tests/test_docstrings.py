"""Every example in a docstring runs."""

import doctest
import importlib
import pkgutil

import pytest

import toolkit

MODULES = [m.name for m in pkgutil.walk_packages(toolkit.__path__, "toolkit.") if not m.name.endswith("templates")]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name):
    result = doctest.testmod(importlib.import_module(name))
    assert not result.failed
