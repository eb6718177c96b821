# Every target makes .venv by itself when it is missing or older than what it is made from.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made-from-$(shell cat pyproject.toml constraints.txt | cksum | cut -d' ' -f1)

PATHS ?= data/raw
AUTHORITIES ?=
SINCE ?=
UNTIL ?=
CONTACT ?=
PORT ?= 8700
DATABASE ?= data/processed/minutes.duckdb
GOLD ?= tests/gold

.PHONY: help ingest notebooks test lint eval quality train bench sample serve-sample report clean

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:[^#]*## /\t/'

ingest: $(STAMP) ## Read PATHS (default: data/raw with the sample) into DATABASE; with AUTHORITIES="kent leeds" [SINCE= UNTIL= CONTACT=] fetch these first
ifneq ($(strip $(AUTHORITIES)),)
	@$(BIN)/ofsted-minutes crawl $(AUTHORITIES) $(if $(SINCE),--since $(SINCE)) $(if $(UNTIL),--until $(UNTIL)) $(if $(CONTACT),--contact '$(CONTACT)') \
	    || test $$? -eq 1 # a host that failed is told above; what the others gave is ingested all the same
endif
	@$(BIN)/ofsted-minutes ingest $(PATHS) --database $(DATABASE)

notebooks: $(STAMP) ## Run the notebooks on DATABASE (made from PATHS when it is missing) and keep them with their charts in data/processed/notebooks
	@test -f $(DATABASE) || $(BIN)/ofsted-minutes ingest $(PATHS) --database $(DATABASE)
	@$(BIN)/python -m tools.notebooks --database $(DATABASE) --out data/processed/notebooks

report: $(STAMP) ## Write the report of DATABASE (made from PATHS when it is missing) into data/processed/report
	@test -f $(DATABASE) || $(BIN)/ofsted-minutes ingest $(PATHS) --database $(DATABASE)
	@$(BIN)/ofsted-minutes report data/processed/report --database $(DATABASE)

test: $(STAMP) ## Run the tests
	@$(BIN)/python -m pytest -n 2

lint: $(STAMP) ## Check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

eval: $(STAMP) ## Score the extractors on the gold documents under GOLD
	@$(BIN)/ofsted-minutes evaluate $(GOLD)

quality: $(STAMP) ## Score, keep the run and each rule's precision, and write docs/quality.md
	@$(BIN)/ofsted-minutes evaluate $(GOLD) --record --write-precision --quality docs/quality.md

train: $(STAMP) ## Train the classifier of asserted grades from the gold set, and write what it adds into docs/quality.md
	@$(BIN)/python -m tools.train --quality docs/quality.md

bench: $(STAMP) ## Measure pages a second beside a naive baseline
	@$(BIN)/python -m benchmarks.throughput

sample: $(STAMP) ## Write the bundled sample anew
	@$(BIN)/python -m tools.sample --out data/raw/sample

serve-sample: $(STAMP) ## Serve invented ModernGov sites on loopback from PORT on, to try the crawler
	@$(BIN)/python -m tests.server --port $(PORT) plain subpath search_only lists_only

clean: ## Remove what was made (never data/raw)
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis data/interim
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf data/processed/notebooks data/processed/report
	rm -f data/processed/*.duckdb data/processed/*.duckdb.lock data/processed/*.duckdb.new data/processed/*.duckdb.failures.jsonl

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("ofsted-minutes needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	@rm -f $(VENV)/.made-from-*
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
