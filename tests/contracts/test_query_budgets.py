"""How many questions each page and API type asks the database: literal, at 0, 1 and 3 items, and equal at 15 and 300.

Raising a number is a reviewed change with a reason.
"""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from concepts.models import ConceptCondition, ConceptPage
from media.tasks import make_renditions
from showcase.models import InitiativeNumber
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Copy
from showcase.reporting.signed_tokens import token_for
from tests.factories import core, pages
from tests.factories.reports import make_report
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = [pytest.mark.django_db, pytest.mark.once]

Fill = Callable[[Tree, int], str]


def _concepts(tree: Tree, count: int) -> str:
    platform, metric, objective = core.make_platform(), core.make_metric(), core.make_objective()
    image = core.make_image(file=core.picture_file(size=(60, 40)))
    make_renditions.call(image_id=image.pk)
    for number in range(count):
        concept = pages.make_concept(
            tree.concepts,
            f"Forslag {number}",
            cover=image,
            number=number + 1,
            platforms=[platform],
            objectives=[objective],
            success_metric=metric,
            effort_hours="2",
            body=[("gallery", {"heading": "", "items": [{"image": image, "caption": ""}]})],
            kit=[("platform_text", {"platform": platform, "heading": "Opslag", "text": "Hej [by]"})],
        )
        concept.conditions = [ConceptCondition(kind="works", text="Når nogen svarer")]
        concept.save()
        pages.make_initiative(tree.initiatives, f"Kilde {number}", concept=concept)
    return "/koncepter/"


def _guides(tree: Tree, count: int) -> str:
    for number in range(count):
        pages.make_guide(tree.guides, f"Platform {number}")
    return "/platforme/"


def _initiatives(tree: Tree, count: int) -> str:
    platform, metric = core.make_platform(), core.make_metric()
    for number in range(count):
        initiative = pages.make_initiative(tree.initiatives, f"Eksempel {number}", platforms=[platform])
        initiative.numbers = [InitiativeNumber(metric=metric, value=412)]
        initiative.save()
    return "/eksempler/"


def _editions(tree: Tree, count: int) -> str:
    for number in range(count):
        pages.make_edition(tree.awards, 2020 + number)
    return "/priser/"


def _year(tree: Tree, count: int) -> str:
    jul, exams = core.make_occasion(recurrence="uge 52"), core.make_occasion("Eksamen", recurrence="uge 24")
    for number in range(count):
        pages.make_concept(tree.concepts, f"Forslag {number}", occasions=[jul, exams])
    return str(pages.make_year_wheel(tree.home).get_url())


def _winners(tree: Tree, count: int) -> str:
    edition = pages.make_edition(tree.awards)
    for number in range(count):
        pages.make_winner(edition, f"Vinder {number}")
    return str(edition.get_url())


def _gallery(tree: Tree, count: int) -> str:
    _concepts(tree, count)
    return str(pages.make_gallery(tree.home).get_url())


def _films(tree: Tree, count: int) -> str:
    poster = core.make_image(file=core.picture_file(size=(60, 40)))
    for number in range(count):
        film = core.make_video(f"Film {number}", poster=poster)
        pages.make_concept(tree.concepts, f"Forslag {number}", body=[("video", {"video": film, "caption": ""})])
    return str(pages.make_film_index(tree.home).get_url())


def _coverage(tree: Tree, count: int) -> str:
    for number in range(count):
        library = core.make_library(
            f"DK-71000{number}", is_example=False, municipality_code=("0101", "0147", "0400")[number]
        )
        pages.make_initiative(tree.initiatives, f"Eksempel {number}", library=library)
    return str(pages.make_coverage(pages.make_standard_page(tree.home)).get_url())


def _home(tree: Tree, count: int) -> str:
    _concepts(tree, count)
    return "/"


def _search(tree: Tree, count: int) -> str:
    _concepts(tree, count)
    return "/soeg/?q=forslag"


def _api(fill: Fill, page_type: str) -> Fill:
    def fill_and_ask(tree: Tree, count: int) -> str:
        fill(tree, count)
        return f"/api/v2/pages/?type={page_type}&fields=*"

    return fill_and_ask


def _first_of(fill: Fill) -> Fill:
    """The detail page of the first item; a list of none has none, so it stands in for one."""

    def fill_and_ask(tree: Tree, count: int) -> str:
        section = fill(tree, max(count, 1))
        parent = Page.objects.get(url_path=f"/home{section}")
        return str(parent.get_children().first().get_url())

    return fill_and_ask


def _dpl_of(fill: Fill) -> Fill:
    return lambda tree, count: f"{fill(tree, count)}dpl/"


def _at(fill: Fill, address: str) -> Fill:
    """Another address that shows what was filled in."""

    def fill_and_ask(tree: Tree, count: int) -> str:
        fill(tree, count)
        return address

    return fill_and_ask


LISTS: dict[str, tuple[Fill, tuple[int, int, int]]] = {
    "home": (_home, (18, 18, 18)),
    "concept index": (_concepts, (16, 17, 17)),
    "guide index": (_guides, (16, 16, 16)),
    "initiative index": (_initiatives, (14, 15, 15)),
    "gallery": (_gallery, (16, 17, 17)),
    "films": (_films, (16, 18, 18)),
    "coverage": (_coverage, (17, 17, 17)),
    "award index": (_editions, (14, 14, 14)),
    "edition with winners": (_winners, (19, 19, 19)),
    "search": (_search, (7, 8, 8)),
    "API concepts": (_api(_concepts, "concepts.ConceptPage"), (7, 13, 13)),
    "API guides": (_api(_guides, "concepts.PlatformGuidePage"), (7, 10, 10)),
    "API initiatives": (_api(_initiatives, "showcase.InitiativePage"), (7, 9, 9)),
    "API editions": (_api(_editions, "showcase.AwardEditionPage"), (7, 9, 9)),
    "API winners": (_api(_winners, "showcase.AwardWinnerPage"), (7, 7, 7)),
    "feed API concepts": (_at(_concepts, "/api/feed/v1/concepts"), (1, 1, 1)),
    "feed API winners": (_at(_winners, "/api/feed/v1/winners"), (1, 1, 1)),
    "feed API pictures": (_at(_gallery, "/api/feed/v1/galleries"), (1, 1, 1)),
    # Where the page that lists them all lies comes with the rows; an empty list asks for it.
    "frame of concepts": (_at(_concepts, "/embed/v1/koncepter/"), (2, 1, 1)),
    "share page": (_at(_concepts, "/del/"), (8, 8, 8)),
    "year wheel": (_year, (19, 20, 20)),
    "calendar of the year": (_at(_year, "/feeds/occasions.ics"), (3, 4, 4)),
    "calendar": (_at(_editions, "/feeds/calendar.ics"), (1, 1, 1)),
    "sitemap": (_at(_films, "/sitemap.xml"), (4, 5, 5)),
}
DETAILS: dict[str, tuple[Fill, int]] = {
    "concept": (_first_of(_concepts), 34),  # the guides, for the measures of its posts
    "guide": (_first_of(_guides), 22),
    "initiative": (_first_of(_initiatives), 20),
    "edition": (_first_of(_editions), 19),
    "concept for DPL": (_dpl_of(_first_of(_concepts)), 30),
    "initiative for DPL": (_dpl_of(_first_of(_initiatives)), 19),
}


def queries_of(address: str, client: Client | None = None) -> int:
    """Counted on the second request: Wagtail keeps site addresses in a cache from the first."""
    (client or Client()).get(address)
    with CaptureQueriesContext(connection) as captured:
        response = (client or Client()).get(address)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("position", by_night_but([0, 1, 2], 2))
def test_list_keeps_its_budget(tree: Tree, name: str, position: int) -> None:
    fill, budget = LISTS[name]

    assert queries_of(fill(tree, (0, 1, 3)[position])) == budget[position]


@pytest.mark.parametrize("name", DETAILS)
def test_detail_keeps_its_budget_whatever_its_neighbours(tree: Tree, name: str) -> None:
    fill, budget = DETAILS[name]

    assert queries_of(fill(tree, 3)) == budget


STATUS_PAGE = 16  # of a report's own reporter


@pytest.mark.parametrize("count", [1, 4])
def test_status_page_asks_as_much_of_many_copies_as_of_one(tree: Tree, count: int) -> None:
    report = make_report(ReportState.PUBLISHED)
    for number in range(count):
        image = core.make_image(f"Bus {number}")
        page = pages.make_initiative(tree.initiatives, f"Bussen {number}", cover=image, live=number % 2 == 0)
        Copy.objects.create(report=report, page=page)
        Copy.objects.create(report=report, image=image)
        pages.make_concept(tree.concepts, f"Forslag {number}", cover=image)

    assert queries_of(f"/indberet/{token_for(report.key)}/") == STATUS_PAGE


def test_lists_ask_as_much_of_60_concepts_as_of_15(tree: Tree) -> None:
    addresses = ["/", "/koncepter/", "/soeg/?q=forslag", "/api/v2/pages/?type=concepts.ConceptPage&fields=*"]
    _add_plain_concepts(tree, 15)
    few = {address: queries_of(address) for address in addresses}

    _add_plain_concepts(tree, 45)

    assert {address: queries_of(address) for address in addresses} == few


def _add_plain_concepts(tree: Tree, count: int) -> None:
    """Concepts enough to fill pages, without revisions."""
    tree.concepts.refresh_from_db()
    start = tree.concepts.numchild
    for number in range(start, start + count):
        tree.concepts.add_child(instance=ConceptPage(title=f"Forslag {number}", slug=f"k-{number}", effort_hours="2"))
