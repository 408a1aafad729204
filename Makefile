# Every target works from a fresh checkout; `make` alone tells what there is.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
DATASET := pesisir-barat-2024
OUT := out/$(DATASET)
# Of the demo's result and papers: id or en.
LANGUAGE := id
ONLY :=
# Which part of the long tests: 2/4 is the second quarter.
SHARE := 1/1
# SERVE=0 makes the demo ready and ends before its first page.
SERVE := 1
PORT := 8000
# As many workers as a small machine has; a module's tests share one, so
# that what they share is made once.
WORKERS := 2
PARALLEL = -n $(WORKERS) --dist loadscope
PYTEST := $(BIN)/pytest
ASSETS := src/sampai/web/assets
# The words of the site, compiled whenever one of them changes.
SAID := $(shell find src/sampai/web -name '*.po' -not -name '._*')
PACKAGE := $(shell find src/sampai -name '*.py' -not -name '._*' \
  -not -path '*/migrations/*')

.PHONY: help
help: ## Print the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) \
	  | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

# --- set-up -----------------------------------------------------------------

$(BIN)/python:
	@scripts/venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@scripts/install $(VENV) requirements.lock
	@touch $@

$(VENV)/.develop: requirements-dev.lock pyproject.toml | $(VENV)/.run
	@scripts/install $(VENV) requirements-dev.lock
	@touch $@

$(VENV)/.assets: $(addprefix $(ASSETS)/,package-lock.json wanted.toml) \
  $(SAID) | $(VENV)/.run
	@scripts/assets $(VENV)
	@$(BIN)/python -m sampai.web.assets.compiling
	@touch $@

.PHONY: setup
setup: $(VENV)/.develop $(VENV)/.assets ## Make all that running and developing need

# --- use --------------------------------------------------------------------

.PHONY: demo
demo: $(VENV)/.assets ## Plan Pesisir Barat 2024 and serve the site with it
	@$(BIN)/sampai plan $(DATASET) --out $(OUT) --robust --language $(LANGUAGE)
	@$(BIN)/sampai serve --demo $(DATASET) --operation $(OUT) --port $(PORT) \
	  $(if $(filter 0,$(SERVE)),--prepare-only)

.PHONY: prices
prices: $(VENV)/.run ## What an hour, a day, a vehicle or a hub more would buy
	@$(BIN)/sampai prices $(DATASET) $(OUT) --language $(LANGUAGE)

.PHONY: template
template: $(VENV)/.run ## Write an empty workbook to fill in, out/template.xlsx
	@$(BIN)/sampai template out/template.xlsx

# --- checks -----------------------------------------------------------------

.PHONY: check
check: $(VENV)/.develop ## Lint, format, types, layers, docstrings
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/lint-imports > $(VENV)/layers.txt || { cat $(VENV)/layers.txt; exit 1; }
	@$(BIN)/numpydoc lint $(PACKAGE)
	@echo "ruff, mypy, import-linter and numpydoc find nothing to mend"

.PHONY: test
test: check $(VENV)/.assets ## What review runs: check, then the quick tests
	@$(PYTEST) $(PARALLEL)

# Where a PostgreSQL answers on the local default port, the tests of the site
# run on it as well; the word trust must be enough to enter.
POSTGRES := postgres://postgres@127.0.0.1:5432/sampai

.PHONY: test-postgres
test-postgres: $(VENV)/.develop $(VENV)/.assets ## The tests of the site on PostgreSQL
	@scripts/postgres || { echo "No PostgreSQL answers on 127.0.0.1:5432"; exit 1; }
	@SAMPAI_TEST_DATABASE=$(POSTGRES) $(PYTEST) $(PARALLEL) tests/web

.PHONY: test-long
test-long: $(VENV)/.develop ## The tests that take minutes
	@SAMPAI_HYPOTHESIS=long $(PYTEST) $(PARALLEL) -m slow --share $(SHARE) \
	  || [ $$? = 5 ] # 5: this share holds no test

.PHONY: test-browser
test-browser: $(VENV)/.develop $(VENV)/.assets ## The site in Debian's Chromium, as its users meet it
	@scripts/chromium
	@$(PYTEST) -m browser tests/browser

.PHONY: cover
cover: $(VENV)/.develop ## The quick tests with coverage of lines and branches
	@$(PYTEST) $(PARALLEL) --cov --cov-report=term

.PHONY: bench
bench: $(VENV)/.develop ## Measure the figures; ONLY=plan runs a part
	@$(BIN)/python bench/run.py $(ONLY)

# --- what is generated ------------------------------------------------------

.PHONY: golden
golden: $(VENV)/.develop ## Rewrite the golden files; read the diff
	@SAMPAI_GOLDEN=write $(PYTEST) -m "slow or not slow" -k golden
	@git --no-pager diff --stat -- tests/golden

.PHONY: docs
docs: $(VENV)/.develop ## Rewrite the generated pages of the reference
	@$(BIN)/python docs/generate.py

.PHONY: screenshots
screenshots: $(VENV)/.develop $(VENV)/.assets ## Take the pictures of docs/site.md anew; look at them
	@scripts/chromium
	@$(BIN)/python -m docs.screenshots $(ONLY)

.PHONY: locks
locks: $(VENV)/.develop ## Pin every dependency anew, with hashes
	@$(call compile,requirements.lock)
	@$(call compile,requirements-dev.lock,\
	  --extra bench --group dev --constraint requirements.lock)
	@scripts/assets $(VENV) lock

compile = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-emit-find-links --upgrade \
  --custom-compile-command "make locks" $(2) pyproject.toml -o $(1)

.PHONY: clean
clean: ## Remove what was generated, but not .venv
	@rm -rf out dist .mypy_cache .ruff_cache .pytest_cache .hypothesis \
	  .import_linter_cache .coverage bench/out.json
	@find src tests bench docs -name __pycache__ -prune -exec rm -rf {} +
