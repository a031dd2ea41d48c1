"""Do the tests bite? A sample of small faults is put into the code, one at a time, and the tests are run: `make mutants`.

The faults are those of cosmic-ray, which runs in an environment of its own on a copy of the last commit. Left out are faults that no test
can see: in type annotations, decorators and what is only printed. Each place in the code is taken once, whatever could be done to it.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VERSION = "8.7.0"
ROOMS = ("toolkit/sentence", "toolkit/attribution", "toolkit/entities", "toolkit/tagging")
TESTS = (
    "tests/attribution/test_golden.py",
    "tests/entities/test_golden.py",
    "tests/attribution",
    "tests/entities",
    "tests/sentence",
    "tests/tagging",
)
IDLE = ("core/RemoveDecorator", "core/VariableInserter", "core/VariableReplacer", "core/ExceptionReplacer")
EQUAL = ("@lru_cache", "strict=True")  # on such lines a fault changes how fast it is, or a check of our own, never what comes out
SECONDS = 240  # after which the tests have noticed something: that they never end


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--n", type=int, default=60, help="faults to try")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        subprocess.run(f"git archive HEAD | tar -x -C {home}", shell=True, check=True, cwd=ROOT)
        (home / ".venv").symlink_to(ROOT / ".venv")  # tools that some tests need
        run = f"{sys.executable} -m pytest -x -q -n 0 -p no:cacheprovider --hypothesis-seed=0 {' '.join(TESTS)}"
        (home / "mutants.toml").write_text(
            f"[cosmic-ray]\nmodule-path = {[*ROOMS]}\ntimeout = {SECONDS}.0\nexcluded-modules = []\ntest-command = {run!r}\n"
            "[cosmic-ray.distributor]\nname = 'local'\n"
        )
        _cosmic_ray(home, "init", "mutants.toml", "mutants.sqlite")
        with sqlite3.connect(home / "mutants.sqlite") as session:
            chosen = sample(session, home, asked.n, asked.seed)
            every = [job for (job,) in session.execute("select job_id from work_items")]
            gone = [(job,) for job in every if job not in chosen]
            for table in ("mutation_specs", "work_items"):
                session.executemany(f"delete from {table} where job_id = ?", gone)
        _cosmic_ray(home, "baseline", "mutants.toml")
        _cosmic_ray(home, "exec", "mutants.toml", "mutants.sqlite")
        with sqlite3.connect(home / "mutants.sqlite") as session:
            report(session)


def _cosmic_ray(home: Path, *command: str) -> None:
    uv = Path(sys.executable).with_name("uv")
    paths = {**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1", "ISNAD_CORPORA": str(ROOT.parent / "shared/corpora")}
    subprocess.run([uv, "tool", "run", "--quiet", "--from", f"cosmic-ray=={VERSION}", "cosmic-ray", *command], cwd=home, env=paths, check=True)


def sample(session: sqlite3.Connection, home: Path, n: int, seed: int) -> set[str]:
    """The jobs of `n` places in the code that can be wrong in a way that a test can see."""
    specs = session.execute(
        "select job_id, module_path, operator_name, start_pos_row, start_pos_col from mutation_specs order by module_path, start_pos_row, start_pos_col, operator_name, occurrence"
    ).fetchall()
    silent = {path: _annotated(home / path) for path in {spec[1] for spec in specs}}
    lines = {path: (home / path).read_text(encoding="utf-8").splitlines() for path in silent}
    places: dict[tuple, list[str]] = {}
    for job, path, operator, row, column in specs:
        if (
            operator not in IDLE
            and not _equal(operator, lines[path][row - 1])
            and not any(first <= (row, column) < last for first, last in silent[path])
        ):
            places.setdefault((path, row, column), []).append(job)
    chance = random.Random(seed)
    print(f"{len(specs):,} faults at {len(places):,} places of {len(silent)} files; {min(n, len(places))} places are tried (seed {seed})", flush=True)
    return {chance.choice(places[place]) for place in chance.sample(sorted(places), min(n, len(places)))}


def _equal(operator: str, line: str) -> bool:
    return line.lstrip().startswith(EQUAL[0]) or (operator == "core/ReplaceTrueWithFalse" and EQUAL[1] in line)


def _annotated(file: Path) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the file's type annotations stand, from … to: (line, column)."""
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        hints = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        found += [((hint.lineno, hint.col_offset), (hint.end_lineno, hint.end_col_offset)) for hint in hints if hint is not None]
    return found


def report(session: sqlite3.Connection) -> None:
    """How many faults the tests found; those that they did not, to be read."""
    rows = session.execute(
        "select module_path, start_pos_row, operator_name, test_outcome, diff from mutation_specs join work_results using (job_id) order by module_path, start_pos_row"
    ).fetchall()
    alive = [row for row in rows if "SURVIVED" in str(row[3]).upper()]
    for path, line, operator, _, diff in alive:
        print(f"\nalive: {path}:{line} {operator}")
        print("\n".join(line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")))
    print(f"\n{len(rows) - len(alive)} of {len(rows)} faults killed: {(len(rows) - len(alive)) / max(len(rows), 1):.0%}")


if __name__ == "__main__":
    main()
