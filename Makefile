# Two commands do everything: `make report` and `make test`. Each works first, from a fresh clone.
PYTHON ?= python3
VENV := .venv
# Compiled once when installed, not at each start of a process where PYTHONDONTWRITEBYTECODE is set.
export UV_COMPILE_BYTECODE := 1
BIN := $(VENV)/bin
UV := $(VENV)/bin/uv
CORPUS ?= seeds
ARGS ?=

.PHONY: report test lint lab clean-room lock bench train accuracy mutants audit docs clean help

help:  ## What there is to make
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/uv: lock/uv.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Isnad needs Python 3.11 or later: make PYTHON=/path/to/python3"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r lock/uv.txt
	touch $@

$(VENV)/run: $(VENV)/uv lock/requirements.txt pyproject.toml
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r lock/requirements.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q toolkit
	touch $@

$(VENV)/dev: $(VENV)/run lock/requirements-dev.txt
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r lock/requirements-dev.txt
	touch $@

# matplotlib as it was before it shaped Arabic itself: the tests draw with both.
$(VENV)/old-matplotlib: $(VENV)/dev lock/old-matplotlib.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --require-hashes --target $(VENV)/old-matplotlib.new -r lock/old-matplotlib.txt
	rm -rf $@ && mv $(VENV)/old-matplotlib.new $@ && touch $@

# CAMeL Tools apart from its models and from PyTorch: the tests of its adapter use the real classes.
$(VENV)/camel: $(VENV)/dev lock/camel.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --require-hashes --target $(VENV)/camel.new -r lock/camel.txt
	rm -rf $@ && mv $(VENV)/camel.new $@ && touch $@

report: $(VENV)/run  ## Run every notebook on seeds/ (or CORPUS=…) and render the reports
	$(BIN)/isnad report $(CORPUS) $(ARGS)

test: $(VENV)/dev $(VENV)/old-matplotlib $(VENV)/camel  ## Run the tests, two at a time (a part: ARGS="tests/words -n 0")
	$(BIN)/python -m pytest -n 2 --dist loadscope $(ARGS)

lint: $(VENV)/dev  ## Style, types, notebooks without outputs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/nbstripout --verify notebooks/*.ipynb

lab: $(VENV)/run  ## JupyterLab with right-to-left prose and cells
	JUPYTER_CONFIG_DIR=$(CURDIR)/.jupyter $(BIN)/jupyter lab --custom-css --notebook-dir=$(CURDIR) $(ARGS)

clean-room:  ## Prove that a fresh clone needs nothing installed by hand
	bash scripts/clean_room.sh

lock: $(VENV)/uv  ## Compile the hash-pinned locks from pyproject.toml
	$(UV) pip compile --quiet --universal --generate-hashes pyproject.toml --group build -o lock/requirements.txt
	$(UV) pip compile --quiet --universal --generate-hashes pyproject.toml --group dev -c lock/requirements.txt -o lock/requirements-dev.txt
	$(UV) pip compile --quiet --universal --generate-hashes --no-deps lock/camel.in -o lock/camel.txt
	$(BIN)/python scripts/conda_environment.py

bench: $(VENV)/dev  ## Figures beside those of other tools (needs ../shared)
	$(UV) pip install --quiet --python $(BIN)/python --group bench
	$(BIN)/python benchmarks/run.py $(ARGS)

train: $(VENV)/dev  ## Train the models on the labels of benchmarks/gold (needs the texts in ../shared)
	$(UV) pip install --quiet --python $(BIN)/python --group train
	PYTHONPATH=. $(BIN)/python scripts/train.py

mutants: $(VENV)/dev  ## Put small faults into sentence, attribution, entities, tagging, and see whether the tests find them (ARGS="--n 60 --seed 1")
	$(BIN)/python scripts/mutants.py $(ARGS)

accuracy: $(VENV)/dev  ## Cross-validate the models over articles, by type, by outlet, by rule (needs the texts in ../shared)
	$(UV) pip install --quiet --python $(BIN)/python --group train
	PYTHONPATH=. $(BIN)/python scripts/train.py accuracy

audit: $(VENV)/uv  ## Known faults of what the lock pins (needs a network; what cannot be looked up is an error)
	$(UV) tool run pip-audit --strict --require-hashes --disable-pip -r lock/requirements.txt

docs: $(VENV)/dev  ## The guides as a site with offline search, and the API page from the docstrings, into site/
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict
	$(BIN)/pdoc --docformat markdown --no-show-source -o site/api toolkit

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
