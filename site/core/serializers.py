"""How API v2 shows what several page types have. A page the public may not see is null or left out."""

from collections.abc import Iterable
from typing import Any

from rest_framework.fields import Field
from wagtail.models import Page

from core.libraries.models import Library
from core.querysets import is_visible


def page_reference(page: Page | None) -> dict[str, Any] | None:
    """How API v2 names another page: id, title and absolute address; None when the public may not see it."""
    if page is None or not is_visible(page):
        return None
    return {"id": page.pk, "title": page.title, "html_url": page.full_url}


class PageReferenceField(Field):
    """A foreign key to a page."""

    def to_representation(self, page: Page) -> dict[str, Any] | None:
        return page_reference(page)


class PageReferencesField(Field):
    """Several pages: a related manager, or a list."""

    def to_representation(self, pages: Any) -> list[dict[str, Any]]:
        found: Iterable[Page] = pages.all() if hasattr(pages, "all") else pages
        return [reference for page in found if (reference := page_reference(page))]


class TermField(Field):
    """One word of a vocabulary: slug (the facet's value) and name."""

    def to_representation(self, term: Any) -> dict[str, str]:
        return {"slug": term.slug, "name": term.name}


class TermsField(Field):
    """Several words of a vocabulary, in its order."""

    def to_representation(self, terms: Any) -> list[dict[str, str]]:
        return [{"slug": term.slug, "name": term.name} for term in terms.all()]


def library_reference(library: Library | None) -> dict[str, str | bool] | None:
    """How API v2 names a library, None for none; `is_example` marks the invented ones of the demo."""
    if library is None:
        return None
    return {"isil": library.isil, "name": library.display_name, "is_example": library.is_example}


class LibraryField(Field):
    """A foreign key to a library."""

    def to_representation(self, library: Library) -> dict[str, str | bool] | None:
        return library_reference(library)
