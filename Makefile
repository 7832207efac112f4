# Everything a person needs to run, test and check Svodka. `make help` lists the targets.
# Needs Python 3.11 to 3.13 and pip; no compiler, no system package.

PYTHON ?= python3
VENV ?= .venv
SERVE ?=
PYTEST ?= -q
BENCH ?=
FUZZ ?= 60

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SOURCES := pyproject.toml constraints.txt

# Two BLAS threads on two busy cores are many times slower than one (see benchmarks/).
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help serve test lint fmt quality roles bench fuzz schema clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/.installed ## start the service on http://127.0.0.1:8000 (SERVE='--port 8080')
	$(BIN)/svodka serve $(SERVE)

test: $(VENV)/.installed-test ## run the tests (PYTEST='-q tests/test_cases.py')
	$(BIN)/python -m pytest $(PYTEST)

lint: $(VENV)/.installed-test ## ruff, its formatter and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

fmt: $(VENV)/.installed-test ## put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

quality: $(VENV)/.installed ## score the engine on corpus/gold and hold it to corpus/floors.json
	$(BIN)/python -m corpus.evaluation

roles: $(VENV)/.installed-test ## learn the weights of people's roles anew from the corpus and measure them
	$(BIN)/python -m corpus.role_training

bench: $(VENV)/.installed ## speed and memory against natasha's own pipeline (BENCH='--floor 5')
	$(BIN)/python -m benchmarks $(BENCH)

fuzz: $(VENV)/.installed-test ## fuzz every reader with atheris (FUZZ=600 for ten minutes)
	$(PIP) install --quiet -c constraints.txt -e '.[fuzz]'
	$(BIN)/python -m tests.fuzz_readers $(FUZZ)

schema: $(VENV)/.installed ## write schemas/record.schema.json anew from extractor/record.py
	$(BIN)/python -m schemas

clean: ## remove the environment and every cache
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are younger than what they were made from, so a second call installs nothing.
$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Svodka needs Python 3.11 to 3.13, PYTHON=$(PYTHON) is " + sys.version.split()[0] if not (3, 11) <= sys.version_info[:2] <= (3, 13) else 0)'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(SOURCES) | $(BIN)/python
	$(PIP) install --quiet -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-test: $(SOURCES) | $(BIN)/python
	$(PIP) install --quiet -c constraints.txt -e '.[test]'
	@touch $(VENV)/.installed $@
