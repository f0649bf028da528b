"""How API v2 shows what several page types have. A page the public may not see is null or left out."""

from collections.abc import Iterable
from typing import Any, cast

from rest_framework.fields import Field
from wagtail.models import Page

from core.records.kinds import Kind, kind_of
from core.records.making import record_of
from core.records.models import Record
from core.records.parts import Word
from core.records.reading import told_with
from foundation.querysets import is_visible
from libraries.models import Library
from media.pictures import Picture


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


def record_for(page: Any) -> Record:
    """The record that was fetched with a page; of a draft, the one it would have."""
    return told_with(page) or record_of(cast(Kind, kind_of(type(page))), page).record


class WordsField(Field):
    """The words of a facet, in its order, as the page's record tells them."""

    def __init__(self, parameter: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.parameter = parameter

    def get_attribute(self, page: Any) -> list[Word]:
        return record_for(page).words(self.parameter)

    def to_representation(self, words: list[Word]) -> list[dict[str, str]]:
        return [word.model_dump() for word in words]


class CoverField(Field):
    """A page's cover as its record tells it: alt, credit, dimensions and absolute addresses of its files."""

    def get_attribute(self, page: Any) -> Picture | None:
        return record_for(page).cover

    def to_representation(self, picture: Picture) -> dict[str, Any]:
        return picture.as_api()


def library_reference(library: Library | None) -> dict[str, str | bool] | None:
    """How API v2 names a library, None for none; `is_example` marks the invented ones of the demo."""
    if library is None:
        return None
    return {"isil": library.isil, "name": library.display_name, "is_example": library.is_example}


class LibraryField(Field):
    """A foreign key to a library."""

    def to_representation(self, library: Library) -> dict[str, str | bool] | None:
        return library_reference(library)
