"""Assessors read what an editor has looked at and nothing else, on every page they have."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.models import User
from libraries.models import Library, LibraryAlias
from libraries.services import load_register
from showcase.assessment import services
from showcase.assessment.models import Case
from showcase.assessment.tasks import tell_assessors
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Report
from showcase.reporting.services import keep
from tests.factories import core
from tests.factories.assessment import TEXTS, make_assessor, make_case, make_criterion, seal_of
from tests.factories.reports import make_report, make_report_file
from tests.factories.site import Tree
from tests.markup import tight

pytestmark = pytest.mark.django_db

MARK = "kanariefugl"
TEN = "\n".join(str(number) for number in (1101, 1102, 1103, 1104, 1105, 1106, 1107, 1108, 1109, 1110))


@pytest.fixture
def editor(tree: Tree, client: Client) -> User:
    user = core.make_user("redaktoer", is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def assessor(tree: Tree) -> Client:
    make_criterion()
    client = Client()
    client.force_login(make_assessor())
    return client


def _doors(assessor: Client, case: Case) -> str:
    """Everything an assessor can read before her own is in: list, case, refusals, the mail, every picture's headers."""
    mail.outbox.clear()
    tell_assessors.call(case_id=case.pk)
    typed = {"keep": "", "why_it_works": "x" * 5_000}
    answers = [
        *(assessor.get("/vurdering/"), assessor.get("/vurdering/?side=2"), assessor.get(f"/vurdering/{case.pk}/")),
        *(assessor.post(f"/vurdering/{case.pk}/", typed), assessor.post(f"/vurdering/{case.pk}/afslut/", TEXTS)),
        *(assessor.get(f"/vurdering/{case.pk}/billede/{file.pk}/") for file in case.report.files.all()),
    ]
    read = [answer.getvalue().decode("utf-8", "replace") + str(answer.headers) for answer in answers]
    return "".join([*read, *(f"{message.subject}{message.body}" for message in mail.outbox)])


def test_nothing_that_tells_comes_through_any_door(tree: Tree, assessor: Client) -> None:
    library = core.make_library(name="Fjordby Bibliotek", municipality="Fjordby", inhabitants=41_237)
    LibraryAlias.objects.create(library=library, name="Havnehuset")
    core.make_library("DK-X00002", name="Klintrup Bibliotek", municipality="Klintrup")
    told = "Ida Holm i fjordby har 1.937 følgere og 41237 borgere. På Havnehuset og i Klintrup. Se fjordbybib.dk."
    answers = {
        **dict.fromkeys(("name", "what", "why", "how"), told[:55]),
        **dict.fromkeys(("what", "why", "how"), told),
        **{"purpose": MARK, "contact_name": "Ida Holm", "post_url": "https://facebook.com/laesefolket/posts/1"},
        **{"metric": str(core.make_metric().pk), "value": "1.237", "followers": "1.937", "baseline": TEN},
        **{"started_on": "2026-03-17", "agreed_until": "2031-04-05", "people": "adults"},
        **{"has_agreement": "on", "channels": ["catalogue", "press"]},
    }
    report = make_report(answers=answers, contact_name="Ida Holm", library=library)
    make_report_file(report, told)
    read = _doors(assessor, make_case(report))

    for telling in (
        *("Fjordby", "fjordby", "Ida", "Holm", "Havnehuset", "Klintrup", MARK, "laesefolket"),
        *("1.937", "1937", "1.237", "1237", "41237", "1.105", "1105", "17. marts", "2031", "DK-X"),
    ):
        assert telling not in read, telling
    for band in ("1.000–2.499", "1. kvartal 2026", "Nummer 1 af 11", "[biblioteket]", "[navn]", "[tal]"):
        assert band in read, band


def test_offered_word_is_blacked_out_by_hand_everywhere_and_given_back(
    tree: Tree, client: Client, editor: User, assessor: Client
) -> None:
    core.make_library("DK-756500", name="Vejen Kommunes Biblioteker", municipality="Vejen", is_example=False)
    report = make_report(answers={"name": "Vejen til bogen", "what": "Vi gik ad vejen."})
    make_report_file(report, "Et skilt på vejen.")
    address = f"/admin/reports/{report.pk}/agency/"
    seen = client.get(address).content.decode()

    assert seen.count("told__offered") == 3
    assert "3 ord er understreget" in seen
    assert not Case.objects.exists()
    client.post(address, {"leave_out": "vejen"})
    client.post(address, {"leave_out": "vejen"})
    assert Case.objects.get().left_out == ["vejen"]
    client.post(f"/admin/reports/{report.pk}/assess/", {"seal": seal_of(report)})
    assert "vejen" not in _doors(assessor, Case.objects.get()).casefold()
    client.post(address, {"put_back": "vejen"})
    assert "vejen" not in _doors(assessor, Case.objects.get()).casefold()  # until somebody has looked again
    client.post(f"/admin/reports/{report.pk}/assess/", {"seal": seal_of(report)})
    assert "Vejen til bogen" in _doors(assessor, Case.objects.get())


def test_phrase_left_out_after_the_handing_over_is_gone_at_once(
    tree: Tree, client: Client, editor: User, assessor: Client
) -> None:
    case = make_case(make_report(answers={"what": "Alle kender den gule bus med ørerne."}))
    assert "den gule bus" in _doors(assessor, case)
    client.post(f"/admin/reports/{case.report.pk}/agency/", {"phrase": "  Den gule\nbus "})

    assert "den gule bus" not in _doors(assessor, case)
    assert "Alle kender [udeladt] med ørerne." in _doors(assessor, case)


@pytest.mark.parametrize("is_handed_over", [False, True])
@pytest.mark.parametrize("phrase", ["findes slet ikke", "den gule bsu", "bus med ørern"])
def test_phrase_that_stands_nowhere_is_refused(
    tree: Tree, client: Client, editor: User, phrase: str, is_handed_over: bool
) -> None:
    report = make_report(answers={"what": "Alle kender den gule bus med ørerne."})
    if is_handed_over:
        make_case(report)
    answer = client.post(f"/admin/reports/{report.pk}/agency/", {"phrase": phrase}, follow=True).content.decode()

    assert not any(case.left_out for case in Case.objects.all())
    assert f"»{phrase}« står ingen steder i den" in answer
    assert "Udeladt af jer" not in answer


def test_places_of_a_phrase_are_told_also_when_its_text_is_gone(tree: Tree, client: Client, editor: User) -> None:
    report = make_report(answers={"what": "Den gule bus er en gul bus. Den Gule Bus!"})
    make_report_file(report, "Den gule bus")
    address = f"/admin/reports/{report.pk}/agency/"
    told = client.post(address, {"phrase": "den gule bus"}, follow=True).content.decode()
    keep(report, {"what": "En bil."})
    report.files.update(alt_text="En bil.")
    later = client.get(address).content.decode()

    assert "Udeladt 3 steder." in told
    assert ">3 steder<" in tight(told)
    assert ">0 steder<" in tight(later)


def test_phrase_only_in_what_the_agency_still_reads_is_left_out(
    tree: Tree, client: Client, editor: User, assessor: Client
) -> None:
    case = make_case(make_report(answers={"what": "Alle kender den gule bus."}))
    keep(case.report, {"what": "Alle kender den."})
    client.post(f"/admin/reports/{case.report.pk}/agency/", {"phrase": "den gule bus"})

    assert "gule" not in _doors(assessor, case)


def test_withheld_picture_is_gone_at_once_and_given_back_after_a_look(
    tree: Tree, client: Client, editor: User, assessor: Client
) -> None:
    report = make_report()
    file, other = make_report_file(report, "Et hus."), make_report_file(report, "En bus.")
    case, address = make_case(report), f"/admin/reports/{report.pk}/agency/"
    picture = f"/vurdering/{case.pk}/billede/{file.pk}/"
    assert assessor.get(picture).status_code == 200
    client.post(address, {"withhold": str(file.pk)})

    assert assessor.get(picture).status_code == 404
    assert assessor.get(f"/vurdering/{case.pk}/billede/{other.pk}/").status_code == 200
    assert "Et hus." not in _doors(assessor, case)
    assert "Lad dem se det" in client.get(address).content.decode()
    client.post(address, {"show": str(file.pk)})
    assert assessor.get(picture).status_code == 404
    client.post(f"/admin/reports/{report.pk}/assess/", {"seal": seal_of(report)})
    assert assessor.get(picture).status_code == 200


def test_withheld_picture_stays_away_after_delivery(tree: Tree, client: Client, editor: User, assessor: Client) -> None:
    report = make_report()
    file = make_report_file(report)
    case = make_case(report)
    services.withhold(report, file.pk, is_withheld=True)
    assessor.post(f"/vurdering/{case.pk}/", {f"criterion_{make_criterion('To').pk}": 4, **TEXTS, "keep": ""})
    Case.objects.filter(pk=case.pk).update(signed_at=timezone.now(), why_it_works="x")

    assert assessor.get(f"/vurdering/{case.pk}/billede/{file.pk}/").status_code == 404


def test_film_is_not_shown_before_delivery(tree: Tree, assessor: Client) -> None:
    report = make_report()
    film = make_report_file(report)
    film.is_film = True
    film.save()
    case = make_case(report)

    assert assessor.get(f"/vurdering/{case.pk}/billede/{film.pk}/").status_code == 404
    assert "Hent filmen" not in _doors(assessor, case)


def test_what_the_library_changes_waits_for_an_editor(
    tree: Tree, client: Client, editor: User, assessor: Client
) -> None:
    case = make_case()
    keep(case.report, {"what": f"Ny {MARK}", "name": f"Ny {MARK}"})
    file = make_report_file(case.report, f"Ny {MARK}")

    assert MARK not in _doors(assessor, case)
    assert "Du ser det, når en redaktør har set på det igen" in _doors(assessor, case)
    assert assessor.get(f"/vurdering/{case.pk}/billede/{file.pk}/").status_code == 404
    assert (
        "er ændret, siden I så den" in client.get(f"/admin/indberetninger/inspect/{case.report.pk}/").content.decode()
    )
    assert f"/admin/reports/{case.report.pk}/agency/" in client.get("/admin/").content.decode()
    client.post(f"/admin/reports/{case.report.pk}/assess/", {"seal": seal_of(Report.objects.get())})
    assert f"Ny {MARK}" in _doors(assessor, case)
    assert "når en redaktør har set på det igen" not in _doors(assessor, case)


@pytest.mark.parametrize("seal", ["", "forkert"])
def test_what_nobody_has_looked_at_is_not_handed_over(tree: Tree, client: Client, editor: User, seal: str) -> None:
    report = make_report()
    answer = client.post(f"/admin/reports/{report.pk}/assess/", {"seal": seal}, follow=True)

    assert "Den er ændret, siden du så den" in answer.content.decode()
    assert not Case.objects.filter(opened_at__isnull=False).exists()


def test_change_between_look_and_handing_over_is_noticed(tree: Tree, client: Client, editor: User) -> None:
    report = make_report()
    seal = seal_of(report)
    keep(report, {"what": f"Ny {MARK}"})
    client.post(f"/admin/reports/{report.pk}/assess/", {"seal": seal})

    assert not Case.objects.filter(opened_at__isnull=False).exists()


AFTERWARDS: dict[str, Callable[[Case], object]] = {
    "words": lambda case: keep(case.report, {"what": "Vi sad et andet sted."}),
    "register": lambda case: LibraryAlias.objects.create(library=case.report.library, name="Havnehuset"),
    "alt text": lambda case: case.report.files.update(alt_text="En anden bus."),
    "another picture": lambda case: make_report_file(case.report),
}


@pytest.mark.parametrize("change", AFTERWARDS)
def test_change_after_the_handing_over_asks_for_another_look_everywhere(
    tree: Tree, client: Client, editor: User, assessor: Client, change: str
) -> None:
    report = make_report(library=core.make_library(), answers={"what": "Vi sad i Havnehuset."})
    make_report_file(report)
    case = make_case(report)
    told = {
        f"/admin/indberetninger/inspect/{report.pk}/": "er ændret, siden I så den",
        "/admin/": "Ændret, siden I så den",
        f"/vurdering/{case.pk}/": "når en redaktør har set på det igen",
    }
    tells = {address: assessor if "vurdering" in address else client for address in told}
    assert not any(sentence in tells[one].get(one).content.decode() for one, sentence in told.items())

    AFTERWARDS[change](case)

    for address, sentence in told.items():
        assert sentence in tells[address].get(address).content.decode(), address


def test_what_nobody_reads_asks_for_no_other_look(tree: Tree, client: Client, editor: User) -> None:
    """The very words are asked for, not the number of the change."""
    case = make_case()
    keep(case.report, {"contact_name": "Bodil"})

    assert "Ændret, siden I så den" not in client.get("/admin/").content.decode()


def test_prepared_report_is_in_no_assessors_list(tree: Tree, client: Client, editor: User, assessor: Client) -> None:
    report = make_report(answers={"name": MARK})
    client.post(f"/admin/reports/{report.pk}/agency/", {"phrase": "svarede"})
    case = Case.objects.get()

    assert assessor.get(f"/vurdering/{case.pk}/").status_code == 404
    assert MARK not in assessor.get("/vurdering/").content.decode()
    assert tell_assessors.call(case_id=case.pk) == 0
    assert "Se den, som bureauet ser den" in client.get(f"/admin/indberetninger/inspect/{report.pk}/").content.decode()


@pytest.mark.parametrize(
    ("posted", "status"),
    [
        *(({}, 400), ({"phrase": " . "}, 400)),
        *(({"withhold": "x"}, 302), ({"withhold": "9" * 40}, 302), ({"show": "1\x00"}, 302)),
        ({"put_back": "findes ikke"}, 302),
    ],
)
def test_nonsense_changes_nothing(
    tree: Tree, client: Client, editor: User, posted: dict[str, Any], status: int
) -> None:
    report = make_report()
    assert client.post(f"/admin/reports/{report.pk}/agency/", posted).status_code == status

    assert not Case.objects.exclude(left_out=[]).exists()


def test_closed_report_can_be_looked_at_but_not_changed(tree: Tree, client: Client, editor: User) -> None:
    report = make_report(ReportState.DECLINED)
    address = f"/admin/reports/{report.pk}/agency/"

    assert "Send den til bureauet" not in client.get(address).content.decode()
    client.post(address, {"phrase": "bus"})
    assert not Case.objects.exists()


def test_editors_add_other_names_in_the_register(tree: Tree, client: Client, editor: User) -> None:
    library = core.make_library()
    fields = ("name", "isil", "domain", "cms", "municipality", "municipality_code", "region", "municipality_group")
    typed = {name: getattr(library, name) for name in (*fields, "inhabitants")}
    rows = {"aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-MIN_NUM_FORMS": "0"}
    row = {"aliases-0-name": "Havnehuset", "aliases-0-is_word": "on", "aliases-0-id": ""}
    address = f"/admin/biblioteker/edit/{library.pk}/"

    assert "Andre navne" in client.get(address).content.decode()
    assert client.post(address, {**typed, **rows, **row, "is_example": "on"}).status_code == 302
    assert [(alias.name, alias.is_word) for alias in library.aliases.all()] == [("Havnehuset", True)]


def test_start_list_of_other_names_is_loaded_once(tree: Tree) -> None:
    load_register()
    aarhus = Library.objects.get(municipality="Aarhus")
    assert "Dokk1" in [alias.name for alias in aarhus.aliases.all()]
    aarhus.aliases.filter(name="Dokk1").update(name="Mølleparken")
    load_register()

    assert "Dokk1" not in [alias.name for alias in aarhus.aliases.all()]


def test_look_costs_the_same_however_long_the_register(
    tree: Tree, editor: User, client: Client, django_assert_num_queries: Any
) -> None:
    report = make_report()
    address = f"/admin/reports/{report.pk}/agency/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    load_register()
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_cases_from_before_wait_for_a_look(tree: Tree, assessor: Client) -> None:
    waits, signed = (make_case(make_report(receipt=f"CASE-{number}")) for number in range(2))
    Case.objects.filter(pk=signed.pk).update(signed_at=timezone.now(), why_it_works="x")
    migration = import_module("showcase.assessment.migrations.0003_hand_back_what_nobody_looked_at")
    migration.hand_back(apps, None)

    assert assessor.get(f"/vurdering/{waits.pk}/").status_code == 404
    assert assessor.get(f"/vurdering/{signed.pk}/").status_code == 200
    migration.lay_before(apps, None)
    assert Case.objects.filter(opened_at=None).count() == 0
