"""`/vaerktoejer/`: from whom one wants to reach to a plan on one sheet, and a success criterion from own numbers."""

import io
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from docx import Document
from icalendar import Calendar

from concepts.models import ConceptPage, OrderedSheet
from concepts.models.orders import forget_orders
from concepts.tasks import print_sheet
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
START, SUCCESS, PLATFORM = "/vaerktoejer/start/", "/vaerktoejer/succes/", "/vaerktoejer/platform/"
TEN = "12\n48\n31\n7\n412\n55\n60\n13\n300\n22"
ODD = [
    "trin=plan",
    "trin=ukendt&maalgruppe=ukendt&formaal=&koncept=x&platform=%F0%9F%93%9A&timer=99&rytme=nu&fra=31/2&maal=9-9",
    "maalgruppe=%3Cscript%3Ealert(1)%3C/script%3E&fra=%3Cimg%20src=x%3E&slaa=%3Cb%3E",
    "koncept=" + "9" * 400,
    "&".join(f"koncept={number}" for number in range(300)),
    "trin=plan&fra=9999-12-31&maal=5-10",
    "maalgruppe=" + "å" * 900,
    "trin=hvor&platform=%D7%A9%D7%9C%D7%95%D7%9D&trin=plan",
]


@pytest.fixture
def concept(tree: Tree) -> ConceptPage:
    page: ConceptPage = pages.make_concept(
        tree.concepts,
        "Fredagsbogen",
        target_groups=[core.make_target_group("Unge", slug="unge")],
        objectives=[core.make_objective()],
        platforms=[core.make_platform()],
        effort_hours="3",
    )
    return page


def _told(client: Client, query: str = "", *, address: str = START) -> str:
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 200
    return _text(answer)


def _text(answer: Any) -> str:
    soup: Any = BeautifulSoup(answer.content, "html.parser")
    return " ".join(soup.find("main").get_text(" ").split())


def _query(concept: ConceptPage, **more: str) -> str:
    chosen = {"maalgruppe": "unge", "formaal": "dialog", "koncept": str(concept.pk), "platform": "facebook", **more}
    return "&".join(f"{name}={value}" for name, value in chosen.items())


def test_each_step_carries_what_was_chosen_before(concept: ConceptPage, client: Client) -> None:
    soup: Any = BeautifulSoup(client.get(f"{START}?{_query(concept)}&trin=hvordan").content, "html.parser")
    form = soup.find("form", class_="tool__form")

    hidden = {(field["name"], field["value"]) for field in form.find_all("input", type="hidden")}
    assert {("maalgruppe", "unge"), ("formaal", "dialog"), ("platform", "facebook")} <= hidden
    assert "koncept" not in {name for name, _value in hidden}
    assert form.find("input", attrs={"name": "koncept", "checked": True})["value"] == str(concept.pk)
    assert form.find("button", attrs={"name": "trin"})["value"] == "hvor"


def test_plan_says_all_of_it_and_what_does_not_go_together(concept: ConceptPage, client: Client) -> None:
    core.make_platform("Snapchat")
    core.make_metric()
    more = {"timer": "2", "metrik": "kommentarer", "slaa": "412", "trin": "plan"}

    text = _told(client, _query(concept, **more).replace("platform=facebook", "platform=snapchat"))

    for part in (
        *("Unge", "Dialog", "Fredagsbogen", "Snapchat", "mindst 3 af de næste 5 opslag", "4,5 % af tilfældene"),
        *("mere end 412", "Stop, når 3 opslag", "Hver anden uge", "I har 2 timer om måneden", "er lavet til Facebook"),
    ):
        assert part in text


def test_concepts_are_offered_with_the_reason_the_least_work_first(
    tree: Tree, client: Client, concept: ConceptPage
) -> None:
    group, objective = concept.target_groups.first(), concept.objectives.first()
    pages.make_concept(tree.concepts, "Kun målet", objectives=[objective], effort_hours="1")
    pages.make_concept(tree.concepts, "Begge, let", target_groups=[group], objectives=[objective], effort_hours="1")
    pages.make_concept(tree.concepts, "Noget andet", effort_hours="1")
    pages.make_concept(tree.concepts, "Kladde", target_groups=[group], live=False)

    text = _told(client, "maalgruppe=unge&formaal=dialog&trin=hvordan")

    order = [text.index(title) for title in ("Begge, let", "Fredagsbogen", "Kun målet")]
    assert order == sorted(order)
    assert "Passer til: Unge, Dialog" in text
    assert "Kladde" not in text
    assert "Noget andet" not in text


def test_stale_address_opens_with_what_there_is_and_says_what_went(
    tree: Tree, client: Client, concept: ConceptPage
) -> None:
    group, other = concept.target_groups.get(), core.make_target_group("Ældre", slug="aeldre")
    query = f"{_query(concept)}&trin=plan"
    group.slug = "unge-13-19"
    group.save()
    assert "Unge" in _told(client, query)

    other.delete()
    concept.unpublish()
    text = _told(client, query.replace("unge", "aeldre"))

    assert "bruges ikke længere: aeldre" in text
    assert "ikke længere i kataloget" in text
    assert "Fredagsbogen" not in text
    assert "Dialog" in text


def test_more_concepts_than_there_is_room_for_are_told(tree: Tree, client: Client) -> None:
    chosen = [pages.make_concept(tree.concepts, f"Til {number}") for number in range(5)]

    text = _told(client, "&".join(f"koncept={one.pk}" for one in chosen) + "&trin=plan")

    assert "plads til 3 koncepter" in text
    assert [f"Til {number}" in text for number in range(5)] == [True, True, True, False, False]


@pytest.mark.parametrize("query", ODD)
@pytest.mark.parametrize("address", [START, f"{START}plan.docx", f"{START}plan.ics", SUCCESS, PLATFORM])
def test_nothing_in_an_address_is_an_error(concept: ConceptPage, client: Client, address: str, query: str) -> None:
    answer = client.get(f"{address}?{query}")

    assert answer.status_code == 200
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert b"<script>alert" not in answer.content
    assert b"<img src=x>" not in answer.content


def test_plan_goes_into_the_calendar_and_into_word(concept: ConceptPage, client: Client) -> None:
    begins = timezone.localdate() + timedelta(days=10)
    query = _query(concept, fra=begins.isoformat(), rytme="uge", maal="2-3")
    events: list[Any] = list(Calendar.from_ical(client.get(f"{START}plan.ics?{query}").content).walk("VEVENT"))
    document = Document(io.BytesIO(client.get(f"{START}plan.docx?{query}").content))

    days = [event["dtstart"].dt for event in events]
    assert days[0] == begins
    assert days[2] == begins + timedelta(days=7)
    assert str(events[0]["summary"]) == "Opslag 1 af 3: Fredagsbogen"
    assert str(events[-1]["summary"]) == "Afgør: Virkede det?"
    assert days[-1] == max(days) == begins + timedelta(days=14 + 7)
    text = "\n".join(part.text for part in document.paragraphs)
    assert "Fredagsbogen (http://testserver/koncepter/fredagsbogen/)" in text
    assert "Det er lykkedes, når" in text


def test_plan_without_a_day_has_no_calendar_to_offer(concept: ConceptPage, client: Client) -> None:
    assert "ICS" not in _told(client, f"{_query(concept)}&trin=plan")
    assert "ICS" in _told(client, f"{_query(concept)}&trin=plan&fra=1. november")
    assert "kunne ikke læses: hver tirsdag" in _told(client, "trin=plan&fra=hver tirsdag")


def test_steps_cost_the_same_however_many_concepts(tree: Tree, client: Client, concept: ConceptPage) -> None:
    def cost() -> list[int]:
        counts = []
        for step in ("hvem", "hvad", "hvordan", "hvor", "plan"):
            with CaptureQueriesContext(connection) as asked:
                _told(client, f"{_query(concept)}&trin={step}")
            counts.append(len(asked))
        return counts

    cost()
    few = cost()  # with few concepts it is asked once more for those that fit less
    for number in range(30):
        pages.make_concept(tree.concepts, f"Til {number}", target_groups=[concept.target_groups.get()])

    assert all(many <= at_most for many, at_most in zip(cost(), few, strict=True))


@pytest.mark.parametrize(
    ("pasted", "bar", "sentence"),
    [
        (TEN, "300", ""),
        (TEN.replace("12", "300", 1), "300", ""),
        ("1450\n" * 8 + "2000\n3000", "2.000", "Flere af de ti er ens"),
        ("1\n2\n3\n4\n5\n6\n7\n8\n9\n10", "9", "Tallene er små"),
        ("1 2 3 4 5 6 7 8 9 100", "9", "De ti stiger støt"),
        ("1,2 t\n900\n800\n700\n600\n500\n400\n300\n200\n100", "900", "afrundet"),
    ],
)
def test_bar_is_the_second_best_of_ones_own_ten(
    tree: Tree, client: Client, pasted: str, bar: str, sentence: str
) -> None:
    text = _text(client.post(SUCCESS, {"tal": pasted, "maal": "3-5"}))

    assert f"Mere end {bar} " in text
    assert sentence in text


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("12\n48", "Der er 2 tal; der skal ti til"),
        ("tolv", "Det er ikke et tal"),
        ("<script>alert(1)</script>", "Det er ikke et tal"),
        ("1\n" * 10_001, "mere, end vi kan læse"),
        ("1.234\n5.678\n" * 5, ""),
        ("שלום\n" * 10, "Det er ikke et tal"),
    ],
)
def test_what_cannot_be_read_is_told_and_stays_in_the_field(
    tree: Tree, client: Client, pasted: str, sentence: str
) -> None:
    answer = client.post(SUCCESS, {"tal": pasted})
    soup: Any = BeautifulSoup(answer.content, "html.parser")

    assert answer.status_code == 200
    assert sentence in _text(answer)
    assert soup.find("textarea").text.split() == pasted.split()
    assert b"<script>alert" not in answer.content


def test_two_ways_to_read_are_asked_about(tree: Tree, client: Client) -> None:
    core.make_metric("Andel", denominator="visninger")
    pasted = "\n".join(f"{number},{number}00" for number in range(1, 10)) + "\n1,125"
    asked = _text(client.post(SUCCESS, {"tal": pasted, "metrik": "andel"}))
    chosen = _text(client.post(SUCCESS, {"tal": pasted, "metrik": "andel", "laest": "english"}))

    assert "kan læses på to måder" in asked
    assert "Mere end 8.800 " in chosen


def test_criterion_goes_along_into_a_plan(tree: Tree, client: Client) -> None:
    core.make_metric(pitfalls="Egne svar tæller med.")
    answer = client.post(SUCCESS, {"tal": TEN, "metrik": "kommentarer", "maal": "4-10"})

    assert "metrik=kommentarer&amp;maal=4-10&amp;slaa=300&amp;trin=hvem" in answer.content.decode()
    assert "Egne svar tæller med." in _text(answer)


def test_plan_on_paper_is_printed_once_by_the_worker(concept: ConceptPage, client: Client) -> None:
    address = f"{START}plan.pdf?{_query(concept, fra='1/11')}"
    waiting = [client.get(address) for _one in range(3)]
    (sheet,) = OrderedSheet.objects.all()
    print_sheet.call(sheet_id=sheet.pk)
    ready: Any = client.get(address)

    assert [answer.status_code for answer in waiting] == [202] * 3
    assert "Det bliver lavet nu" in _text(waiting[0])
    assert b"".join(ready.streaming_content).startswith(b"%PDF-")
    assert "SoMe-plan.pdf" in ready["Content-Disposition"]
    assert {answer["Cache-Control"] for answer in (*waiting, ready)} == {"private, no-store"}
    assert "koncept=" in sheet.told["url"]


def test_hidden_concept_is_on_no_paper_made_since(concept: ConceptPage, client: Client) -> None:
    address = f"{START}plan.pdf?{_query(concept)}"
    client.get(address)
    print_sheet.call(sheet_id=OrderedSheet.objects.get().pk)
    concept.unpublish()

    assert client.get(address).status_code == 202
    assert "Fredagsbogen" not in str(OrderedSheet.objects.latest("pk").told)


def test_paper_is_gone_within_the_hour(concept: ConceptPage, client: Client) -> None:
    client.get(f"{START}plan.pdf?{_query(concept)}")
    sheet = OrderedSheet.objects.get()
    print_sheet.call(sheet_id=sheet.pk)
    OrderedSheet.objects.update(asked_at=timezone.now() - timedelta(minutes=61))
    forget_orders()

    assert not OrderedSheet.objects.exists()
    assert print_sheet.call(sheet_id=sheet.pk) == 0


def test_nobody_can_have_paper_without_end(tree: Tree, client: Client, settings: Any) -> None:
    settings.LIMITS = settings.LIMITS | {"kits": (2, 3_600)}
    answers = [client.get(f"{START}plan.pdf?timer={hours}") for hours in ("2", "4", "8")]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert "Prøv igen om en time" in _text(answers[2])
    assert "pakken" not in _text(answers[2])


def test_tools_are_found_from_every_page(tree: Tree, client: Client) -> None:
    soup: Any = BeautifulSoup(client.get("/").content, "html.parser")
    toolbox = client.get("/vaerktoejer/").content.decode()

    assert soup.find("footer").find("a", href="/vaerktoejer/")
    for address in (START, SUCCESS, PLATFORM, "/vaerktoejer/maalgruppe/"):
        assert f'href="{address}"' in toolbox
