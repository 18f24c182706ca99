# Every target is one line; what it does stands in tools/.
PYTHON ?= python3
export PYTHONDONTWRITEBYTECODE = 1
.PHONY: help demo test setup check lock bench words
.DEFAULT_GOAL := help

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1 - /p' Makefile

demo:  ## install, load the demonstration data, serve on http://127.0.0.1:8000 (PORT=, DATABASE_URL=)
	@$(PYTHON) -m tools.demo

test:  ## run every test on SQLite, what a database can change on PostgreSQL as well, and say what was skipped and why
	@$(PYTHON) -m tools.suite

setup:  ## make .venv with everything needed to work on the code
	@$(PYTHON) -m tools.environment

check: setup  ## lint, types, floors, migrations, deployment settings, locks
	@.venv/bin/python -m tools.check

lock:  ## choose versions anew from pyproject.toml and write both locks (UPGRADE=1 for the newest)
	@$(PYTHON) -m tools.lock

words:  ## compile what papers say in French and Chinese (needs Debian's gettext)
	@$(PYTHON) -m tools.words

bench: setup  ## measure what the README promises about speed; writes var/bench.json
	@.venv/bin/python -m tests.load
