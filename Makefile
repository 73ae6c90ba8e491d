# Two commands are enough: `make run` and `make test`. What each needs is a file that make builds when it is
# missing or older than what it is made of, so nothing is done twice.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
LOCAL_DIR ?= $(CURDIR)/.local
SECRET_KEY_FILE ?= $(LOCAL_DIR)/secret_key
export HOST PORT LOCAL_DIR SECRET_KEY_FILE

PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps
APT := $(if $(filter 0,$(shell id -u)),,sudo -n) env DEBIAN_FRONTEND=noninteractive apt-get

.PHONY: help
help: ## Toont deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-11s %s\n", $$1, $$2 }'

# --- Environment ---------------------------------------------------------------------------------------

$(PY):
	@command -v $(PYTHON) >/dev/null || { echo "Python ontbreekt. Installeer Python 3.11 of nieuwer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 of nieuwer is nodig; $(PYTHON) is `$(PYTHON) -V`. Kies er een met PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call install,python3-venv) || \
		{ echo "Python kan geen omgeving maken. Op Debian: sudo apt-get install python3-venv" >&2; exit 1; }
	@echo "Omgeving maken in .venv"
	@$(PYTHON) -m venv .venv

.venv/product.stamp: requirements.lock | $(PY)
	@echo "Pakketten installeren uit $<"
	@$(PIP) -r $< && touch $@

# Holds all of requirements.lock as well.
.venv/dev.stamp: requirements-dev.lock | $(PY)
	@echo "Pakketten installeren uit $<"
	@$(PIP) -r $< && touch .venv/product.stamp $@

# Debian's browser for the tests. Where we may not install it, the browser tests say so themselves.
/usr/bin/chromium:
	@$(call install,chromium) || true

# Debian's spreadsheet, only for `make interop`.
/usr/bin/soffice:
	@$(call install,libreoffice-calc-nogui) || true

# $(call install,PACKAGE): from Debian, where we may; otherwise false.
install = { echo "$(1) installeren" && { $(APT) install -y -qq $(1) || { $(APT) update -qq && $(APT) install -y -qq $(1); }; } >/dev/null 2>&1; }

# --- The site ------------------------------------------------------------------------------------------

$(SECRET_KEY_FILE):
	@umask 077 && mkdir -p $(@D) && $(PY) -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

STATIC_SOURCES := requirements.lock kansrijk/settings.py kansrijk/delivery/static.py $(shell find static kansrijk/*/static)
$(LOCAL_DIR)/static.stamp: $(STATIC_SOURCES) | .venv/product.stamp $(SECRET_KEY_FILE)
	@echo "Statische bestanden bouwen"
	@$(PY) manage.py collectstatic --no-input --verbosity 0 && touch $@

.PHONY: run
run: .venv/product.stamp $(LOCAL_DIR)/static.stamp ## Zet alles klaar en start de site (HOST, PORT en DATABASE_URL mogen)
	@umask 077 && $(PY) manage.py opstarten
	@umask 077 && { (until $(PY) manage.py werker --zolang $$$$; do sleep 1; done) & \
		WEB_PARENT=$$$$ exec .venv/bin/granian --interface wsgi --host $(HOST) --port $(PORT) --workers 2 --blocking-threads 4 \
			--respawn-failed-workers --log-level warning kansrijk.wsgi:application; }

# --- Checks and tests ----------------------------------------------------------------------------------

CHECKS := check-format check-lint check-types check-templates check-migrations check-deploy
PYTEST := $(PY) -m pytest --numprocesses 2

.PHONY: check $(CHECKS)
check: $(CHECKS) ## Opmaak, lint, typen, sjablonen, migraties en instellingen
# As in production, and without a trace on this machine.
$(CHECKS): export SITE_URL = https://voorbeeld.nl
$(CHECKS): export DATABASE_URL = sqlite:///:memory:
$(CHECKS): export SECRET_KEY = only-for-the-checks-0123456789-abcdefghijklmnopqrstuvwxyz
$(CHECKS): export DEBUG = 0
$(CHECKS): export ALLOWED_HOSTS =
$(CHECKS): .venv/dev.stamp
check-format:
	.venv/bin/ruff format --quiet --check .
check-lint:
	.venv/bin/ruff check --quiet .
check-types:
	.venv/bin/mypy areas interventions kansrijk manage.py
check-templates:
	.venv/bin/djhtml --check --tabwidth 2 templates
check-migrations:
	$(PY) manage.py makemigrations --check --dry-run
check-deploy:
	$(PY) manage.py check --deploy --fail-level WARNING

.PHONY: test test-sqlite test-postgresql test-snel
test: check test-sqlite test-postgresql ## Alle controles en alle tests, op beide databases
test-sqlite: .venv/dev.stamp | /usr/bin/chromium
	$(PYTEST) --database sqlite
test-postgresql: .venv/dev.stamp | /usr/bin/chromium
	$(PYTEST) --database postgresql
test-snel: .venv/dev.stamp ## De tests zonder browser, op SQLite
	$(PYTEST) --database sqlite -m "not browser"

.PHONY: interop faults bench
interop: .venv/dev.stamp | /usr/bin/soffice ## Opent en bewaart werkboeken in LibreOffice en leest ze weer in
	$(PY) -m tests.interop.libreoffice
faults: .venv/dev.stamp ## Lange proeven: willekeurige inhoud, acht processen tegelijk, vijftig keer midden in het werk gestopt
	$(PYTEST) --database sqlite --hypothesis-profile faults tests/test_merge.py tests/test_publishing_properties.py
	$(PYTEST) --database postgresql --hypothesis-profile faults tests/test_merge.py tests/test_publishing_properties.py
	$(PY) -m tests.faults.concurrency --database sqlite
	$(PY) -m tests.faults.concurrency --database postgresql
	$(PY) -m tests.faults.kills --database sqlite
	$(PY) -m tests.faults.kills --database postgresql
	$(PY) -m tests.faults.workbook_kills --database sqlite
	$(PY) -m tests.faults.workbook_kills --database postgresql
bench: .venv/dev.stamp ## Meet een grote publicatie, tien jaar geschiedenis, het lezen van bestanden, en werkboeken naast de gewone import
	$(PY) -m tests.bench.publishing --database sqlite
	$(PY) -m tests.bench.publishing --database postgresql
	$(PY) -m tests.bench.reading
	$(PY) -m tests.bench.workbooks

# --- Dependencies --------------------------------------------------------------------------------------

COMPILE := .venv/bin/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links

.PHONY: lock
lock: .venv/dev.stamp ## Schrijft de lockbestanden opnieuw (nieuwste versies: make lock UPGRADE=--upgrade)
	$(COMPILE) $(UPGRADE) --output-file requirements.lock
	$(COMPILE) $(UPGRADE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock
