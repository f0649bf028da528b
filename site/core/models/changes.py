"""What is done to a page is done wholly or not at all."""

from typing import Any

from django.db import transaction


class AtomicPage:
    """One transaction around each thing that is done to a page, its receivers included.

    Wagtail sends its signals after it has saved, so a receiver that fails would leave the page published and nothing
    known of it. The admin's views, which go round these methods, have a transaction of their own
    (website.transactions), and so has the clock. Source: docs/decisions/0030-all-or-nothing.md.
    """

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        return super().publish(*args, **kwargs)  # type: ignore[misc]  # stands before Page

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        return super().unpublish(*args, **kwargs)  # type: ignore[misc]

    @transaction.atomic
    def copy(self, *args: Any, **kwargs: Any) -> Any:
        return super().copy(*args, **kwargs)  # type: ignore[misc]

    @transaction.atomic
    def create_alias(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_alias(*args, **kwargs)  # type: ignore[misc]

    @transaction.atomic
    def copy_for_translation(self, *args: Any, **kwargs: Any) -> Any:
        return super().copy_for_translation(*args, **kwargs)  # type: ignore[misc]

    @transaction.atomic
    def move(self, *args: Any, **kwargs: Any) -> Any:
        return super().move(*args, **kwargs)  # type: ignore[misc]

    @transaction.atomic
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return super().delete(*args, **kwargs)  # type: ignore[misc]
