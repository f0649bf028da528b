"""What the processes share: the cache, whatever keeps it, and that nothing of one process alone is taken for it."""

from typing import Any

import pytest
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from foundation.accounts.checks import refuse_unshared, sessions_and_cache_are_shared
from foundation.compat.site_paths import SITE_ROOT_PATHS_CACHE_KEY
from tests.factories.site import Tree
from website.caches import ForgivingRedisCache, JSONSerializer, SharedDatabaseCache
from website.settings.parts import cache as parts

LOCAL = "django.core.cache.backends.locmem.LocMemCache"
DUMMY = "django.core.cache.backends.dummy.DummyCache"
FILES = "django.core.cache.backends.filebased.FileBasedCache"


def _other_process() -> SharedDatabaseCache:
    """A cache as another process has it: the same table, nothing remembered."""
    cache = SharedDatabaseCache(parts.TABLE, {})
    cache.near = {}  # type: ignore[misc]  # its own
    return cache


@pytest.mark.django_db
def test_what_one_process_writes_or_deletes_the_next_knows() -> None:
    here, there = _other_process(), _other_process()

    here.set("code", "used")
    found = there.get("code")
    there.delete("code")

    assert (found, here.get("code")) == ("used", None)
    assert (here.add("code", 1), there.add("code", 1)) == (True, False)


def test_addresses_of_sites_are_asked_for_once(tree: Tree) -> None:
    Site.get_site_root_paths()

    with CaptureQueriesContext(connection) as captured:
        again = Site.get_site_root_paths()

    assert len(captured) == 0
    assert [path.root_path for path in again] == [tree.home.url_path]


def test_changed_address_of_a_site_is_known_here_at_once(tree: Tree) -> None:
    Site.get_site_root_paths()

    Site.objects.get().save()
    Site.objects.update(hostname="some.example.dk")

    assert [path.root_url for path in Site.get_site_root_paths()] == ["http://some.example.dk"]


@pytest.mark.django_db
def test_changed_address_of_a_site_is_known_elsewhere_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = _other_process(), _other_process()
    now = [1000.0]
    monkeypatch.setattr("website.caches.monotonic", lambda: now[0])
    here.set(SITE_ROOT_PATHS_CACHE_KEY, ["old"])
    assert there.get(SITE_ROOT_PATHS_CACHE_KEY) == ["old"]

    here.set(SITE_ROOT_PATHS_CACHE_KEY, ["new"])
    now[0] += 31

    assert there.get(SITE_ROOT_PATHS_CACHE_KEY) == ["new"]


@pytest.mark.parametrize("value", [1, True, None, "æ", ["a", 1], {"a": {"b": 2}}, b"\x00\xff"])
def test_redis_gets_plain_data(value: Any) -> None:
    serializer = JSONSerializer()
    written = serializer.dumps(value)

    assert serializer.loads(str(written).encode() if isinstance(written, int) else written) == value


def test_redis_gets_no_objects() -> None:
    with pytest.raises(TypeError):
        JSONSerializer().dumps(object())


def test_site_goes_on_without_redis() -> None:
    chosen = parts.shared(redis_url="redis://127.0.0.1:9/0")["default"]  # where nobody listens
    cache = ForgivingRedisCache(chosen["LOCATION"], {**chosen, "OPTIONS": dict(chosen["OPTIONS"])})

    cache.set("a", 1)

    assert (cache.get("a"), cache.get("a", 7), cache.add("a", 1), cache.delete("a")) == (None, 7, False, False)


@pytest.mark.parametrize("backend", [LOCAL, DUMMY, FILES])
def test_cache_of_one_process_is_refused_in_production(settings: Any, backend: str) -> None:
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "/nowhere"}}
    settings.DEMO = False

    assert [error.id for error in sessions_and_cache_are_shared(None)] == ["accounts.E001"]
    with pytest.raises(ImproperlyConfigured, match="not shared by all processes"):
        refuse_unshared()


@pytest.mark.parametrize("engine", ["cached_db", "cache", "file", "signed_cookies"])
def test_sessions_outside_the_database_are_refused_in_production(settings: Any, engine: str) -> None:
    settings.SESSION_ENGINE = f"django.contrib.sessions.backends.{engine}"
    settings.DEMO = False

    assert [error.id for error in sessions_and_cache_are_shared(None)] == ["accounts.E002"]
    with pytest.raises(ImproperlyConfigured, match="must live in the database"):
        refuse_unshared()


@pytest.mark.parametrize("redis_url", ["", "redis://127.0.0.1:6379/0"])
def test_either_shared_cache_is_accepted(settings: Any, redis_url: str) -> None:
    settings.CACHES = parts.shared(redis_url=redis_url)

    assert sessions_and_cache_are_shared(None) == []
    assert isinstance(caches["default"], (SharedDatabaseCache, ForgivingRedisCache))
