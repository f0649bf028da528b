"""Wagtail's own pages of use, of every kind of thing, know drafts and earlier versions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.models import Platform
from media.models import CatalogueDocument, CatalogueImage, Video
from tests.factories import core, pages
from tests.factories.full_pages import make_document, make_film
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def _page(tree: Tree) -> tuple[Any, str, str]:
    page = pages.make_standard_page(tree.home)
    addresses = (reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("usage", "edit"))
    return (page, *addresses)  # type: ignore[return-value]  # two of them


def _of(thing: Any, *names: str) -> tuple[Any, str, str]:
    usage, edit = (reverse(name, args=[thing.pk]) for name in names)
    return thing, usage, edit


KINDS: dict[str, Callable[[Tree], tuple[Any, str, str]]] = {
    "page": _page,
    "picture": lambda _tree: _of(core.make_image(), "wagtailimages:image_usage", "wagtailimages:edit"),
    "document": lambda _tree: _of(make_document(), "wagtaildocs:document_usage", "wagtaildocs:edit"),
    "film": lambda _tree: _of(make_film(), "wagtailsnippets_media_video:usage", "wagtailsnippets_media_video:edit"),
    "word": lambda _tree: _of(
        core.make_platform(), "wagtailsnippets_core_platform:usage", "wagtailsnippets_core_platform:edit"
    ),
}


def _name(page: Any, thing: Any) -> None:
    """Let a page point at a thing of any kind."""
    if isinstance(thing, CatalogueImage):
        page.cover = thing
    elif isinstance(thing, Platform):
        page.platforms = [thing]
    elif isinstance(thing, Video):
        page.body = [("video", {"video": thing, "caption": ""})]
    elif isinstance(thing, CatalogueDocument):
        page.kit = [("file", {"file": thing, "use": ""})]
    else:
        page.adaptations = f'<p><a linktype="page" id="{thing.pk}">her</a></p>'


def _times(number: int, kind: str) -> str:
    return f"Henvist til {number} gange" if kind == "page" else f"Brugt {number} gange"


@pytest.mark.parametrize("kind", KINDS)
def test_usage_page_names_published_pages_drafts_and_earlier_versions(tree: Tree, admin: Client, kind: str) -> None:
    thing, usage, edit = KINDS[kind](tree)
    published, drafted, earlier = (pages.make_concept(tree.concepts, name) for name in ("Ude", "Kladden", "Før"))
    for page in (published, drafted, earlier):
        before = page.save_revision()
        _name(page, thing)
        page.save_revision()
        if page is published:
            page.get_latest_revision().publish()
        if page is earlier:
            before.as_object().save_revision()

    listed, form = admin.get(usage).content.decode(), admin.get(edit).content.decode()

    for told in ("Ude", "Kladden", "Før", "kun i kladden", "kun i en tidligere version"):
        assert told in listed
    assert _times(3, kind) in form


@pytest.mark.parametrize("address", ["/admin/images/?layout=list", "/admin/documents/"])
def test_lists_count_drafts_too(tree: Tree, admin: Client, address: str) -> None:
    thing: Any = core.make_image() if "images" in address else make_document()
    page = pages.make_concept(tree.concepts, "Kladden")
    _name(page, thing)
    page.save_revision()

    assert "Brugt 1 gang" in admin.get(address).content.decode()


def test_page_that_names_itself_is_used_nowhere(tree: Tree, admin: Client) -> None:
    page: Any = pages.make_concept(tree.concepts)
    _name(page, Page.objects.get(pk=page.pk))
    page.save_revision().publish()

    assert _times(0, "page") in admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
