"""Cache settings: where the processes keep what they share."""

from typing import Any

TABLE = "catalogue_cache"  # made by a migration (core/models/shared.py)
REDIS_TIMEOUT_SECONDS = 0.2


def shared(*, redis_url: str) -> dict[str, dict[str, Any]]:
    """The caches: in the database unless there is a Redis. Renditions are always prefetched; theirs would go stale."""
    in_database = {
        "BACKEND": "website.caches.SharedDatabaseCache",
        "LOCATION": TABLE,
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
    in_redis = {
        "BACKEND": "website.caches.ForgivingRedisCache",
        "LOCATION": redis_url,
        "KEY_PREFIX": "catalogue",
        "OPTIONS": {
            "serializer": "website.caches.JSONSerializer",
            "socket_connect_timeout": REDIS_TIMEOUT_SECONDS,
            "socket_timeout": REDIS_TIMEOUT_SECONDS,
        },
    }
    return {
        "default": in_redis if redis_url else in_database,
        "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
    }
