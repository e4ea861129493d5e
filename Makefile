# Every target sets up what it needs from a fresh clone with Python 3.11+, make and pip alone.
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
RUN := $(UV) run --frozen --quiet

.PHONY: help setup demo run init doctor test check lint fmt audit docs prove kill several fuzz bench

help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

.tools/bin/uv:
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --target .tools uv

setup: $(UV)
	@$(UV) sync --frozen --quiet --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"

demo: setup ## try it: both bots against a Telegram of their own, in the browser
	@$(RUN) python -m bot.demo

run: setup ## both bots for real, tokens from .env
	@$(RUN) python -m bot.run

init: setup ## set up for real, step by step
	@$(RUN) python -m bot.init

doctor: setup ## is all well? a line per matter, with its cure
	@$(RUN) python -m bot.doctor

test: setup ## all tests that need only Python
	@$(RUN) pytest -m "not browser and not documents" -n auto

check: setup lint audit ## format, lint, types, contracts, known weaknesses, all tests
	@$(RUN) pytest -n auto

lint: setup
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy .
	@$(RUN) lint-imports

audit: setup ## known weaknesses of what is built on; where nobody can be asked it says so
	@$(UV) export --frozen --no-emit-project --no-hashes --quiet | $(RUN) python -m tests.walls.audit

fmt: setup
	@$(RUN) ruff format .
	@$(RUN) ruff check --fix .

prove: setup ## every path of the intake with canaries, everything searched; docs/anonymity-report.md
	@$(RUN) python -m tests.proof

several: setup ## two of each process on PostgreSQL, killed at random for ten minutes, and counted
	@$(RUN) python -m tests.several

fuzz: setup ## 100,000 updates that nobody expects, to both bots; every promise held against each
	@$(RUN) python -m tests.fuzz

kill: setup ## processes killed at every point and at random under load, everything counted
	@$(RUN) python -m tests.kills

docs: setup ## do the documents' links and commands lead somewhere
	@$(RUN) pytest tests/walls/test_docs.py

bench: setup ## the benchmarks
	@$(RUN) python -m benchmarks
