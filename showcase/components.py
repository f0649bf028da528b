"""Pieces of initiative and award pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.http import HttpRequest
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.components import Card, Fact, Facts, Piece, url_of
from core.libraries.tiles import tiles
from core.media.films import Film, film_of
from core.media.pictures import Picture, picture_of

if TYPE_CHECKING:
    from core.libraries.models import Library
    from core.media.models import Showing
    from showcase.models import (
        AwardEditionPage,
        AwardWinnerPage,
        EditionCategory,
        InitiativeNumber,
        InitiativePage,
        Nomination,
    )


TILE_SIZE = 20


def _is_example(library: "Library | None") -> bool:
    return library is not None and library.is_example


def initiative_card(
    initiative: "InitiativePage", request: HttpRequest, *, reason: str | Promise = "", level: int = 3
) -> Card:
    return Card(
        title=initiative.title,
        url=url_of(initiative, request),
        lead=initiative.lead,
        cover=initiative.cover,
        labels=(str(initiative.library), *(str(platform) for platform in initiative.platforms.all())),
        is_example=initiative.library.is_example,
        reason=reason,
        level=level,
    )


def winner_card(winner: "AwardWinnerPage", request: HttpRequest) -> Card:
    labels = (str(winner.category), *([str(winner.library)] if winner.library else []))
    url = url_of(winner, request)
    return Card(winner.title, url, winner.lead, winner.cover, None, labels, is_example=_is_example(winner.library))


def edition_card(edition: "AwardEditionPage", request: HttpRequest, *, level: int = 3) -> Card:
    return Card(
        title=edition.title,
        url=url_of(edition, request),
        lead=edition.lead,
        cover=edition.cover,
        number=edition.year,
        labels=(_("Coming"),) if edition.is_coming else (),
        is_example=_is_example(edition.host),
        level=level,
    )


def initiative_facts(initiative: "InitiativePage") -> Facts:
    rows: list[tuple[str | Promise, str, bool]] = [
        (_("Library"), str(initiative.library), initiative.library.is_example),
        (_("Platforms"), ", ".join(str(term) for term in initiative.platforms.all()), False),
        (_("Target groups"), ", ".join(str(term) for term in initiative.target_groups.all()), False),
        (_("When"), _period(initiative), False),
    ]
    return Facts(tuple(Fact(label, value, is_example) for label, value, is_example in rows if value))


def winner_facts(winner: "AwardWinnerPage") -> Facts:
    rows = [Fact(_("Category"), str(winner.category))]
    if winner.library:
        rows.append(Fact(_("Library"), str(winner.library), winner.library.is_example))
    return Facts(tuple(rows))


def _period(initiative: "InitiativePage") -> str:
    days = (initiative.started_on, initiative.ended_on)
    return " – ".join(formats.date_format(day) for day in dict.fromkeys(days) if day)


@dataclass(frozen=True)
class Numbers(Piece):
    """What a library reported. Alone it is an anecdote, and says so."""

    template_name: ClassVar[str] = "showcase/components/numbers.html"
    numbers: "tuple[InitiativeNumber, ...]"


@dataclass(frozen=True)
class Entry:
    """An initiative or a concept that was put forward, or won."""

    title: str
    url: str


@dataclass(frozen=True)
class CategoryRow:
    """A prize in one edition. Shape: `winner` None until it is given; `others` are the nominees that did not win."""

    name: str
    criterion: str
    winner: Card | None
    others: tuple[Entry, ...]


@dataclass(frozen=True)
class CategoryList(Piece):
    """The prizes of an edition, with winners once there are any."""

    template_name: ClassVar[str] = "showcase/components/category_list.html"
    rows: tuple[CategoryRow, ...]


def category_list(
    categories: "Iterable[EditionCategory]",
    winners: "Iterable[AwardWinnerPage]",
    nominations: "Iterable[Nomination]",
    request: HttpRequest,
) -> CategoryList:
    """Every category once, those that only a winner has last."""
    criteria: dict[Any, str] = {line.category: line.criterion or line.category.description for line in categories}
    won = {winner.category: winner for winner in winners}
    put_forward = [(nomination.category, nomination.entry) for nomination in nominations]
    rows = []
    for category in dict.fromkeys([*criteria, *won, *(category for category, _entry in put_forward)]):
        winner = won.get(category)
        taken = {winner.initiative_id, winner.concept_id} if winner else set()
        others = [entry for of, entry in put_forward if of == category and entry.pk not in taken]
        rows.append(
            CategoryRow(
                str(category),
                criteria.get(category, ""),
                winner_card(winner, request) if winner else None,
                tuple(Entry(entry.title, url_of(entry, request)) for entry in others),
            )
        )
    return CategoryList(tuple(rows))


@dataclass(frozen=True)
class ShownPicture(Piece):
    """A picture in the gallery of all pages, with the page it comes from."""

    template_name: ClassVar[str] = "showcase/components/shown_picture.html"
    key: str  # of its own address on the page
    picture: Picture
    caption: str
    page_title: str
    page_url: str

    @classmethod
    def of(cls, showing: "Showing", request: HttpRequest) -> "ShownPicture":
        picture, page = cast(Picture, picture_of(showing.image)), showing.page
        return cls(f"billede-{page.pk}-{showing.image_id}", picture, showing.caption, page.title, url_of(page, request))


@dataclass(frozen=True)
class ShownFilm(Piece):
    """A film in the list of all films, with the page it comes from."""

    template_name: ClassVar[str] = "showcase/components/shown_film.html"
    key: str
    film: Film
    caption: str
    page_title: str
    page_url: str

    @classmethod
    def of(cls, showing: "Showing", request: HttpRequest) -> "ShownFilm":
        film, page = cast(Film, film_of(showing.video)), showing.page
        return cls(f"film-{page.pk}-{showing.video_id}", film, showing.caption, page.title, url_of(page, request))


@dataclass(frozen=True)
class Tile:
    """One municipality on the map. Units: `x` and `y` those of the drawing, TILE_SIZE a tile."""

    name: str
    x: int
    y: int
    number: int

    @property
    def short(self) -> str:
        return self.name[:4]


@dataclass(frozen=True)
class TileMap(Piece):
    """The municipalities as tiles, filled where a library has contributed; one the map does not know is left out."""

    template_name: ClassVar[str] = "showcase/components/tile_map.html"
    tiles: tuple[Tile, ...]
    width: int
    height: int
    number: int

    @classmethod
    def of(cls, contributions: "Mapping[Library, int]") -> "TileMap":
        places = {code: (column * TILE_SIZE, row * TILE_SIZE) for code, (column, row) in tiles().items()}
        found = tuple(
            Tile(library.municipality, x, y, number)
            for library, number in contributions.items()
            if library.municipality_code in places
            for x, y in [places[library.municipality_code]]
        )
        width, height = (TILE_SIZE + max(place[axis] for place in places.values()) for axis in (0, 1))
        return cls(found, width, height, sum(1 for tile in found if tile.number))


@dataclass(frozen=True)
class CoverageGroup(Piece):
    """One group of municipalities in words: who has contributed, with how much, and who has not yet."""

    template_name: ClassVar[str] = "showcase/components/coverage_group.html"
    name: str | Promise
    there: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, name: str | Promise, contributions: "Mapping[Library, int]", group: int) -> "CoverageGroup":
        own = [(one.municipality, number) for one, number in contributions.items() if one.municipality_group == group]
        there = tuple((name, number) for name, number in own if number)
        return cls(name, there, tuple(name for name, number in own if not number))

    @property
    def total(self) -> int:
        return len(self.there) + len(self.missing)
