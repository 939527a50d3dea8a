# Every target does its own set-up: it needs Python 3.11 or later, git and make.
PYTHON ?= python3
UV := $(or $(shell command -v uv 2>/dev/null),.uv/bin/uv)
RUN := $(UV) run --locked
READ := $(UV) run --locked --no-dev
PACKS ?= ../shared/data ../shared/data_2026
OUT ?= brief-minusma
JOBS ?= 2

.PHONY: brief serve test test-slow check format starter
.DEFAULT_GOAL := brief

brief: .venv/reader  ## Write the brief on MINUSMA as of 16 June 2023 to $(OUT)/
	$(READ) peaceops brief MINUSMA --as-of 2023-06-16 --case minusma-2023-06 --out $(OUT)

# What the desk needs besides, and what it reads documents and writes slides with.
DESK := --extra web --extra reading --extra slide

serve: .venv/desk  ## Open the desk in your browser
	$(READ) $(DESK) peaceops serve --open

# Tests of one file share what they compose or build: a file stays on one core.
PYTEST := $(RUN) --all-extras pytest -n $(JOBS) --dist loadfile

test: .venv/ready  ## Run the tests that are quick, on JOBS cores
	$(PYTEST) -m "not slow"
	@echo "Not run: what is marked slow (whole commands, kills, many dates). Run it by: make test-slow"

# By name, for sorted by number of tests the longest one would begin last, and run alone.
test-slow: .venv/ready  ## Run the tests that take long; CI runs both
	$(PYTEST) --no-loadscope-reorder -m slow

check: .venv/ready  ## Run the linter, the format check and the type checker
	$(RUN) --all-extras ruff check
	$(RUN) --all-extras ruff format --check
	$(RUN) --all-extras mypy

format: .venv/ready  ## Format the code and mend what the linter can
	$(RUN) ruff check --fix
	$(RUN) ruff format

starter: .venv/ready  ## Rebuild the starter edition from the public data packs in $(PACKS)
	$(RUN) python scripts/make_starter.py $(PACKS)

# A reader needs the program alone; what developers need besides comes with the first test or check.
# Neither takes away what the other put there, so that both work in either order.
.venv/reader: pyproject.toml uv.lock $(if $(filter .uv/bin/uv,$(UV)),.uv/bin/uv)
	$(UV) sync --locked --no-dev --inexact
	@touch $@

.venv/desk: .venv/reader
	$(UV) sync --locked --no-dev --inexact $(DESK)
	@touch $@

# The code is compiled once, and not by each worker of the tests for itself.
.venv/ready: .venv/reader
	$(UV) sync --locked --inexact
	$(RUN) python -m compileall -q -j $(JOBS) src
	@touch $@

.uv/bin/uv:
	$(PYTHON) scripts/bring_uv.py
