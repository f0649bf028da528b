"""`/vaerktoejer/platform/`: the platforms side by side, and which not to choose."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from concepts.enums import WorkPhone
from concepts.models import PlatformFigure, PlatformFormat, PlatformGuidePage
from core.models import TargetGroup
from core.posts import PostKind
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
ADDRESS = "/vaerktoejer/platform/"


def _guide(tree: Tree, title: str, *, figures: tuple[PlatformFigure, ...] = (), **fields: Any) -> PlatformGuidePage:
    guide: PlatformGuidePage = pages.make_guide(tree.guides, title, **fields)
    day = timezone.localdate() + timedelta(days=30)
    guide.figures = list(figures)
    guide.sizes = [
        PlatformFormat(name="Film", kind=PostKind.UPRIGHT, source="Deres hjælp", checked_on=day, valid_until=day)
    ]
    guide.save_revision().publish()
    return guide


@pytest.fixture
def young() -> TargetGroup:
    return core.make_target_group("Unge", slug="unge")


@pytest.fixture
def shelf(tree: Tree, young: TargetGroup) -> Tree:
    until = timezone.localdate() + timedelta(days=30)
    said = {"year": 2025, "source": "Nogen", "source_url": "https://example.dk/1", "valid_until": until}
    of_young = PlatformFigure(label="unge, der bruger TikTok", value="70 %", target_group=young, **said)
    of_all = PlatformFigure(label="bruger TikTok", value="30 %", **said)
    accessible = "<p>Skriv fx tekst til. Ret den bagefter.</p><p>Mere.</p>"
    _guide(tree, "TikTok", figures=(of_young, of_all), work_phone=WorkPhone.REFUSED, skills="At filme")
    _guide(tree, "Facebook", work_phone=WorkPhone.ALLOWED, accessibility=accessible, reviewed_on=until)
    _guide(tree, "Snapchat", work_phone=WorkPhone.ASK)
    platforms = {one: core.make_platform(one) for one in ("Blog",)} | {
        guide.title: guide.platform for guide in PlatformGuidePage.objects.all()
    }
    pages.make_concept(tree.concepts, "Let", target_groups=[young], platforms=[platforms["TikTok"]], effort_hours="1.5")
    pages.make_concept(
        tree.concepts, "Stort", target_groups=[young], platforms=[platforms["Facebook"]], effort_hours="6"
    )
    return tree


def _answers(client: Client, query: str = "") -> dict[str, Any]:
    answer = client.get(f"{ADDRESS}?{query}")
    assert answer.status_code == 200
    soup: Any = BeautifulSoup(answer.content, "html.parser")
    found = soup.select(".platforms__one")
    return {one.find("h2").get_text(strip=True): " ".join(one.get_text(" ").split()) for one in found}


def test_nothing_asked_is_nothing_judged(shelf: Tree, client: Client) -> None:
    answers = _answers(client)

    assert set(answers) == {"TikTok", "Facebook", "Snapchat", "Blog"}
    assert not any(verdict in text for text in answers.values() for verdict in ("Vælg den ikke", "Den passer"))
    assert "30 % bruger TikTok (2025) Kilde: Nogen" in answers["TikTok"]
    assert "unge, der bruger" not in answers["TikTok"]
    assert "Skriv fx tekst til. " in answers["Facebook"]
    assert "Ret den bagefter" not in answers["Facebook"]
    assert "Vi har ingen tal" in answers["Blog"]


def test_it_says_which_not_to_choose_and_why_the_best_first(shelf: Tree, client: Client) -> None:
    answers = _answers(client, "maalgruppe=unge&telefon=kommunens&timer=4")

    assert list(answers) == ["Blog", "Snapchat", "Facebook", "TikTok"]
    assert "Vælg den ikke Dens app må som regel ikke ligge på en af kommunens telefoner." in answers["TikTok"]
    assert "Vælg den ikke Det hurtigste koncept til den tager 6 timer, og I har 4 timer" in answers["Facebook"]
    assert "Med et forbehold Spørg jeres it-afdeling" in answers["Snapchat"]
    assert "Der er ingen guide til den endnu." in answers["Blog"]


def test_own_phone_and_the_right_format_fit(shelf: Tree, client: Client) -> None:
    answers = _answers(client, "maalgruppe=unge&telefon=egen&slags=story&timer=2")

    assert next(iter(answers)) == "TikTok"
    assert "Den passer" in answers["TikTok"]
    assert "70 % unge, der bruger TikTok" in answers["TikTok"]
    assert "30 %" not in answers["TikTok"]
    assert "1, det hurtigste tager 1,5 timer" in answers["TikTok"]
    assert "Den har ikke plads til »Karrusel«." in _answers(client, "slags=karrusel")["TikTok"]
    assert "Kataloget har endnu intet koncept til den og den gruppe." in answers["Snapchat"]


def test_groups_own_figures_stand_with_it_in_the_first_step(shelf: Tree, client: Client) -> None:
    soup: Any = BeautifulSoup(client.get("/vaerktoejer/start/?trin=hvem").content, "html.parser")
    group = " ".join(soup.find("input", value="unge").parent.get_text(" ").split())

    assert "TikTok 70 % unge, der bruger TikTok (2025) Kilde: Nogen" in group
    assert "30 % bruger TikTok" in " ".join(soup.select_one(".tool__ladder").get_text(" ").split())


def test_renamed_group_keeps_its_figures(shelf: Tree, client: Client, young: TargetGroup) -> None:
    young.slug = "unge-13-19"
    young.save()

    assert "70 % unge" in _answers(client, "maalgruppe=unge-13-19")["TikTok"]
    assert "70 % unge" in _answers(client, "maalgruppe=unge")["TikTok"]


def test_it_costs_the_same_however_many_there_are(shelf: Tree, client: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            _answers(client, "maalgruppe=unge&timer=4")
        return len(asked)

    cost()
    few = cost()
    for number in range(9):
        _guide(shelf, f"Platform {number}")
        pages.make_concept(shelf.concepts, f"Til {number}", platforms=[core.make_platform(f"Ny {number}")])

    assert cost() == few


def test_guide_itself_says_what_it_takes(shelf: Tree, client: Client) -> None:
    text = client.get("/platforme/tiktok/").content.decode()

    assert "At filme" in text
    assert "Som regel ikke tilladt" in text


@pytest.mark.parametrize("address", [ADDRESS, "/vaerktoejer/start/"])
def test_part_that_an_older_address_chose_is_not_lost_with_the_next_press(
    shelf: Tree, client: Client, young: TargetGroup, address: str
) -> None:
    core.make_target_group("Elever", slug="elever", part_of=young, is_retired=True)
    soup: Any = BeautifulSoup(client.get(f"{address}?maalgruppe=elever").content, "html.parser")

    chosen = soup.select_one("main [value=elever]")
    assert chosen.has_attr("selected") or chosen.has_attr("checked")
