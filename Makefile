# The two commands a newcomer needs: `make run` builds the graph of seeds/ into out/, `make test` runs every test.
# All of it happens in $(VENV), from the locked versions; `make help` lists the rest.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: help run test lint types contracts quality gold bench lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 18

run: $(VENV)/.run ## build the graph of seeds/ into out/ and say what was found
	$(BIN)/kg build seeds --out out

test: $(VENV)/.dev ## all tests, with branch coverage
	$(BIN)/python -m pytest --cov --cov-fail-under=90 $(ARGS)

lint: $(VENV)/.dev ## rules and format of the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/.dev ## mypy, strict
	$(BIN)/mypy

contracts: $(VENV)/.dev ## who may import whom
	$(BIN)/lint-imports

quality: gold $(VENV)/.dev ## score against gold annotation, fail below the pins: KG_GOLD=folders make quality
	$(BIN)/python -m tests.quality $(KG_GOLD)

gold:
	@if [ -z "$(KG_GOLD)" ]; then \
	  echo 'KG_GOLD must name folders with annotated articles, one of them with score.py, for example:' >&2; \
	  echo '  KG_GOLD="gold gold2" make quality' >&2; exit 2; fi

bench: $(VENV)/.dev ## the seconds a user waits; words a second (over the corpus of KG_SHARED=folder)
	$(BIN)/python -m tests.benchmarks.speed
	$(BIN)/python -m tests.benchmarks.throughput
	$(BIN)/python -m tests.benchmarks.growth

lock: ## renew .requirements/*.txt from pyproject.toml (needs uv)
	$(LOCK) pyproject.toml .requirements/build.in -o .requirements/run.txt
	$(LOCK) pyproject.toml .requirements/build.in --extra dev -c .requirements/run.txt -o .requirements/dev.txt

clean: ## remove what the other commands made
	rm -rf $(VENV) out build dist .coverage .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# A stamp stands for an installed environment; it is renewed when what was installed has changed.
$(VENV)/.run: pyproject.toml .requirements/run.txt | $(BIN)/python
	$(INSTALL) --require-hashes -r .requirements/run.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

# The development lock holds everything of the other one.
$(VENV)/.dev: pyproject.toml .requirements/run.txt .requirements/dev.txt | $(BIN)/python
	$(INSTALL) --require-hashes -r .requirements/dev.txt
	$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $(VENV)/.run $@
