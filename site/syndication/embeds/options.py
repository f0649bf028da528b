"""How an embed is to look: what a host may choose, read strictly."""

import re
from collections.abc import Callable
from colorsys import rgb_to_hls
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.http import QueryDict

from core.facets import FacetSelection
from syndication.feeds.parameters import FeedQuery, check_names, number_up_to, read_facets, read_value
from syndication.feeds.sources import FeedSource

DEFAULT_NUMBER, MAX_NUMBER = 6, 24
HEX_COLOUR = re.compile(r"[0-9a-f]{6}", re.ASCII)
DARKEST_LIGHTNESS = 24  # percent; every pair of the design's colours keeps its contrast up to here
LOOKS = frozenset({"farve", "tema"})


class Theme(StrEnum):
    LIGHT = "lys"
    DARK = "moerk"


class Layout(StrEnum):
    GRID = "gitter"
    STRIP = "stribe"


Kind = TypeVar("Kind", Theme, Layout)


@dataclass(frozen=True)
class Look:
    """Shape: `colour` six hexadecimal digits, empty for the catalogue's own; `theme` empty for the visitor's own."""

    colour: str = ""
    theme: str = ""
    layout: str = Layout.GRID

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What stands in the address for it."""
        chosen = [("farve", self.colour), ("tema", self.theme)]
        layout = [("visning", self.layout)] if self.layout != Layout.GRID else []
        return [*((name, value) for name, value in chosen if value), *layout]


@dataclass(frozen=True)
class EmbedOptions:
    """A list to embed: what, how many, how."""

    choice: FacetSelection
    number: int
    look: Look

    def query(self) -> str:
        number = [("antal", str(self.number))] if self.number != DEFAULT_NUMBER else []
        return urlencode([*self.choice.pairs, *number, *self.look.pairs])

    def asked(self) -> FeedQuery:
        return FeedQuery(self.choice, self.number, None, None)


def read_list(source: FeedSource, query: QueryDict) -> EmbedOptions:
    """What a host asks of a list. Raises: BadParameterError."""
    facets = {facet.parameter for facet in source.facets}
    check_names(query, once=LOOKS | {"antal", "visning"}, often=facets)
    number = read_value(query, "antal", number_up_to(MAX_NUMBER)) or DEFAULT_NUMBER
    return EmbedOptions(read_facets(source.facets, query), number, _look(query))


def read_look(query: QueryDict) -> Look:
    """How a host wants one page to look. Raises: BadParameterError."""
    check_names(query, once=LOOKS)
    return _look(query)


def _look(query: QueryDict) -> Look:
    return Look(
        colour=read_value(query, "farve", read_colour) or "",
        theme=read_value(query, "tema", _one_of(Theme)) or "",
        layout=read_value(query, "visning", _one_of(Layout)) or Layout.GRID,
    )


def _one_of(kind: type[Kind]) -> Callable[[str], Kind | None]:
    return lambda text: kind(text) if text in list(kind) else None


def read_colour(text: str) -> str | None:
    """Six hexadecimal digits, with or without a hash before them."""
    colour = text.lower().removeprefix("#")
    return colour if HEX_COLOUR.fullmatch(colour) else None


def colour_style(colour: str) -> str:
    """The style sheet that gives a page the host's colour, dark enough for every text on it."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, lightness, saturation = rgb_to_hls(red, green, blue)
    values = {"h": f"{hue * 360:.0f}", "s": f"{saturation:.0%}", "l": f"{min(lightness * 100, DARKEST_LIGHTNESS):.0f}%"}
    return ":root{" + ";".join(f"--identity-color-{name}:{value}" for name, value in values.items()) + "}\n"
