"""Cache backend that all processes share: the database, or Redis by setting."""

import json
import logging
from base64 import b64decode, b64encode
from collections.abc import Callable
from time import monotonic
from typing import Any, ClassVar

from django.core.cache.backends.db import DatabaseCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from foundation.compat.site_paths import SITE_ROOT_PATHS_CACHE_KEY

logger = logging.getLogger(__name__)
NEAR_SECONDS = 30
BYTES = "bytes, base64"


class SharedDatabaseCache(DatabaseCache):
    """Django's own. The addresses of the sites, which Wagtail asks for on every page, are remembered here for a while.

    They decide how links are written, not who may see what (records ask the database); all else is asked anew.
    """

    near: ClassVar[dict[int | None, tuple[float, Any]]] = {}  # of all threads: version -> until when, what

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        if key != SITE_ROOT_PATHS_CACHE_KEY:
            return super().get(key, default, version)
        until, value = self.near.get(version, (0.0, None))
        if monotonic() > until:
            value = super().get(key, None, version)
            self.near[version] = (monotonic() + NEAR_SECONDS, value)
        return default if value is None else value

    def set(self, key: Any, value: Any, *args: Any, **kwargs: Any) -> None:
        super().set(key, value, *args, **kwargs)
        if key == SITE_ROOT_PATHS_CACHE_KEY:
            self.near.clear()
            self.near[kwargs.get("version")] = (monotonic() + NEAR_SECONDS, value)

    def delete(self, key: Any, version: int | None = None) -> bool:
        if key == SITE_ROOT_PATHS_CACHE_KEY:
            self.near.clear()
        return super().delete(key, version)

    def clear(self) -> None:
        self.near.clear()
        super().clear()


class JSONSerializer:
    """Plain data and bytes only: what somebody else wrote into Redis must not run here, as a pickle would."""

    def dumps(self, value: Any) -> bytes | int:
        return value if type(value) is int else json.dumps(value, default=self._wrap).encode()

    def loads(self, data: bytes) -> Any:
        return json.loads(data, object_hook=self._unwrap)

    @staticmethod
    def _wrap(value: Any) -> dict[str, str]:
        if isinstance(value, bytes):
            return {BYTES: b64encode(value).decode()}
        raise TypeError(f"{type(value).__name__} is no plain data")

    @staticmethod
    def _unwrap(found: dict[str, Any]) -> Any:
        return b64decode(found[BYTES]) if found.keys() == {BYTES} else found


def _or_else(name: str, otherwise: Any) -> Callable[..., Any]:
    """Django's method of that name, and what it answers while Redis does not."""
    method = getattr(RedisCache, name)

    def ask(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except (RedisError, ValueError) as error:
            logger.warning("Redis: %s", error)
            return otherwise

    return ask


class ForgivingRedisCache(RedisCache):
    """While Redis does not answer in time, or answers what nobody here wrote, nothing is remembered; pages go on."""

    _get = _or_else("get", None)
    set = _or_else("set", None)
    add = _or_else("add", False)
    touch = _or_else("touch", False)
    delete = _or_else("delete", False)
    clear = _or_else("clear", False)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        value = self._get(key, None, version)
        return default if value is None else value
