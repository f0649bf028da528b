"""Nothing hidden comes out of any public door; and the test that says so can fail."""

from collections.abc import Callable

import pytest
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core import querysets, serializers
from core.media.models import CatalogueImage
from tests.conftest import Tree
from tests.contracts.canary import Garden, leaks_of
from website import sitemaps

pytestmark = pytest.mark.django_db


def test_no_byte_of_anything_hidden_comes_out_of_any_door(tree: Tree) -> None:
    assert "\n".join(leaks_of(Garden(tree))) == ""


def _forget_privacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querysets, "_find_hidden_paths", lambda: ())


def _forget_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageQuerySet, "live", lambda queryset: queryset)


def _refer_to_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    def reference(page: Page) -> dict[str, str]:
        return {"title": page.title}

    monkeypatch.setattr(serializers, "page_reference", reference)


def _list_all_in_sitemap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "only_visible", lambda pages: pages)


def _forget_consents(_monkeypatch: pytest.MonkeyPatch) -> None:
    CatalogueImage.objects.update(is_withheld=False)


@pytest.mark.parametrize(
    "plant",
    [_forget_privacy, _forget_consents, _forget_drafts, _refer_to_anything, _list_all_in_sitemap],
    ids=lambda plant: plant.__name__,
)
def test_canary_sees_a_planted_leak(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, plant: Callable[[pytest.MonkeyPatch], None]
) -> None:
    garden = Garden(tree)
    plant(monkeypatch)

    assert leaks_of(garden) != []
