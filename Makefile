# Two commands: `make demo` shows Rejoinder on an invented case, `make check` runs every test.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
READY := $(VENV)/.ready

.PHONY: demo check score lint types layers tests offline browser clean

demo: $(READY)  ## An invented case, built, audited and shown.
	rm -rf demo-case
	$(VENV)/bin/rejoinder demo demo-case

check: $(READY) lint types layers browser tests  ## Everything that must hold.

score: $(READY)  ## Accuracy and speed on real corpora, where they are on this machine.
	$(UV) sync --quiet --frozen --all-groups
	$(VENV)/bin/python -m bench.score

lint: $(READY)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .

types: $(READY)
	$(VENV)/bin/mypy

layers: $(READY)
	$(VENV)/bin/lint-imports

browser:  ## The browser in which the screen is tested, where it may be installed.
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	|| { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && echo "Installing Debian's chromium for the browser tests." \
	&& apt-get update -qq >/dev/null && apt-get install -y -qq chromium >/dev/null; } \
	|| echo "No chromium here, and no leave to install it: the browser tests are skipped."

tests: $(READY)  ## The browser's by themselves, since they hold what a person waits for to its bars.
	$(WITHIN) $(VENV)/bin/pytest tests/browser --cov --cov-report=
	$(WITHIN) $(VENV)/bin/pytest --ignore=tests/browser --numprocesses=auto --cov --cov-append --cov-report=term:skip-covered

offline:  ## Every test where nothing outside this computer can be reached, if the system permits it.
	$(MAKE) tests WITHIN="$(VENV)/bin/python -m bench.offline"

clean:
	rm -rf $(VENV) demo-case dist

$(READY): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Rejoinder needs Python 3.11 or later; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12"; exit 2; }
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv"; exit 2; }
	@test -x $(UV) || $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv
	UV_PROJECT_ENVIRONMENT=$(VENV) $(UV) sync --quiet --frozen --inexact --group dev
	@touch $(READY)
