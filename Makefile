# Each target sets up what it needs: a virtual environment from requirements.lock, once. After that nothing goes online.
# Needs Python 3.11 or later, and make.

PYTHON ?= python3
VENV ?= .venv
BUILD ?= build
# Further arguments for pytest: make unit ARGS="-k money -x"
ARGS ?=
# The module that `make mutants` breaks, by its name under hostbilling, and the percent its tests must notice.
MODULE ?= money
LEAST ?= 90

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PY := $(VENV)/bin/python
READY := $(VENV)/.ready
CODE := $(wildcard src tests examples)
# Where make can, it holds back the output of a running check, so that checks run side by side and read one by one.
SIDE_BY_SIDE := --no-print-directory --keep-going --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

# Its own check for a newer release is the only thing that pyright would ask the network.
export PYRIGHT_PYTHON_IGNORE_WARNINGS = 1

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): requirements.lock pyproject.toml
	@echo "== setting up $(VENV): once, about a minute"
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("hostbilling needs Python 3.11 or later, this is " + sys.version)'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: setup
setup: $(READY) ## the environment the other targets use

# ------------------------------------------------------------------------------------ run it

.PHONY: demo
demo: $(READY) ## a small hosting company's year; writes its report under build/
	@$(PY) -m examples.sqlite_host

.PHONY: bench
bench: $(READY) ## measurements as ratios
	@$(PY) -m tests.bench $(ARGS)

.PHONY: look
look: $(READY) docs ## pages in a real browser, as pictures under build/look
	@$(PY) -m tests.look $(BUILD)

# ------------------------------------------------------------------------------------ prove it

CHECKS := unit format lint mypy pyright imports docs wheel
LOG := $(BUILD)/test.log

.PHONY: test
test: $(READY) ## every check: lint, types, imports, docs, tests, the wheel
	@mkdir -p $(BUILD)
	@begin=$$SECONDS; \
	if $(MAKE) $(SIDE_BY_SIDE) $(CHECKS) 2>&1 | tee $(LOG); \
	then echo "== all of it holds: $(CHECKS), after $$((SECONDS - begin)) s"; \
	else echo "== broken:$$(sed -nE 's/^make.*\*\*\* \[[^]]*: ([a-z]+)\] Error.*/ \1/p' $(LOG) | tr -d '\n')," \
		"after $$((SECONDS - begin)) s; the whole story is in $(LOG)"; exit 1; fi

.PHONY: unit
unit: $(READY) ## the tests
	@echo "== tests"
	@$(PY) -m pytest --numprocesses=2 --dist=worksteal $(ARGS)

# Apart from `make test`: tracing every line makes the tests three times as slow.
.PHONY: coverage
coverage: $(READY) ## the tests, and which lines and branches they reach
	@$(PY) -m pytest --numprocesses=2 --dist=worksteal --cov --cov-report=term $(ARGS)

.PHONY: types
types: mypy pyright ## mypy --strict and pyright

.PHONY: mypy
mypy: $(READY)
	@echo "== mypy"
	@$(PY) -m mypy $(CODE)

.PHONY: pyright
pyright: $(READY)
	@echo "== pyright"
	@$(PY) -m pyright --pythonpath $(PY) --warnings

.PHONY: format
format: $(READY)
	@echo "== ruff format"
	@$(PY) -m ruff format --check --diff --quiet .

.PHONY: lint
lint: $(READY) ## ruff
	@echo "== ruff check"
	@$(PY) -m ruff check .

.PHONY: imports
imports: $(READY) ## layers and purity by import-linter
	@echo "== import-linter"
	@$(VENV)/bin/lint-imports --no-logo --cache-dir $(VENV)/import-linter

.PHONY: docs
docs: $(READY) ## the manual, every reference resolved
	@echo "== docs"
	@$(PY) -m sphinx --nitpicky --fail-on-warning --keep-going --quiet -d $(BUILD)/doctrees docs $(BUILD)/docs
	@echo "the manual is at $(BUILD)/docs/index.html"

# What a user installs: the wheel, unpacked where no source tree is on the path.
.PHONY: wheel
wheel: $(READY) ## build the wheel, and run against it every snippet of the docs, every case and the example's year
	@echo "== wheel"
	@rm -rf $(BUILD)/wheel
	@$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir $(BUILD)/wheel .
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-index --target $(BUILD)/wheel/site $(BUILD)/wheel/*.whl
	@HOSTBILLING_WHEEL=$(abspath $(BUILD))/wheel HYPOTHESIS_PROFILE=quick PYTHONPATH=$(abspath $(BUILD))/wheel/site \
		$(PY) -m pytest --quiet -p no:cacheprovider \
		tests/test_wheel.py tests/test_import.py tests/test_docs.py tests/test_cases.py tests/hosts/test_year.py

.PHONY: mutants
mutants: $(READY) ## break one module on purpose: make mutants MODULE=money LEAST=95
	@$(PY) -m tests.mutants $(MODULE) --least $(LEAST)

# ------------------------------------------------------------------------------------ keep it

.PHONY: fix
fix: $(READY) ## format, and mend what ruff can mend
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

# Packages younger than a week are left out: most bad releases are gone by then.
.PHONY: lock
lock: ## choose the newest versions again, and write requirements.lock
	@test -x $(VENV)/lock/bin/uv || { $(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/python -m pip install --quiet uv; }
	@$(VENV)/lock/bin/uv pip compile --quiet --universal --upgrade --python-version 3.11 --all-extras --group dev \
		--exclude-newer "$$($(PYTHON) -c 'import datetime as d; print(d.date.today() - d.timedelta(days=7))')" \
		--generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
		--output-file requirements.lock pyproject.toml
	@{ echo "# Versions and hashes of everything 'make' installs. Written by 'make lock' from pyproject.toml."; \
		cat requirements.lock; } > requirements.lock.new && mv requirements.lock.new requirements.lock
	@grep -c '==' requirements.lock | sed 's/$$/ packages locked/'

.PHONY: clean
clean: ## remove what the other targets made
	rm -rf .venv .venv-* $(BUILD) dist docs/reference/api .*_cache .import_linter_cache .hypothesis .coverage*
	find src tests examples docs -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
