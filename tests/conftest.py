"""What every test may lean on: the smallest site, and a client for it."""

import gc
import os
import shutil
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import coverage
import hypothesis
import pytest
import pytest_django
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Site

from home.models import HomePage
from tests.factories import core
from tests.factories.site import Tree, find_tree, make_tree
from tests.services import databases
from website.translations import compile_messages

# A busy machine is slow, not wrong; and what fails for one must fail for the next.
hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("house")
IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # Django's own name for it
BROWSER_TESTS = Path(__file__).parent / "e2e"
DATABASES = {"db", "transactional_db"}
AN_HOUR = 3600


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What has no database asks nothing of a particular one."""
    for item in items:
        if not _needs_database(item):
            item.add_marker(pytest.mark.once)


def _needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(DATABASES & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(tryfirst=True, specname="pytest_collection_modifyitems")
def pytest_try_few_of_each_table_by_day(items: list[pytest.Item]) -> None:
    """Of a test that needs a database the first, the middle and the last case.

    On the second database and in a browser, the first alone; the others are tried by night. Where every case is
    another promise (the mark `whole`), all are.
    """
    tables: defaultdict[Any, list[pytest.Item]] = defaultdict(list)
    for item in items:
        if (_needs_database(item) or _is_in_browser(item)) and not any(map(item.get_closest_marker, ("deep", "whole"))):
            tables[getattr(item, "function", item)].append(item)
    for cases in tables.values():
        cases.sort(key=_place)  # by now they may be shuffled
        is_one_enough = connection.vendor == "postgresql" or _is_in_browser(cases[0])
        kept = cases[:1] if is_one_enough else (cases[0], cases[len(cases) // 2], cases[-1])
        for item in cases:
            if item not in kept:
                item.add_marker(pytest.mark.deep)


def _is_in_browser(item: pytest.Item) -> bool:
    return BROWSER_TESTS in item.path.parents


def _place(item: Any) -> list[int]:
    """Where the case stands in its table."""
    return list(item.callspec.indices.values()) if hasattr(item, "callspec") else []


@pytest.hookimpl(trylast=True, specname="pytest_collection_modifyitems")
def pytest_put_browser_tests_before_the_last(items: list[pytest.Item]) -> None:
    """The first need not wait for the demo, and the last are short: no worker is left alone with a long one."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    in_browser = [item for item in items if _is_in_browser(item)]
    others = [item for item in items if not _is_in_browser(item)]
    most = 2 * len(others) // 3
    items[:] = others[:most] + in_browser + others[most:]


@pytest.hookimpl(specname="pytest_collection_modifyitems")
def pytest_try_browser_tests_twice(items: list[pytest.Item]) -> None:
    """By day one that fails is tried once more, and told as RERUN (docs/testing.md); by night none is."""
    for item in items:
        if _is_in_browser(item) and item.get_closest_marker("deep") is None:
            item.add_marker(pytest.mark.flaky(reruns=1))


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not look through it again and again (5 % of the time)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Begin with a copy of a migrated database; Django's own `migrate` then finds nothing left to do."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.postgresql_template(os.environ["DATABASE_URL"])
        yield
    else:
        with closing(databases.copy_into_memory(IN_MEMORY)):
            yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> None:
    """The smallest site is made once: every test begins with it, and what a test changes is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_tree(hostname="testserver")
        connection.run_on_commit.clear()  # nobody's worker has anything to do


@pytest.fixture
def tree(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Tree]:
    monkeypatch.setattr("website.caches.NEAR_SECONDS", AN_HOUR)  # a slow machine must not count one query more
    cache.clear()
    Site.clear_site_root_paths_cache()
    yield find_tree() if HomePage.objects.exists() else make_tree(hostname="testserver")
    cache.clear()
    Site.clear_site_root_paths_cache()


@pytest.fixture
def many_rows(db: None) -> Iterator[None]:
    """For tests with thousands of rows: in the end PostgreSQL checks them all, for longer than statements may take."""
    yield
    if connection.vendor == "postgresql" and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")


@pytest.fixture
def admin(db: None) -> Client:
    """The browser of somebody who may do everything."""
    client = Client()
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def pytest_sessionstart() -> None:
    compile_messages()


def pytest_sessionfinish() -> None:
    if measured := coverage.Coverage.current():
        measured.save()  # xdist waits 10 seconds for its workers, and then kills them with all they have measured
    for folder in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        if folder.name.startswith("catalogue-test-"):  # never anybody's own
            shutil.rmtree(folder, ignore_errors=True)
