# `make run` and `make test` do all the set-up themselves. `make help` lists the rest.
PORT ?= 8000
BIN := .venv/bin
PYTHON := $(BIN)/python
MANAGE := $(PYTHON) manage.py
SITE_ENV := DJANGO_SETTINGS_MODULE=knowledge.settings.dev DEBUG=off

.DEFAULT_GOAL := help
.PHONY: help run setup test test-postgres elasticsearch check bench editor requirements translations

help: ## List what there is to make
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /|/' | while IFS='|' read -r name text; do printf '  make %-14s %s\n' "$$name" "$$text"; done

run: setup ## Set up all, and open the site on 127.0.0.1:$(PORT)
	@echo
	@echo "  The site:          http://127.0.0.1:$(PORT)/"
	@echo "  The editors' side: http://127.0.0.1:$(PORT)/admin/  (become an editor with: make editor)"
	@echo "  Mails, with codes: $${VAR_DIR:-var}/mails  (or where EMAIL_URL says)"
	@echo "  Stop it with Ctrl-C."
	@echo
	@$(SITE_ENV) $(BIN)/gunicorn knowledge.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --log-level warning

setup: .venv/run.stamp ## Environment, database, vocabularies, records, index; again, it changes nothing
	@$(SITE_ENV) $(MANAGE) setup

editor: setup ## Make yourself an editor (asks for an e-mail address, and a password if you wish)
	@$(SITE_ENV) $(MANAGE) make_editor

test: .venv/dev.stamp ## Set up the test environment and run every test
	@$(PYTHON) -m pytest $(ARGS)

test-postgres: .venv/dev.stamp ## The tests that touch the database, on PostgreSQL, named by DATABASE_URL
	@test -n "$(DATABASE_URL)" || { echo "Set DATABASE_URL, for instance postgres://postgres@127.0.0.1:5432/postgres"; exit 2; }
	@$(PYTHON) -m pytest --database-only -m "not browser and not elasticsearch" $(ARGS)

elasticsearch: ## Start a real Elasticsearch node for the tests (needs Maven and a JDK 21+)
	@tests/elasticsearch/node start
	@echo "Stop it with: tests/elasticsearch/node stop (or wipe, which drops its data too)"

check: .venv/dev.stamp ## Style, types, templates, layers, migrations, translations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/djlint --check templates
	@$(BIN)/djlint --lint templates
	@$(BIN)/lint-imports
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) translations --check
	@$(MANAGE) check

bench: .venv/dev.stamp setup ## Print the benchmarks (half an hour)
	@for script in benchmarks/*.py; do echo "== $$script"; $(PYTHON) -m benchmarks.$$(basename $$script .py) || exit 1; done

translations: .venv/dev.stamp ## Collect new messages into knowledge/locale
	@$(MANAGE) translations --update

requirements: .venv/dev.stamp ## Pin the newest versions that pyproject.toml allows
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --no-header -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile --quiet --upgrade --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --no-header --allow-unsafe --extra dev -o requirements-dev.txt pyproject.toml

.venv/bin/python:
	@python=$$(for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
		if $$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$name; break; fi; done); \
	if [ -z "$$python" ]; then echo "This needs Python 3.11 or newer, and found none. Install it, then run make again."; exit 1; fi; \
	$$python -m venv .venv || { echo "Python could not make an environment: on Debian, install python3-venv."; exit 1; }

.venv/run.stamp: requirements.txt | .venv/bin/python
	@echo "Installing what the site needs (once, a minute or two)"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev.stamp: requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need (once, a minute or two)"
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch .venv/run.stamp $@
