"""A receiver that fails, as anybody's may."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.dispatch import Signal


class Stumble(Exception):
    """What a receiver of ours or of anybody's fails with."""


@contextmanager
def failing(signal: Signal, sender: type[Any] | None = None, only: str = "") -> Iterator[None]:
    """After all other receivers have done their part."""

    def stumble(instance: Any, **_kwargs: Any) -> None:
        if not only or only == instance.title:
            raise Stumble

    signal.connect(stumble, sender=sender)
    try:
        yield
    finally:
        signal.disconnect(stumble, sender=sender)
