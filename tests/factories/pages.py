"""One smallest valid page per page type, published under its parent."""

from typing import Any, TypeVar

from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail.search.index import insert_or_update_object
from wagtail.signals import page_published

from concepts.models import ConceptIndexPage, ConceptPage, PlatformGuideIndexPage, PlatformGuidePage, YearWheelPage
from core.models import BasePage, FacetedPage, Platform
from foundation.before_commit import atomic
from home.models import HomePage, StandardPage
from libraries.models import Library
from media.models import MediaUsage
from showcase.models import (
    AwardCategory,
    AwardEditionPage,
    AwardIndexPage,
    AwardWinnerPage,
    CoveragePage,
    FilmIndexPage,
    GalleryIndexPage,
    InitiativeIndexPage,
    InitiativePage,
)
from tests.factories.core import make_library, make_platform

P = TypeVar("P", bound=BasePage)


@atomic()
def add(page: P, parent: Page) -> P:
    """Add under a parent; what is live has one version, the published one, as after an editor's first publishing.

    The rows are written once: saving, and publishing what was saved, would be the longest part of most tests.
    """
    parent.refresh_from_db()
    if page.live:
        page.first_published_at = page.last_published_at = page.latest_revision_created_at = timezone.now()
    parent.add_child(instance=page)
    if page.live:
        _publish_as_it_is(page)
    page.refresh_from_db()
    return page


def _publish_as_it_is(page: BasePage) -> None:
    revision = Revision.objects.create(
        content_object=page,
        base_content_type=page.get_base_content_type(),
        content=page.serializable_data(),
        object_str=str(page),
    )
    Page.objects.filter(pk=page.pk).update(latest_revision=revision, live_revision=revision)
    if isinstance(page, FacetedPage):
        insert_or_update_object(page)  # its facets are stored after it
    if MediaUsage.objects.filter(page=page).exists():  # else nobody who listens has anything to do
        page_published.send(sender=type(page), instance=page, revision=revision)


def make_home(parent: Page, **fields: Any) -> HomePage:
    return add(HomePage(**{"title": "SoMe-kataloget", "slug": "home", **fields}), parent)


def make_standard_page(parent: Page, title: str = "Om", **fields: Any) -> StandardPage:
    return add(StandardPage(title=title, **{"slug": _slug(title), **fields}), parent)


def make_concept_index(parent: Page, **fields: Any) -> ConceptIndexPage:
    return add(ConceptIndexPage(**{"title": "Koncepter", "slug": "koncepter", **fields}), parent)


def make_year_wheel(parent: Page, **fields: Any) -> YearWheelPage:
    return add(YearWheelPage(**{"title": "Årshjul", "slug": "aarshjul", **fields}), parent)


def make_concept(parent: Page, title: str = "Ét bogstav galt", **fields: Any) -> ConceptPage:
    return add(ConceptPage(title=title, **{"slug": _slug(title), **fields}), parent)


def make_guide_index(parent: Page, **fields: Any) -> PlatformGuideIndexPage:
    return add(PlatformGuideIndexPage(**{"title": "Platforme", "slug": "platforme", **fields}), parent)


def make_guide(parent: Page, title: str = "Facebook", **fields: Any) -> PlatformGuidePage:
    fields.setdefault("platform", Platform.objects.filter(name=title).first() or make_platform(title))
    return add(PlatformGuidePage(title=title, **{"slug": _slug(title), **fields}), parent)


def make_initiative_index(parent: Page, **fields: Any) -> InitiativeIndexPage:
    return add(InitiativeIndexPage(**{"title": "Initiativer", "slug": "eksempler", **fields}), parent)


def make_initiative(parent: Page, title: str = "Bussen svarer", **fields: Any) -> InitiativePage:
    fields.setdefault("library", Library.objects.first() or make_library())
    return add(InitiativePage(title=title, **{"slug": _slug(title), **fields}), parent)


def make_gallery(parent: Page, **fields: Any) -> GalleryIndexPage:
    return add(GalleryIndexPage(**{"title": "Galleri", "slug": "galleri", **fields}), parent)


def make_coverage(parent: Page, **fields: Any) -> CoveragePage:
    return add(CoveragePage(**{"title": "Hvem har bidraget?", "slug": "daekning", **fields}), parent)


def make_film_index(parent: Page, **fields: Any) -> FilmIndexPage:
    return add(FilmIndexPage(**{"title": "Film", "slug": "film", **fields}), parent)


def make_award_category(name: str = "Årets opslag", **fields: Any) -> AwardCategory:
    return AwardCategory.objects.create(name=name, **{"slug": _slug(name), **fields})


def make_award_index(parent: Page, **fields: Any) -> AwardIndexPage:
    return add(AwardIndexPage(**{"title": "Priser", "slug": "priser", **fields}), parent)


def make_edition(parent: Page, year: int = 2025, **fields: Any) -> AwardEditionPage:
    return add(AwardEditionPage(year=year, **{"title": f"Priserne {year}", "slug": str(year), **fields}), parent)


def make_winner(parent: Page, title: str = "Fejlen var vores", **fields: Any) -> AwardWinnerPage:
    fields.setdefault("category", AwardCategory.objects.first() or make_award_category())
    values = {"slug": _slug(title), "motivation": "<p>Ærligt og hurtigt.</p>"}
    return add(AwardWinnerPage(title=title, **{**values, **fields}), parent)


def _slug(title: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in title.lower())
