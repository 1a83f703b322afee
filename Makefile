# One environment for everything: .venv, installed from the lock files.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests wait for processes half their time, so there are more workers than cores.
WORKERS := $(shell $(PYTHON) -c 'import os; print(os.cpu_count() * 3 // 2)')
# What is compiled once serves all the processes that tests start, whatever the environment says.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run demo test test-fast lint bench lock migrate clean

run: $(VENV)/.run        ## install, migrate, serve at http://127.0.0.1:8000
	$(BIN)/parley serve

demo: $(VENV)/.run       ## one build from a sample brief to a bundle in out/
	$(BIN)/parley build --brief tests/briefs/dental-clinic.txt --yes --out out

test: $(VENV)/.dev       ## every test
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not load"
	$(BIN)/pytest -n auto --dist load --maxschedchunk 1 -m load

test-fast: $(VENV)/.dev  ## every test but those with many processes or turns
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not load"

lint: $(VENV)/.dev       ## formatting, style, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev      ## the figures of docs/performance.md, measured afresh
	$(BIN)/python -m bench

migrate: $(VENV)/.run    ## bring the configured database to the newest schema
	$(BIN)/parley db upgrade

lock: $(VENV)/.dev       ## resolve the lock files anew from pyproject.toml
	$(BIN)/python scripts/lock.py

clean:
	rm -rf $(VENV) out

$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Parley needs Python 3.11 or later; name one: make run PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@
