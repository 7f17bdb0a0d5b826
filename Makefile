# Two commands are enough on a fresh machine: make run, make test.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test test-httpx2 check bench setup clean

run: setup
	@packaging/run.sh

test: setup
	@packaging/with-keyring.sh $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

# The same code on httpx2, the continuation of httpx.
test-httpx2: setup
	@$(BIN)/python -m pytest -p tests.with_httpx2 tests/app/wire tests/app/http $(ARGS)

check: setup
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup
	@packaging/with-keyring.sh $(BIN)/python -m tests.bench $(ARGS)

setup: system .venv/.installed

.PHONY: system
system:
	@PYTHON=$(PYTHON) packaging/install-system.sh

.venv/.installed: pyproject.toml packaging/constraints.txt | system
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sonde needs Python 3.11 or newer; set PYTHON=...")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint packaging/constraints.txt --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist shots .mypy_cache .ruff_cache .import_linter_cache .hypothesis
