# `make help` lists what there is. A step runs again only when what it is made from has changed.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:

BIN := .venv/bin
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install -q
RUNTIME := .venv/.runtime
EDITABLE := .venv/.editable
TESTING := .venv/.testing
NODE := node_modules/.installed
# A test process a core and one more, since many wait for servers and browsers; each has its own
# servers, and neighbours in a file stay together at first.
WORKERS := -n $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1) --maxprocesses 4 --dist worksteal
ASSETS := build/.fonts build/.styles build/.pictures

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /    make \1@/p' Makefile | tr '@' '\t' | expand -t 20

run: setup ## Install what is missing, then serve a demonstration (ARGS="--port 8080")
	$(BIN)/birthwords serve --demo $(ARGS)

# Many processes load the same modules: each is compiled once, whatever the environment says of that.
test content: export PYTHONDONTWRITEBYTECODE :=

test: testing ## Install what the tests need, then run them all (ARGS="tests/checks -x", ARGS="-n 0")
	$(BIN)/python -m pytest $(WORKERS) $(ARGS)

setup: system $(EDITABLE) $(ASSETS) ## Install system libraries, Python and Node packages; build fonts, styles and the demonstration
	@$(BIN)/birthwords snapshot

testing: ## Install what tests, linters and measurements need on top
	@setup/system.sh test "$$(setup/python.sh)"
	@$(MAKE) system $(EDITABLE) $(ASSETS) $(TESTING)

lint: $(EDITABLE) $(TESTING) ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: $(TESTING) ## Bring the code into the house's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: ## Measure; one JSON object a line (ONLY=print|drafts|workbench|plans|editions|service|reading)
	@$(MAKE) testing >&2
	@$(BIN)/python -m tests.bench $(ONLY)

content: testing ## Say how plain the English is, look at all drafts, print samples (ARGS="--all", ARGS=ro, ARGS=--plain)
	@$(BIN)/python -m tests.content $(ARGS)

interop: testing ## Walk files through other programs and back (ONLY=omegat,gettext OASIS=/path TOOLKIT=/path)
	@setup/interop.sh
	@$(BIN)/python -m tests.interop $(ONLY)

pins: build/pins/bin/uv ## Compute the pinned requirements anew (UPGRADE=--upgrade for newer ones)
	build/pins/bin/uv pip compile $(COMPILE) --excludes requirements.excludes requirements.in -o requirements.txt
	build/pins/bin/uv pip compile $(COMPILE) requirements-dev.in -o requirements-dev.txt
	npm install $(LOCK)
	npm install $(LOCK) --prefix tests/interop --legacy-peer-deps
	for lock in ./package-lock.json ./tests/interop/package-lock.json; do node -e 'const file = process.argv[1], lock = require(file); Object.values(lock.packages).forEach((entry) => delete entry.funding); require("fs").writeFileSync(file, JSON.stringify(lock, null, 2) + "\n")' $$lock; done

clean: ## Remove what was built; the data folder stays
	rm -rf .venv build node_modules *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

.PHONY: help run test setup testing lint format bench content interop pins clean system node

COMPILE = $(UPGRADE) -q --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate
LOCK = --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved

system:
	@setup/system.sh run "$$(setup/python.sh)"

node:
	@node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' && npm --version >/dev/null || \
		{ echo "Birthwords needs Node 18 or newer with npm. On Debian: sudo apt-get install nodejs npm" >&2; exit 1; }

$(RUNTIME): requirements.txt | system
	@$(BIN)/python -c '' 2>/dev/null || { echo "Making .venv"; "$$(setup/python.sh)" -m venv --clear .venv; }
	@echo "Installing the pinned Python packages"
	@# The list is whole but for requirements.excludes, which pip would otherwise ask for.
	@$(PIP) --no-deps --require-hashes -r requirements.txt
	@touch $@

$(EDITABLE): $(RUNTIME) pyproject.toml requirements.in
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(TESTING): $(RUNTIME) requirements-dev.txt
	@echo "Installing the pinned packages for tests and linters"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(NODE): package.json package-lock.json | node
	@echo "Installing the pinned Node packages"
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

build/.fonts: $(EDITABLE) app/assets/__init__.py app/assets/__main__.py app/assets/fonts.py
	@$(BIN)/python -m app.assets fonts
	@touch $@

build/.styles: $(EDITABLE) $(NODE) app/assets/styles.py app/assets/web_fonts.py app/assets/node.py \
    content/languages.yaml $(wildcard templates/assets/*)
	@$(BIN)/python -m app.assets styles
	@touch $@

build/.pictures: $(EDITABLE) $(NODE) app/assets/pictures.py app/assets/node.py app/pictures.py content/pictures/pictures.yaml \
    $(wildcard content/pictures/drawings/*)
	@$(BIN)/python -m app.assets pictures
	@touch $@

build/pins/bin/uv:
	@"$$(setup/python.sh)" -m venv build/pins
	@build/pins/bin/python -m pip install -q uv
