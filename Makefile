# Everything runs in .venv, which is made here and made anew when pyproject.toml or constraints.txt is newer.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
AS_ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
CHROMIUM := /usr/bin/chromium
# The clock of the published reports: the same data and rules give the same bytes.
PUBLISHED := 2026-11-23T12:00:00Z

.PHONY: help audit check test style docs picture chromium axe

help:
	@echo "make audit   audit every dataset that ships, and write reports/"
	@echo "make check   what to run all day: style, types, quick tests"
	@echo "make test    everything, as CI runs it"
	@echo "make docs    the generated pages, made anew"

audit: $(VENV)/run.stamp
	@$(BIN)/tieout audit --fail-on never --now $(PUBLISHED)

check: $(VENV)/dev.stamp style
	@$(BIN)/pytest -q -n 2 --dist worksteal --hypothesis-profile quick -m "not slow and not browser"

test: $(VENV)/dev.stamp chromium axe style
	@$(BIN)/lint-imports
	@$(BIN)/pytest -n 2 --dist worksteal

style: $(VENV)/dev.stamp
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

docs: $(VENV)/run.stamp
	@$(BIN)/tieout checks --write

# The README's picture, taken from the published report.
picture: $(VENV)/dev.stamp chromium
	@$(BIN)/python tests/browser/picture.py reports/example-city-incidents/index.html docs/report.png

# ---- the environment -------------------------------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "tieout needs Python 3.11 or newer as '$(PYTHON)'; name another with: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "Python's venv is missing; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV)

# What a run needs. A new interpreter makes a new environment, and so does one that no longer starts.
$(VENV)/run.stamp: pyproject.toml constraints.txt $(BIN)/python
	@$(BIN)/python -c pass 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing what tieout needs into $(VENV) ..."
	@$(PIP) install -qq -c constraints.txt -e .
	@touch $@

# What the tests need besides. pip reads dependency groups from 25.1 on.
$(VENV)/dev.stamp: $(VENV)/run.stamp
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) install -qq --upgrade "pip>=25.1"
	@$(PIP) install -qq -c constraints.txt -e ".[excel]" --group dev
	@touch $@

chromium:
	@[ -x $(CHROMIUM) ] || { echo "Installing Chromium for the report's tests ..."; \
	  $(AS_ROOT) apt-get update -qq && $(AS_ROOT) apt-get install -y -qq chromium >/dev/null; }

axe:
	@[ ! -f tests/browser/get_axe.sh ] || bash tests/browser/get_axe.sh
