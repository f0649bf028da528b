"""Choosers whose target may be gone or hidden: then nothing in HTML and null in JSON."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import blocks as document_blocks
from wagtail.models import Page

from core.api_fields import library_reference, page_reference
from libraries.choosers import library_chooser_viewset
from libraries.models import Library
from media.models import CatalogueDocument
from media.pictures import absolute_url
from media.querysets import with_openness


class VisiblePageChooserBlock(blocks.PageChooserBlock):
    def get_api_representation(self, value: Page | None, context: dict[str, Any] | None = None) -> Any:
        return page_reference(value)

    class Meta:
        label = _("Page")
        icon = "doc-empty-inverse"


class DocumentChooserBlock(document_blocks.DocumentChooserBlock):
    """A file to take home; one in a restricted collection is kept for editors and not shown to the public."""

    def bulk_to_python(self, values: list[int | None]) -> list[CatalogueDocument | None]:
        found = with_openness(CatalogueDocument.objects.all()).in_bulk([pk for pk in values if pk])
        return [found.get(pk) for pk in values]

    def get_api_representation(self, value: CatalogueDocument | None, context: dict[str, Any] | None = None) -> Any:
        if value is None or not value.is_open:
            return None
        return {"title": value.title, "url": absolute_url(value.url), "size_bytes": value.file_size}

    class Meta:
        label = _("File")
        icon = "doc-full-inverse"


class LibraryChooserBlock(blocks.ChooserBlock):
    """The library a text is about, so that an invented one can be told from a real one."""

    target_model = Library

    @cached_property
    def widget(self) -> Any:
        return library_chooser_viewset.widget_class()

    def get_api_representation(self, value: Library | None, context: dict[str, Any] | None = None) -> Any:
        return library_reference(value)

    class Meta:
        label = _("Library")
        icon = "home"
