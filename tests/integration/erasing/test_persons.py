"""One person, handed over or erased: by command and in the admin, noted without her name."""

import json
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from axes.models import AccessLog
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from core.models import User
from core.roles import ADMINISTRATORS, set_up_roles
from foundation.accounts.enums import EventKind
from foundation.accounts.models import AccountEvent
from media.models import CatalogueImage, Consent
from showcase.assessment.models import Assessment
from showcase.reporting.models import Message, Report
from tests.factories import core, pages
from tests.factories.assessment import make_assessment, make_assessor, make_case, make_criterion
from tests.factories.consents import make_consent
from tests.factories.reports import make_report, make_report_file
from tests.factories.signing_in import prove
from tests.factories.site import Tree
from tests.integration.erasing.scene import Scene
from tests.integration.erasing.words import found
from website.persons.enums import PersonKind
from website.persons.personal_data import find

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/personer/"


@pytest.fixture
def administrator(tree: Tree, client: Client) -> User:
    set_up_roles()
    user = core.make_user("adam")
    user.groups.add(Group.objects.get(name=ADMINISTRATORS))
    client.force_login(user)
    prove(client)
    return user


def _press(client: Client, kind: str, name: str, button: str, changed: Any = None, **more: str) -> Any:
    """One of the buttons under what was found of somebody, with the fields above as they stood then."""
    post = {"kind": kind, "name": name, "found_kind": kind, "found_name": name, button: ""}
    return client.post(ADDRESS, post | more | (changed or {}))


def _noted() -> list[tuple[str, str]]:
    kinds = (EventKind.EXPORTED, EventKind.ERASED)
    return list(AccountEvent.objects.filter(kind__in=kinds).values_list("kind", "detail"))


def _data(answer: Any) -> tuple[dict[str, Any], list[str]]:
    archive = ZipFile(BytesIO(answer if isinstance(answer, bytes) else answer.content))
    return json.loads(archive.read("data.json"))["rows"], archive.namelist()


def test_reporter_is_handed_over_with_her_files(client: Client, administrator: User) -> None:
    report = make_report(contact_name="Ida")
    make_report_file(report)
    make_report(receipt="ZZZZ-2345", answers={"email": "anden@fjordby.dk"})
    answer = _press(client, "reporter", "IDA@fjordby.dk", "export")
    rows, names = _data(answer)

    assert [row["contact_name"] for row in rows["reporting.Report"]] == ["Ida"]
    assert "anden@fjordby.dk" not in str(rows)
    assert report.key.hex not in str(rows)
    assert names == ["data.json", "files/001.jpg"]
    assert _noted() == [(EventKind.EXPORTED, "én person: reporter, 2 rækker")]


@pytest.mark.parametrize("state", ["copied", "concept"])
def test_of_an_erased_reporter_no_word_is_kept(
    tree: Tree, client: Client, state: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        scene = Scene(tree, state)
        client.force_login(scene.editor)
        prove(client)
        email = scene.report.email
        _press(client, "reporter", email, "erase", sure="on")

    assert not Report.objects.exists()
    assert found(scene.words) == {}
    assert email not in str(_noted())


def test_erased_assessor_leaves_what_she_delivered_without_her_name(client: Client, administrator: User) -> None:
    make_criterion()
    assessor = make_assessor("birgitte", email="b@bureau.dk", first_name="Birgitte")
    delivered = make_assessment(make_case(make_report()), assessor)
    draft = Assessment.objects.create(case=make_case(make_report(receipt="ZZZZ-2345")), assessor=assessor)
    AccessLog.objects.create(username="birgitte", ip_address="10.0.0.1", path_info="/", http_accept="")
    log(assessor, "wagtail.edit")
    shown = client.post(ADDRESS, {"kind": "staff", "name": "b@bureau.dk"}).content.decode()
    _press(client, "staff", "b@bureau.dk", "erase", sure="on")

    assert "Birgitte" in shown
    assert Assessment.objects.get().pk == delivered.pk != draft.pk
    assert Assessment.objects.get().assessor is None
    assert not User.objects.filter(username="birgitte").exists()
    assert not AccessLog.objects.filter(username="birgitte").exists()
    assert "Birgitte" not in str(list(ModelLogEntry.objects.values_list("label", "data")))
    assert _noted()[0][0] == EventKind.ERASED


def test_assessors_password_is_not_handed_over(client: Client, administrator: User) -> None:
    assessor = make_assessor("birgitte")
    rows, _names = _data(_press(client, "staff", "birgitte", "export"))

    assert [row["username"] for row in rows["core.User"]] == ["birgitte"]
    assert assessor.password not in str(rows)


def test_pictures_of_an_erased_person_are_gone_from_pages_too(
    client: Client, tree: Tree, administrator: User, django_capture_on_commit_callbacks: Any
) -> None:
    image, other = core.make_image("Karen"), core.make_image("Frida")
    make_consent(image=image, who="Karen Holm", proof=ContentFile(b"Karens ja", name="ja.txt"))
    make_consent(image=other, who="Frida Holmgaard")
    page = pages.make_standard_page(tree.home, "Læsning", cover=image)
    with django_capture_on_commit_callbacks(execute=True):
        _press(client, "consent", "karen holm", "erase", sure="on")
    page.refresh_from_db()

    assert page.cover is None
    assert list(CatalogueImage.objects.all()) == [other]
    assert list(Consent.objects.values_list("who", flat=True)) == ["Frida Holmgaard"]
    assert not image.file.storage.exists(image.file.name)


def test_nothing_is_erased_without_a_tick_and_nobody_erases_herself(client: Client, administrator: User) -> None:
    make_report()
    _press(client, "reporter", "ida@fjordby.dk", "erase")
    answer = _press(client, "staff", "adam", "erase", sure="on")

    assert Report.objects.count() == 1
    assert "Du kan ikke slette dig selv" in answer.content.decode()
    assert _noted() == []


@pytest.mark.parametrize(
    "held",
    [
        {"email": "ida@fjordby.dk"},
        {"confirmed_email": "Ida@Fjordby.dk"},
        {"answers": {"email": " IDA@fjordby.dk "}},
        {"answers": {"email": "ida@blåby.dk"}, "email": "ida@xn--blby-roa.dk"},
    ],
    ids=["given", "confirmed", "typed", "in other signs"],
)
def test_reporter_is_found_wherever_her_address_stands(
    client: Client, administrator: User, held: dict[str, Any]
) -> None:
    Report.objects.create(**held)
    name = "ida@BLÅBY.dk" if "blåby" in str(held) else "ida@fjordby.dk"
    _press(client, "reporter", name, "erase", sure="on")

    assert not Report.objects.exists()


def test_address_among_words_of_others_is_told_and_left(client: Client, administrator: User) -> None:
    other = make_report(answers={"email": "anden@fjordby.dk", "how": "Skriv til ida@fjordby.dk."})
    Message.objects.create(report=other, text="Spørg Ida@fjordby.dk")
    draft = Report.objects.create(answers={"what": "Se ida@fjordby.dk"})
    text = _press(client, "reporter", "ida@fjordby.dk", "erase", sure="on").content.decode()
    out = StringIO()
    with pytest.raises(CommandError, match="Nothing is kept"):
        call_command("person", "erase", "reporter", "ida@fjordby.dk", no_input=True, stdout=out)

    assert text.count("Bussen svarer</a>") == 1
    assert "En kladde, som kun den, der skriver den, kan læse" in text
    assert "intet gemt" not in text
    assert out.getvalue().count("Mentioned in report") == 2
    assert set(Report.objects.values_list("pk", flat=True)) == {other.pk, draft.pk}


def test_unknown_person_is_said_to_be_unknown(client: Client, administrator: User) -> None:
    answer = _press(client, "consent", "Ingen", "export")

    assert "intet gemt om nogen af det navn" in answer.content.decode()


def test_command_exports_and_erases(tree: Tree, tmp_path: Path) -> None:
    make_report()
    out = StringIO()
    call_command("person", "export", "reporter", "ida@fjordby.dk", to=tmp_path / "person.zip", stdout=out)
    call_command("person", "erase", "reporter", "ida@fjordby.dk", no_input=True, stdout=out)

    assert "reporting.Report" in _data((tmp_path / "person.zip").read_bytes())[0]
    assert not Report.objects.exists()
    assert [kind for kind, _detail in _noted()] == [EventKind.ERASED, EventKind.EXPORTED]
    with pytest.raises(CommandError, match="Nothing is kept"):
        call_command("person", "export", "reporter", "ida@fjordby.dk", to=tmp_path / "person.zip")


def test_last_account_that_may_do_everything_stays(tree: Tree) -> None:
    core.make_user("rod", is_superuser=True)

    with pytest.raises(CommandError):
        call_command("person", "erase", "staff", "rod", no_input=True, stdout=StringIO())
    assert User.objects.filter(username="rod").exists()


def test_still_of_an_erased_persons_film_goes_too(
    client: Client, tree: Tree, administrator: User, django_capture_on_commit_callbacks: Any
) -> None:
    """The worker takes a still from each film; it stayed in the library, and was shown again without its film."""
    film = core.make_video("Karen")
    still = core.make_image("Karen", still_of=film)
    film.poster = still
    film.save()
    make_consent(video=film, who="Karen Holm")
    with django_capture_on_commit_callbacks(execute=True):
        _press(client, "consent", "Karen Holm", "erase", sure="on")

    assert not CatalogueImage.objects.exists()
    assert not still.file.storage.exists(still.file.name)


@pytest.mark.parametrize("changed", [{"name": "cecilie@fjordby.dk"}, {"kind": "staff"}, {"name": " KAREN@fjordby.dk "}])
@pytest.mark.parametrize("button", ["erase", "export"])
def test_changed_field_leaves_everybody_be(
    client: Client, administrator: User, button: str, changed: dict[str, str]
) -> None:
    for receipt, name in (("KAREN-234", "karen"), ("CECIL-234", "cecilie")):
        make_report(receipt=receipt, answers={"email": f"{name}@fjordby.dk"})
    answer = _press(client, "reporter", "karen@fjordby.dk", button, changed, sure="on")

    assert Report.objects.count() == 2
    assert _noted() == []
    assert "Feltet er ændret" in answer.content.decode()


def test_buttons_without_what_was_found_do_nothing(client: Client, administrator: User) -> None:
    make_report()
    client.post(ADDRESS, {"kind": "reporter", "name": "ida@fjordby.dk", "erase": "", "sure": "on"})

    assert Report.objects.count() == 1


def test_person_is_named_at_the_buttons_and_once_erased(client: Client, administrator: User) -> None:
    make_report()
    shown = client.post(ADDRESS, {"kind": "reporter", "name": "ida@fjordby.dk"}).content.decode()
    after = client.get(_press(client, "reporter", "ida@fjordby.dk", "erase", sure="on")["Location"])

    assert "Slet alt om ida@fjordby.dk" in shown
    assert "Hent alt om ida@fjordby.dk" in shown
    assert "Alt om ida@fjordby.dk er slettet" in after.content.decode()


def _job(**fields: Any) -> Any:
    given = {"args": [], "kwargs": fields.pop("kwargs", {})}
    defaults = {"status": TaskResultStatus.FAILED, "run_after": timezone.now(), "backend_name": "background"}
    return DBTaskResult.objects.create(args_kwargs=given, task_path="x", exception_class_path="", **defaults | fields)


def test_jobs_of_an_account_are_shown_and_erased(client: Client, administrator: User) -> None:
    assessor = make_assessor("birgitte", email="b@bureau.dk")
    refused = "SMTPRecipientsRefused: {'B@bureau.dk': (550, b'unknown')}"
    hers = [
        _job(kwargs={"user_id": assessor.pk, "change": "reset"}),
        _job(kwargs={"address": "B@Bureau.dk", "network": "", "page": ""}),
        _job(kwargs={"report_id": 7}, traceback=refused),
        _job(kwargs={"to": ["b@bureau.dk"]}, status=TaskResultStatus.READY),
    ]
    others = [_job(kwargs={"user_id": assessor.pk + 1}), _job(kwargs={"address": "bb@bureau.dk"})]
    others.append(_job(traceback="b@bureau.dk.example, x.b@bureau.dk-hus.dk"))
    rows, _names = _data(_press(client, "staff", "birgitte", "export"))
    _press(client, "staff", "birgitte", "erase", sure="on")

    assert {row["id"] for row in rows["django_tasks_database.DBTaskResult"]} == {str(job.pk) for job in hers}
    assert set(DBTaskResult.objects.all()) == set(others)


def test_every_row_of_an_account_comes_once(client: Client, administrator: User) -> None:
    assessor = make_assessor("birgitte")
    AccountEvent.objects.all().delete()
    AccountEvent.objects.create(kind=EventKind.SIGNED_IN, user=assessor, actor=assessor)

    person = find(PersonKind.STAFF, "birgitte")

    assert [row._meta.model for row in person.everything].count(AccountEvent) == 1
    assert len(person.rows) == len({(row._meta.label, row.pk) for row in person.rows})
