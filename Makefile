# Two commands for newcomers: `make demo` and `make test`. Both do all their own set-up.
VENV ?= .venv
PY := $(VENV)/bin/python
PORT ?= 8000
CODE := site/website site/demo site/syndication site/core site/media site/libraries site/foundation home concepts showcase search tests manage.py
# Three at once on two cores: a browser's test waits half its time. Handed out few by few, so that all end together.
AT_ONCE := -n 3 --maxschedchunk=16
ON_SQLITE := env -u DATABASE_URL
EVERYDAY := not deep and not s3 and not production
# What waits, for caches and services, runs beside what computes.
BESIDE_EACH_OTHER := test-production test-s3 test-postgresql
# By day the second database tries what has SQL of its own, and S3 what stores, moves and hands out; by night all.
SQL_OF_ITS_OWN := accounts erasing records reporting use test_collections.py test_counting.py test_danish_order.py \
	test_danish_search.py test_fault_isolation.py test_feed_api.py test_finding.py test_page_numbers.py \
	test_search_and_facets.py test_target_groups.py test_transactions.py test_upgrade.py test_visibility.py test_worker.py
STORED := test_download_packages.py test_exposure.py test_file_doors.py test_held_uploads.py test_relocation.py
ON_DATABASES := tests/contracts tests/integration tests/services tests/e2e
S3_TESTS := tests/integration/media tests/services/test_s3.py
export PORT
# Each server that a test starts would compile all of the code anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test coverage test-services test-demo test-sqlite test-postgresql test-production test-s3 test-deep check format messages requirements advisories sbom figures clean

demo: $(VENV)/.demo  ## run the demo in the foreground on 127.0.0.1:$(PORT), until Ctrl-C
	@DJANGO_SETTINGS_MODULE=website.settings.demo exec $(PY) manage.py demo

test: test-services  ## every functional test: SQLite, PostgreSQL, a real browser, S3, the production stack
	$(MAKE) --no-print-directory --jobs=3 check test-demo test-sqlite
	$(PY) -m tests.services.postgresql $(MAKE) --no-print-directory --jobs=3 --output-sync=target $(BESIDE_EACH_OTHER)

test-services: $(VENV)/.dev  ## part of `make test`: two browsers and a proxy
	$(PY) -m tests.services.browser
	$(PY) -m tests.services.firefox
	$(PY) -m tests.services.nginx

test-demo: $(VENV)/.dev  ## part of `make test`: the demo, started once, which the browser's tests copy
	$(ON_SQLITE) $(PY) -m tests.services.demos

test-sqlite: $(VENV)/.dev  ## part of `make test`
	$(ON_SQLITE) $(PY) -m pytest $(AT_ONCE) -m "$(EVERYDAY)"

test-postgresql:  ## part of `make test`: a server's address stands in DATABASE_URL, as for the next
	$(PY) -m pytest $(AT_ONCE) -m "$(EVERYDAY) and not once" tests/contracts $(addprefix tests/integration/,$(SQL_OF_ITS_OWN))

test-production:  ## part of `make test`
	$(PY) -m tests.services.production $(PY) -m pytest -m "production and not deep" tests/production

test-s3:  ## part of `make test`
	$(ON_SQLITE) $(PY) -m tests.services.s3 moto $(PY) -m pytest -m "not deep and not local" $(addprefix tests/integration/media/,$(STORED)) tests/services/test_s3.py

test-deep: test-services  ## nightly: large data, fuzz, kills, and the browser's tests on PostgreSQL too
	$(ON_SQLITE) $(PY) -m pytest $(AT_ONCE) -m "deep and not s3 and not production"
	$(ON_SQLITE) $(PY) -m tests.services.s3 swift $(PY) -m pytest -m "not local" $(S3_TESTS)
	$(PY) -m tests.services.postgresql $(PY) -m pytest $(AT_ONCE) -m "not s3 and not production" $(ON_DATABASES)

coverage: $(VENV)/.dev  ## nightly: how much of the product, branches too, the tests on SQLite without a browser run through
	@mkdir -p var/coverage
	$(PY) -m coverage erase
	$(ON_SQLITE) $(PY) -m coverage run -m pytest $(AT_ONCE) -m "$(EVERYDAY)" tests/unit tests/contracts tests/integration
	$(PY) -m coverage combine -q
	$(PY) -m coverage report

check: $(VENV)/.dev  ## everything that needs no test run: style, types, imports, migrations
	$(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check .
	git ls-files '*.html' | xargs $(VENV)/bin/djade --target-version 5.2 --check
	$(VENV)/bin/lint-imports
	$(VENV)/bin/mypy $(CODE)
	DJANGO_SETTINGS_MODULE=website.settings.test $(PY) manage.py makemigrations --check --dry-run
	$(PY) -m tests.services.advisories

format: $(VENV)/.dev  ## write code and templates the house's way
	$(VENV)/bin/ruff check --fix . ; $(VENV)/bin/ruff format .
	git ls-files '*.html' | xargs $(VENV)/bin/djade --target-version 5.2

messages: $(VENV)/.dev  ## collect new texts into the catalogues
	$(PY) manage.py update_messages

requirements: $(VENV)/.dev  ## pin anew from pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build pyproject.toml -o requirements/base.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra dev -c requirements/base.txt pyproject.toml -o requirements/dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements/swift.in -o requirements/swift.txt

advisories: $(VENV)/.dev  ## ask anew what is known against the pinned packages (needs a network)
	$(PY) -m tests.services.advisories update

sbom: $(VENV)/.dev  ## what the product consists of, as CycloneDX JSON in var/sbom.cdx.json
	@mkdir -p var && $(PY) -m tests.services.sbom var/sbom.cdx.json

figures: $(VENV)/.dev  ## what the code measures, as a table (docs/figures.md)
	@$(PY) benchmarks/figures.py

clean:  ## forget the demo's data and the environment
	rm -rf var $(VENV)

$(VENV)/bin/python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: python3 is older."; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { echo "Python lacks venv here. Install it: sudo apt install python3-venv"; exit 1; }
	@python3 -m venv $(VENV)

$(VENV)/.demo: $(VENV)/bin/python requirements/base.txt pyproject.toml
	@echo "Installing what the catalogue needs ..."
	@test -e $(VENV)/.dev || $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/base.txt
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements/dev.txt pyproject.toml
	@echo "Installing what development needs ..."
	@$(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@$(PY) -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.demo
