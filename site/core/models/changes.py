"""What is done to a page is done wholly or not at all."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.models import Revision

from core.models.hurdles import told
from foundation.before_commit import atomic
from foundation.refusals import RefusedError


class AtomicPage:
    """One transaction around each thing that is done to a page, its receivers included.

    Wagtail sends its signals after it has saved, so a receiver that fails would leave the page published and nothing
    known of it. The admin's views, which go round these methods, have a transaction of their own
    (website.transactions), and so has the clock. Source: docs/decisions/0030-all-or-nothing.md.
    """

    @atomic()
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """With its facets and its children, which are written after it."""
        return super().save(*args, **kwargs)  # type: ignore[misc]

    @atomic()
    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Raises: RefusedError for a version that lacks what publishing asks for; a form has asked for it before."""
        try:
            _ask_for_hurdles(revision.as_object())
            return super().publish(revision, *args, **kwargs)  # type: ignore[misc]  # stands before Page
        except ValidationError as error:
            raise RefusedError(_why(self, error), self.pk) from error  # type: ignore[attr-defined]  # a page's

    @atomic()
    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        return super().unpublish(*args, **kwargs)  # type: ignore[misc]

    @atomic()
    def copy(self, *args: Any, **kwargs: Any) -> Any:
        return super().copy(*args, **kwargs)  # type: ignore[misc]

    @atomic()
    def create_alias(self, *args: Any, **kwargs: Any) -> Any:
        return super().create_alias(*args, **kwargs)  # type: ignore[misc]

    @atomic()
    def copy_for_translation(self, *args: Any, **kwargs: Any) -> Any:
        return super().copy_for_translation(*args, **kwargs)  # type: ignore[misc]

    @atomic()
    def move(self, *args: Any, **kwargs: Any) -> Any:
        return super().move(*args, **kwargs)  # type: ignore[misc]

    @atomic()
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return super().delete(*args, **kwargs)  # type: ignore[misc]


def _ask_for_hurdles(version: Any) -> None:
    """Raises: ValidationError."""
    if found := dict(version.hurdles()):
        raise ValidationError(found)


def _why(page: Any, error: ValidationError) -> str:
    found = ((name, why) for name, whys in error.message_dict.items() for why in whys)
    sentence = _("“%(title)s” cannot be published yet. %(why)s")
    return sentence % {"title": page.get_admin_display_title(), "why": " ".join(told(page, found))}
