"""Pieces of initiative and award pages."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, cast

from django.http import HttpRequest
from django.utils.functional import Promise

from core.components import Card, TemplateComponent, url_of
from core.records.models import RecordPicture
from libraries.map_grid import map_grid_tiles
from libraries.models import Library
from media.models import MediaUsage
from media.pictures import Picture
from media.video_player import VideoPlayer, video_player_of

TILE_SIZE = 20
SIGNS = 4  # of a name, that a line of a tile has room for


@dataclass(frozen=True)
class ReportedNumber:
    """Shape: `value_in_words` as printed; `window_days` after the post, None when not said."""

    metric_name: str
    value_in_words: str
    window_days: int | None = None
    is_boosted: bool = False
    note: str = ""


@dataclass(frozen=True)
class Numbers(TemplateComponent):
    """What a library reported. Alone it is an anecdote, and says so."""

    template_name: ClassVar[str] = "showcase/components/numbers.html"
    numbers: tuple[ReportedNumber, ...]


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
class CategoryList(TemplateComponent):
    """The prizes of an edition, with winners once there are any."""

    template_name: ClassVar[str] = "showcase/components/category_list.html"
    rows: tuple[CategoryRow, ...]


@dataclass(frozen=True)
class ShownPicture(TemplateComponent):
    """A picture in the gallery of all pages, with the page it comes from."""

    template_name: ClassVar[str] = "showcase/components/shown_picture.html"
    key: str  # of its own address on the page
    picture: Picture
    caption: str
    page_title: str
    page_url: str

    @classmethod
    def of(cls, shown: RecordPicture, _request: HttpRequest) -> "ShownPicture":
        page = shown.record
        return cls(f"billede-{page.pk}-{shown.image_id}", shown.as_picture, shown.caption, page.title, page.path)


@dataclass(frozen=True)
class ShownFilm(TemplateComponent):
    """A film in the list of all films, with the page it comes from."""

    template_name: ClassVar[str] = "showcase/components/shown_film.html"
    key: str
    film: VideoPlayer
    caption: str
    page_title: str
    page_url: str

    @classmethod
    def of(cls, usage: MediaUsage, request: HttpRequest) -> "ShownFilm":
        film, page = cast(VideoPlayer, video_player_of(usage.video)), usage.page
        return cls(f"film-{page.pk}-{usage.video_id}", film, usage.caption, page.title, url_of(page, request))


@dataclass(frozen=True)
class Tile:
    """One municipality on the map. Units: `x` and `y` those of the drawing, TILE_SIZE a tile.

    Shape: `start` is the beginning of its name; `end` its end, where another begins alike («Fred», «icia»), else empty.
    """

    name: str
    x: int
    y: int
    number: int
    start: str
    end: str


@dataclass(frozen=True)
class TileMap(TemplateComponent):
    """The municipalities as tiles, filled where a library has contributed; one the map does not know is left out."""

    template_name: ClassVar[str] = "showcase/components/tile_map.html"
    tiles: tuple[Tile, ...]
    width: int
    height: int
    number: int

    @classmethod
    def of(cls, contributions: Mapping[Library, int]) -> "TileMap":
        places = {code: (column * TILE_SIZE, row * TILE_SIZE) for code, (column, row) in map_grid_tiles().items()}
        beginnings = Counter(library.municipality[:SIGNS] for library in contributions)
        found = tuple(
            Tile(name, x, y, number, name[:SIGNS], name[-SIGNS:] if beginnings[name[:SIGNS]] > 1 else "")
            for library, number in contributions.items()
            if library.municipality_code in places
            for name, (x, y) in [(library.municipality, places[library.municipality_code])]
        )
        width, height = (TILE_SIZE + max(place[axis] for place in places.values()) for axis in (0, 1))
        return cls(found, width, height, sum(1 for tile in found if tile.number))


@dataclass(frozen=True)
class CoverageGroup(TemplateComponent):
    """One group of municipalities in words: who has contributed, with how much, and who has not yet."""

    template_name: ClassVar[str] = "showcase/components/coverage_group.html"
    name: str | Promise
    there: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]

    @classmethod
    def of(cls, name: str | Promise, contributions: Mapping[Library, int], group: int) -> "CoverageGroup":
        own = [(one.municipality, number) for one, number in contributions.items() if one.municipality_group == group]
        there = tuple((name, number) for name, number in own if number)
        return cls(name, there, tuple(name for name, number in own if not number))

    @property
    def total(self) -> int:
        return len(self.there) + len(self.missing)
