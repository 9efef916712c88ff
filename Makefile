# One door each. Python 3.11+ and a shell are all these need.
PYTHON ?= python3
PORT ?= 8000
SETS ?= ../shared/eval
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/tanyadata
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest -n auto

.PHONY: setup setup-dev messages run demo test test-postgres bench bench-pages bench-live bench-workbench worker check format lock

setup: $(VENV)/.runtime messages
setup-dev: $(VENV)/.development messages

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "TanyaData needs Python 3.11 or newer (PYTHON=/path/to/python3.11 make run)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
	  || { echo "Python's venv module is missing. On Debian: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/.runtime

messages:  ## compile the translations (no gettext needed)
	@$(BIN)/python -m config.messages compile

run: setup ## the site with its demo world on http://127.0.0.1:$(PORT)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) demo
	$(MANAGE) runserver 127.0.0.1:$(PORT)

worker: setup ## does the tasks of TASKS=database; stop it with Ctrl+C
	$(MANAGE) db_worker --queue-name='*' --interval 1

demo: setup
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) demo

test: setup-dev
	$(PYTEST) tests

test-postgres: setup-dev
	DATABASE_URL=$(POSTGRES_URL) $(PYTEST) tests

bench: setup-dev ## the matcher on the question sets in $(SETS), beside three baselines
	$(BIN)/python -m benchmarks.matching $(SETS)
	@$(MANAGE) migrate --verbosity 0
	$(MANAGE) evaluate_duplicates --pairs $(SETS)/pairs/id_sts.jsonl \
	  --retrieval $(SETS)/pairs/id_quora_paraphrases.jsonl

bench-pages: setup-dev ## the pages of the forum and of officers with 100,000 topics and 600,000 posts on PostgreSQL
	$(BIN)/python -m benchmarks.pages $(POSTGRES_URL)_bench

bench-live: setup-dev ## what an open tab costs, beside a bare page of the same server, on PostgreSQL
	$(BIN)/python -m benchmarks.live $(POSTGRES_URL)_live

bench-telling: setup-dev ## a data release to 10,000 subscribers: how long it is queued, what other letters wait, on PostgreSQL
	$(BIN)/python -m benchmarks.telling $(POSTGRES_URL)_telling

bench-workbench: setup-dev ## replays over 10,000 past questions, in a scratch database
	$(BIN)/python -m benchmarks.workbench

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/djlint --quiet --lint templates
	$(MANAGE) makemigrations --check --dry-run
	DEBUG=false SECRET_KEY=only-for-the-deployment-check-0123456789-abcdefghij ALLOWED_HOSTS=example.org \
	  $(MANAGE) check --deploy --fail-level WARNING
	$(BIN)/python -m pytest -q tests/test_architecture.py tests/test_messages.py

format: setup-dev
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

lock: setup-dev ## resolve pyproject.toml again into the two hashed requirement files
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --quiet --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --no-header --quiet --constraint requirements.txt \
	  --output-file requirements-dev.txt
