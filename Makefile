# Saturday: everything starts here. `make run` and `make test` need Python 3.11+ and make, no more.
SHELL := /bin/sh
PORT ?= 8000
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
export PYTHONDONTWRITEBYTECODE := 1

.PHONY: run setup test bench check clean lock

run: setup
	$(BIN)/flask --app wsgi directory prepare
	@echo "Saturday is at http://127.0.0.1:$(PORT) (stop it with Ctrl-C)"
	$(BIN)/gunicorn --no-control-socket --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 wsgi:app

setup: $(VENV)/.installed

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.installed-dev
	$(BIN)/python -m bench

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/guards

clean:
	rm -rf $(VENV) instance .mypy_cache .ruff_cache .hypothesis

# Locks: hashes, and no address of any registry.
lock:
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras -o requirements.txt requirements.in
	$(BIN)/pip-compile -q --generate-hashes --no-emit-index-url --no-emit-find-links --strip-extras -o requirements-dev.txt requirements-dev.in

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Saturday needs Python 3.11 or newer: install it, or name it with PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(BIN)/python
	$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.installed
