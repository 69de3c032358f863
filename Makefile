# Spelregler: the commands. `make run` is the first one to try.
.DEFAULT_GOAL := run
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export SPELREGLER_HOME ?= $(CURDIR)/var
# One worker more than there are cores: whoever waits for a browser or a program leaves its core to another.
WORKERS ?= $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)
# PostgreSQL is asked beside, by half as many workers as there are cores.
BESIDE ?= $(shell expr \( $$(getconf _NPROCESSORS_ONLN) + 1 \) / 2)
# A run has a home of its own, for the two databases are asked side by side.
PYTEST = env -u SPELREGLER_HOME $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder
ON_POSTGRES = $(BIN)/python tools/with_postgres.py
KNOWS_A_DATABASE := $(addprefix src/spelregler/,apps platform demo config cli)
PIP := $(BIN)/python -m pip --disable-pip-version-check install -q --require-hashes --only-binary :all:

.PHONY: setup setup-dev hooks system run test suite on-sqlite on-postgres mutants measure lint types imports migrations built installs advisories \
	check bench lock

setup: $(VENV)/.ready ## Prepare .venv with what the product needs.

$(VENV)/.ready: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) -r requirements.txt
	printf '%s\n' '$(CURDIR)/src' > "$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/spelregler.pth"
	printf '#!/bin/sh\nexec "%s" -m spelregler "$$@"\n' '$(CURDIR)/$(BIN)/python' > $(BIN)/spelregler
	chmod +x $(BIN)/spelregler
	touch $@

setup-dev: $(VENV)/.ready-dev

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	$(PIP) -r requirements-dev.txt
	touch $@

run: setup ## Build the demo municipality and serve it on http://127.0.0.1:$(PORT).
	$(BIN)/spelregler demo --port $(PORT)

system: ## Chromium, PostgreSQL and the engines of accessibility for the tests, where this user may install them.
	@[ $(MAKELEVEL) != 0 ] || sh tools/install_system_packages.sh # a run within a run has asked already

# The tests start the program hundreds of times: what was compiled is kept, also where the machine says otherwise.
test on-sqlite on-postgres mutants: export PYTHONDONTWRITEBYTECODE =

# Files are handed out whole, in the order that conftest.py gives them: the longest first.
test: setup-dev ## What is quick to ask, on SQLite: while you work.
	$(PYTEST) -m "not long and not postgres" src
	$(PYTEST) -m "not long and not postgres" tests

# The databases side by side: each has its times of waiting, and they are not the same.
suite: setup-dev system ## Every test on SQLite, and on PostgreSQL what can differ there (ADR 51, ADR 53).
	$(MAKE) -j2 --output-sync=target on-sqlite on-postgres

on-sqlite: setup-dev system
	$(PYTEST) -m "not postgres" src stories
	$(PYTEST) tests

on-postgres: setup-dev system
	$(ON_POSTGRES) $(PYTEST) -n $(BESIDE) -m "not once" $(KNOWS_A_DATABASE)
	$(ON_POSTGRES) $(PYTEST) -n $(BESIDE) -m "not browser and not once" tests

mutants: setup-dev ## The share of changes to judges, role rules and checks that a test notices, by sample; outside CI.
	$(PIP) -r requirements-mutants.txt
	$(BIN)/python tools/mutants.py $(PARTS)

measure: setup-dev ## Every kind of page in a browser at every look: four widths, zoom, large letters, paper; minutes.
	MEASURE=all $(PYTEST) -n 1 tests/test_measured_pages.py

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet src

types: setup-dev
	$(BIN)/mypy src/spelregler

imports: setup-dev
	$(BIN)/lint-imports

migrations: setup-dev
	$(BIN)/python -m spelregler.manage makemigrations --check --dry-run

built: setup-dev ## What is made of sources and committed is as they say: the Swedish catalogue, the manual.
	$(BIN)/python tools/compile_messages.py --check
	$(BIN)/python tools/build_help.py --check

advisories: setup-dev ## Known faults of what we depend on: a warning, never a stop. STRICT=--strict before a release.
	$(BIN)/python tools/ask_advisories.py $(STRICT)

hooks: setup-dev ## Let git run what CI runs: the quick part at each commit, all of it at each push.
	$(BIN)/pre-commit install --hook-type pre-commit --hook-type pre-push

installs: setup-dev ## The locks and the wheel in empty environments, with the oldest pip that Python 3.11 brings.
	$(BIN)/python tools/check_install.py

# What is told soon is asked first. Then all the rest side by side, the longest first, so that neither core waits.
check: setup-dev system ## Everything that CI does.
	$(MAKE) -j2 --output-sync=target lint imports migrations built
	$(MAKE) -j3 --output-sync=target on-sqlite installs types advisories on-postgres

bench: setup-dev ## Timings and sizes, printed as a table.
	$(BIN)/python -m bench

lock: ## Renew the lock files (needs uv).
	uv pip compile --no-strip-extras --generate-hashes --universal --no-annotate --no-header --python-version 3.11 requirements.in -o requirements.txt
	uv pip compile --no-strip-extras --generate-hashes --universal --no-annotate --no-header --python-version 3.11 requirements-dev.in -o requirements-dev.txt
	uv pip compile --no-strip-extras --generate-hashes --universal --no-annotate --no-header --python-version 3.11 requirements-mutants.in -o requirements-mutants.txt
