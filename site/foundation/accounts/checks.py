"""What several processes must agree on may not live in one of them."""

from typing import Any

from django.conf import settings
from django.core.cache import InvalidCacheBackendError, caches
from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured

SHARED_CACHES = (DatabaseCache, RedisCache)
SHARED_SESSIONS = "django.contrib.sessions.backends.db"


@register(Tags.security, deploy=True)
def sessions_and_cache_are_shared(app_configs: Any, **_kwargs: Any) -> list[Error]:
    """A session or a cache of one process would outlive a logout in the next."""
    return [*_cache_errors(), *_session_errors()]


def refuse_unshared() -> None:
    """The hard form of the check: outside demo and tests no process starts. Raises: ImproperlyConfigured."""
    errors = sessions_and_cache_are_shared(None)
    if errors and not settings.DEMO:
        raise ImproperlyConfigured(" ".join(str(error.msg) for error in errors))


def _cache_errors() -> list[Error]:
    try:
        cache: object = caches["default"]
    except InvalidCacheBackendError:
        cache = None
    if isinstance(cache, SHARED_CACHES):
        return []
    kept_by = settings.CACHES.get("default", {}).get("BACKEND", "nothing")
    hint = "Leave CACHES alone, or set CATALOGUE_REDIS_URL (docs/settings.md)."
    return [Error(f"The default cache ({kept_by}) is not shared by all processes.", hint=hint, id="accounts.E001")]


def _session_errors() -> list[Error]:
    if settings.SESSION_ENGINE == SHARED_SESSIONS:
        return []
    hint = f"Set SESSION_ENGINE to {SHARED_SESSIONS}."
    return [Error(f"Sessions ({settings.SESSION_ENGINE}) must live in the database.", hint=hint, id="accounts.E002")]
