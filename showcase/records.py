"""What the public may see of initiatives, award editions and winners, as records."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from core.records.kinds import Content, Kind, register, relations_of
from core.records.parts import Whose, Word
from showcase.models import (
    AwardEditionPage,
    AwardIndexPage,
    AwardWinnerPage,
    CoveragePage,
    FilmIndexPage,
    GalleryIndexPage,
    InitiativeIndexPage,
    InitiativePage,
)
from showcase.querysets import of_edition


class InitiativeContent(Content):
    library: Whose | None
    started_on: date | None
    ended_on: date | None


class EditionContent(Content):
    year: int | None
    ceremony_at: datetime | None
    ceremony_place: str
    host: Whose | None

    @property
    def is_coming(self) -> bool:
        """Whether the ceremony is still ahead."""
        return self.ceremony_at is not None and self.ceremony_at > timezone.now()


class WinnerContent(Content):
    """Shape: `year` is that of the edition; `entry` the id of the page that won, which may be hidden."""

    year: int | None
    category: Word | None
    library: Whose | None
    entry: int | None = None


def initiative_content(page: Any) -> InitiativeContent:
    return InitiativeContent(library=Whose.of(page.library), started_on=page.started_on, ended_on=page.ended_on)


def edition_content(page: Any) -> EditionContent:
    return EditionContent(
        year=page.year, ceremony_at=page.ceremony_at, ceremony_place=page.ceremony_place, host=Whose.of(page.host)
    )


def winner_content(page: Any) -> WinnerContent:
    year = page.year_of_edition if hasattr(page, "year_of_edition") else page.get_parent().specific.year
    return WinnerContent(
        year=year,
        category=Word.of(page.category),
        library=Whose.of(page.library),
        entry=page.initiative_id or page.concept_id,
    )


def winner_order(page: Any) -> str:
    """As the categories stand."""
    return f"{page.category.sort_order:05}{page.category.name_order}" if page.category else ""


def register_kinds() -> None:
    register(
        Kind(
            "initiative",
            InitiativePage,
            InitiativeContent,
            initiative_content,
            fetch=lambda pages: pages.select_related("library").defer("media"),
            relations=relations_of(InitiativePage.facets),
        )
    )
    register(
        Kind(
            "edition",
            AwardEditionPage,
            EditionContent,
            edition_content,
            fetch=lambda pages: pages.select_related("host").defer("media"),
        )
    )
    register(
        Kind(
            "winner",
            AwardWinnerPage,
            WinnerContent,
            winner_content,
            fetch=lambda pages: of_edition(pages.select_related("category", "library").defer("media")),
            order=winner_order,
            tells_of_parent=True,
        )
    )
    for model in (AwardIndexPage, CoveragePage, FilmIndexPage, GalleryIndexPage, InitiativeIndexPage):
        register(Kind("page", model))
