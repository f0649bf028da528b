"""Pattern library: every component in its states, for developers and for the accessibility tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.html import conditional_escape
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.blocks import Block, StreamBlock
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from concepts.components import (
    Figure,
    Figures,
    Finder,
    FormatFacts,
    Formats,
    GuideBars,
    GuideComparison,
    GuideRow,
    Shelf,
    Spine,
    TransferCard,
    YearWheel,
)
from core.breadcrumbs import Crumb
from core.components import (
    Anchor,
    Breadcrumbs,
    Card,
    EmptyState,
    FacetPanel,
    Fact,
    Facts,
    FilterChips,
    InventedNotice,
    Pager,
    PageTools,
    SortLinks,
    TableOfContents,
    TemplateComponent,
)
from core.facets import FacetSelection, Group, Option
from core.posts import FramedPicture, PostFrame, PostKind, framed
from core.sorting import sorting_of
from media.enums import PictureShape
from media.models import CatalogueImage
from media.pictures import Picture
from media.video_player import VideoPlayer
from showcase.components import (
    CategoryList,
    CategoryRow,
    CoverageGroup,
    Entry,
    Numbers,
    ReportedNumber,
    ShownFilm,
    ShownPicture,
    Tile,
    TileMap,
)

LONG_TITLE = "Sommerferiebibliotekarernes hemmelige højtlæsningsklub"
LEAD = "Ét bogstav ændrer hele titlen, og alle kan være med, også dem, der aldrig svarer."
PICTURE = Picture("En rød bus holder ved kirken.", "SoMe-kataloget", "", 1200, 800, {}, None)
FILM = VideoPlayer(
    1, "Stilhed", None, "https://vimeo.com/1", None, "Regn mod ruden.", "reason", "Ingen tale.", 12, "", "", PICTURE
)


@dataclass(frozen=True)
class PatternExample:
    """A component in one of its states. Shape: `name` is the component's class."""

    name: str
    state: str
    piece: TemplateComponent


def specimens() -> list[PatternExample]:
    """Every component in the states that look different. Cost: 1 query."""
    pieces = [*_cards(), *_finding(), *_reading(), *_concepts(), *_guides(), *_showcase()]
    return [PatternExample(type(piece).__name__, state, piece) for state, piece in pieces]


def blocks() -> list[tuple[str, str]]:
    """Every block that stands in a stream of any page type: its label and its preview as HTML."""
    found: dict[type[Block], Block] = {}
    for model in get_page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                found |= {type(block): block for block in _of(field.stream_block)}
    return [(str(block.label), block.render(block.get_preview_value())) for block in found.values()]


def _of(stream: StreamBlock) -> Iterator[Block]:
    yield from stream.child_blocks.values()


def _cards() -> list[tuple[str, TemplateComponent]]:
    cover = CatalogueImage.objects.order_by("pk").first()
    full = Card(
        "Ét bogstav galt", "#", LEAD, cover, 1, ("Facebook",), Decimal("2.5"), reason="Samme målgruppe: Unge 13-19"
    )
    return [
        ("complete", full),
        (
            "an example, long title",
            Card(LONG_TITLE, "#", LEAD, cover, 24, ("Fjordby Bibliotek",), invented="Fjordby Bibliotek"),
        ),
        ("without cover", Card("Uden omslag", "#")),
    ]


def _finding() -> list[tuple[str, TemplateComponent]]:
    options = [
        Option("facebook", "Facebook", 5, True, "platform=facebook"),
        Option("tiktok", "TikTok", 2, False, "platform=tiktok"),
    ]
    groups = [Group("platform", "Platform", options)]
    choice = FacetSelection((), {"platform": ("facebook",)}, (("platform", "myspace"),))
    sorting = sorting_of(QueryDict("sortering=tid"), {"nyeste": "Nyeste", "tid": "Mindst arbejde"}, [])
    return [
        ("one chosen", FacetPanel(groups, choice)),
        ("one chosen, one unknown", FilterChips(groups, choice)),
        ("second chosen", SortLinks(sorting)),
        ("in the middle", Pager(2, 3, "side=1", "side=3")),
        ("with a way out", EmptyState("Ingen koncepter opfylder alle valg.", "#", "Alle koncepter")),
        ("plain", EmptyState("Der er ingen priser endnu.")),
        ("empty choice", Finder("#", dict.fromkeys(("maalgruppe", "platform", "tid"), groups[0]))),
    ]


def _reading() -> list[tuple[str, TemplateComponent]]:
    anchors = (
        Anchor("hvorfor", "Hvorfor det virker"),
        Anchor("trin", "Trin for trin"),
        Anchor("succes", "Det er lykkedes, når"),
    )
    return [
        ("two above", Breadcrumbs((Crumb("SoMe-kataloget", "#"), Crumb("Koncepter", "#")), "Ét bogstav galt")),
        ("three sections", TableOfContents(anchors)),
        ("two libraries", InventedNotice(("Fjordby Bibliotek", "Nørrelund Bibliotek"))),
        (
            "many, folded away",
            InventedNotice(tuple(f"{name} Bibliotek" for name in ("Aaskov", "Tranehøj", "Klintrup", "Bakkeholm"))),
        ),
        ("one of an example", Facts((Fact("Tidsforbrug", "2,5 timer"), Fact("Bibliotek", "Fjordby", True)))),
        ("all of them", PageTools("#", "mailto:?subject=x", "mailto:a@example.dk", date(2026, 10, 2))),
        *_posts(),
    ]


def _posts() -> Iterator[tuple[str, TemplateComponent]]:
    cover = framed(CatalogueImage.objects.order_by("pk").first())
    shown = cover or FramedPicture(PICTURE)
    whose, text = conditional_escape("Fjordby Bibliotek"), conditional_escape(f"{LEAD} {LEAD} {LEAD}")
    yield (
        "with a picture, folded",
        PostFrame(PostKind.PICTURE, whose, text, "", None, (shown,), PictureShape.PORTRAIT, 3),
    )
    yield "carousel", PostFrame(PostKind.CAROUSEL, whose, text, "", None, (shown,) * 3, PictureShape.SQUARE)
    yield "upright", PostFrame(PostKind.UPRIGHT, whose, text, "", None, (shown,), PictureShape.UPRIGHT)
    yield "somebody's, as text", PostFrame(PostKind.TEXT, whose, text, "Facebook", date(2026, 2, 6))


def _concepts() -> list[tuple[str, TemplateComponent]]:
    spines = tuple(
        Spine("Ét bogstav galt" if look % 2 else LONG_TITLE, "#", look, look % 4 + 1, look % 4, look)
        for look in range(1, 8)
    )
    texts = ("<ul><li>Ét bogstav, hverken flere eller færre.</li></ul>",) * 3
    return [
        ("all looks", Shelf(spines)),
        ("complete", TransferCard(*texts, ("Nogen svarer den første time.",), ("Det sker for tit.",))),
    ]


def _guides() -> list[tuple[str, TemplateComponent]]:
    source = "Danmarks Statistik"
    valid = Figure("84 %", "bruger Facebook, 16-74 år", 2023, date(2099, 1, 1), source, "", False, False)
    old = Figure("ca. 33 %", "bruger LinkedIn, 16-74 år", 2023, date(2025, 12, 31), source, "", True, True)
    said = (date(2026, 11, 27), date(2099, 1, 1), source, "")
    upright = FormatFacts("Story", PictureShape.UPRIGHT, "1080 × 1920 pixel", 2200, 3, LEAD, *said, False, False)
    old_format = FormatFacts("Opslag", None, "", 300, 1, "", *said, True, True)
    rows = (
        GuideRow("Facebook", "#", LEAD, valid, 5, "#", date(2026, 9, 14)),
        GuideRow("LinkedIn", "#", LEAD, old, 1, "#", date(2026, 7, 2)),
        GuideRow("Små platforme", "#", LEAD, None, 0, "", None),
    )
    return [
        ("valid, and out of date at second hand", Figures((valid, old))),
        ("none", Figures(())),
        ("upright, and out of date at second hand", Formats((upright, old_format))),
        ("none", Formats(())),
        ("with and without figure", GuideComparison(rows)),
        ("two", GuideBars.of(rows)),
        ("over New Year, beside another, and now", YearWheel.of(_year(), date(2026, 12, 24))),
    ]


def _year() -> list[tuple[int, list[tuple[date, date]]]]:
    winter, jul = (date(2026, 12, 1), date(2027, 2, 28)), (date(2026, 12, 20), date(2026, 12, 26))
    return [(1, [winter]), (2, [jul]), (3, [(date(2027, 6, 27), date(2027, 8, 9))])]


def _showcase() -> list[tuple[str, TemplateComponent]]:
    winner = Card(
        "84 ord om en dør", "#", labels=("Årets opslag", "Nørrelund Bibliotek"), invented="Nørrelund Bibliotek"
    )
    rows = (
        CategoryRow("Årets opslag", "Det, der ændrede noget.", winner, (Entry("Ventelistetrøst", "#"),)),
        CategoryRow("Årets video", "En film, man ser til ende.", None, ()),
    )
    map_ = TileMap((Tile("Aarhus", 20, 0, 3, "Aarh", ""), Tile("Fredericia", 60, 20, 0, "Fred", "icia")), 80, 40, 1)
    return [
        ("one there, one not", map_),
        ("some there, some not", CoverageGroup("Landkommune", (("Aarhus", 3),), ("Læsø", "Ærø"))),
        ("nobody there", CoverageGroup("Oplandskommune", (), ("Fanø",))),
        ("won and not yet given", CategoryList(rows)),
        ("one", Numbers((ReportedNumber("Visninger", "1,2 t.", 7, note="Uden annoncer."),))),
        ("with caption", ShownPicture("billede-1-1", PICTURE, "Bussen er fremme.", "Bussen kører nu", "#")),
        ("elsewhere", ShownFilm("film-1-1", FILM, "Slå lyden til.", "Stilhed på 12 sekunder", "#")),
    ]


@require_safe
@never_cache
def component_gallery(request: HttpRequest) -> HttpResponse:
    """Every component and block preview on one page."""
    return render(request, "demo/specimens.html", {"specimens": specimens(), "blocks": blocks()})
