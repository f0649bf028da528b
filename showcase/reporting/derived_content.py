"""Derived content: what was made of a report, and which of it the public sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q
from wagtail.models import Page

from concepts.models import ConceptPage
from media.models import CatalogueImage, MediaUsage, Video
from showcase.reporting.models import Copy, Report


@dataclass(frozen=True)
class Footprint:
    """Shape: pages of their own type. `showing`: other published pages that show a picture or film of it."""

    drafts: list[Any]
    published: list[Any]
    showing: list[Any]
    hidden: list[CatalogueImage | Video]
    shown: list[CatalogueImage | Video]

    @property
    def public_pages(self) -> list[Any]:
        """Every page that would have to be taken down or changed."""
        return [*self.published, *self.showing]

    @property
    def is_public(self) -> bool:
        return bool(self.public_pages)


def footprint_of(report: Report) -> Footprint:
    """Cost: about 8 queries, however much there is of each."""
    pages = list(Page.objects.filter(pk__in=_ids(report, "page")).order_by("pk").specific())
    videos = list(Video.objects.filter(pk__in=_ids(report, "video")).order_by("pk"))
    images = list(images_of(report, videos))
    video_pages, image_pages = _live_pages("video", videos), _live_pages("image", images)
    for image in images:  # a still is public with its film
        image_pages.setdefault(image.pk, set()).update(video_pages.get(image.still_of_id or 0, ()))
    made_of_it = {page.pk for page in pages}
    showing = {pk for found in (*video_pages.values(), *image_pages.values()) for pk in found} - made_of_it
    files = [(video, video_pages) for video in videos] + [(image, image_pages) for image in images]
    return Footprint(
        drafts=[page for page in pages if not page.live],
        published=[page for page in pages if page.live],
        showing=list(Page.objects.filter(pk__in=showing).order_by("pk").specific()),
        hidden=[file for file, where in files if not where.get(file.pk)],
        shown=[file for file, where in files if where.get(file.pk)],
    )


def images_of(report: Report, videos: Iterable[Video]) -> models.QuerySet[CatalogueImage]:
    """The pictures made from it, and the stills of its films."""
    is_its_own = Q(pk__in=_ids(report, "image")) | Q(still_of__in=[video.pk for video in videos])
    return CatalogueImage.objects.filter(is_its_own).order_by("pk")


def is_concept(page: Page) -> bool:
    return isinstance(page, ConceptPage)


def _ids(report: Report, kind: str) -> list[int]:
    found = Copy.objects.filter(report=report).exclude(**{kind: None})
    return list(found.values_list(f"{kind}_id", flat=True))


def _live_pages(kind: str, things: Iterable[Any]) -> dict[int, set[int]]:
    """Which published pages show each, as they are published. Cost: 1 query."""
    usages = MediaUsage.objects.filter(page__live=True, **{f"{kind}__in": [thing.pk for thing in things]})
    shown: dict[int, set[int]] = {}
    for thing, page in usages.values_list(kind, "page"):
        shown.setdefault(thing, set()).add(page)
    return shown
