"""A key belongs to a report, an address and an issue: every door under it, and who goes on when it has ended."""

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from showcase.reporting import link_services, withdrawal
from showcase.reporting.enums import ReportState
from showcase.reporting.link_services import Writer
from showcase.reporting.models import LibraryDomain, Report, ReportFile
from showcase.reporting.services import is_from_the_library
from showcase.reporting.signed_tokens import mailed, read, token_for
from showcase.reporting.urls import urlpatterns
from tests.factories.reports import make_draft, make_report, make_report_file, typed
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = pytest.mark.django_db

DOORS = [str(pattern.name) for pattern in urlpatterns if "<str:token>" in str(pattern.pattern)]
SECRET = "Det er vores"
QUIET: Any = {"Accept": "application/json"}
SIDE = re.compile(r'name="side" value="([^"]+)"')


def _rows(report: Report) -> list[Any]:
    rows = Report.objects.filter(pk=report.pk)
    return [list(rows.values()), list(rows.values("files")), list(rows.values("messages"))]


def _address(name: str, token: str, file_id: int) -> str:
    arguments: dict[str, Any] = {
        "report_step": [1],
        "understood_of_step": [1],
        "report_file": [file_id],
        "remove_report_file": [file_id],
    }
    return reverse(name, args=[token, *arguments.get(name, [])])


def _old_keys(report: Report) -> dict[str, str]:
    """What lies about of the issue that has ended."""
    issue, email = report.key_issue, report.email
    return {
        "the browser's": token_for(report.key, issue),
        "the mail's": mailed(report.key, issue, email).token,
        "another mailbox's": mailed(report.key, issue + 1, "anden@firma.co").token,
    }


ENDINGS: dict[str, Any] = {
    "a new address": ("trin/1/", {"gem": "", "email": "ida@fjordby.dk"}),
    "close other links": ("luk/", {}),
}


@pytest.mark.once
@pytest.mark.parametrize(
    "state", by_night_but([ReportState.DRAFT, ReportState.ASKED, ReportState.PUBLISHED], ReportState.ASKED)
)
@pytest.mark.parametrize("ending", ENDINGS)
def test_old_key_opens_no_door_and_changes_nothing(tree: Tree, client: Client, state: ReportState, ending: str) -> None:
    answers: dict[str, Any] = {"email": "ida@firma.co", "what": SECRET}
    report = make_draft(**answers) if state == ReportState.DRAFT else make_report(state, answers=answers)
    file = make_report_file(report)
    old = _old_keys(report)
    tail, data = ENDINGS[ending]
    if state == ReportState.PUBLISHED:  # nothing can be corrected any more
        tail, data = "luk/", {}
    answer = client.post(f"/indberet/{token_for(report.key)}/{tail}", {**typed(what=SECRET), **data})
    report.refresh_from_db()
    before = _rows(report)

    assert answer.status_code == 302
    assert report.key_issue == 2
    assert len(DOORS) >= 14
    for kind, token in old.items():
        for name in DOORS:
            address = _address(name, token, file.pk)
            sent = {"gem": "", "svar": "Ja.", f"alt_{file.pk}": "Fremmed", "revision": "0", **typed(name="Fremmed")}
            picture = SimpleUploadedFile("a.jpg", file.file.open("rb").read(), "image/jpeg")
            for response in (
                *(client.get(address), client.head(address), client.post(address, sent)),
                *(client.post(address, sent, headers=QUIET), client.post(address, {"file": picture})),
            ):
                assert response.status_code == 410, (kind, name)
                assert SECRET not in response.content.decode()
    for data in ({"gem": ""}, {"send": ""}):
        again = client.post("/indberet/", {"udkast": old["the browser's"], **data, **typed(name="Fremmed")})
        assert again.status_code == 410
    assert _rows(report) == before
    assert client.get(answer["Location"]).status_code == 200


def test_page_that_typed_the_new_address_goes_on_by_itself(tree: Tree, client: Client) -> None:
    report = make_draft(email="ida@firma.co")
    old = token_for(report.key)
    side = SIDE.findall(client.get(f"/indberet/{old}/trin/1/").content.decode())[0]
    sent = {"side": side, "gem": "", "forladt": "", **typed(email="ida@firma.com")}
    kept = client.post(f"/indberet/{old}/trin/1/", sent, headers=QUIET).json()
    late = client.post(f"/indberet/{old}/trin/1/", {**sent, "name": "Sent, men mit"}, headers=QUIET).json()
    twice = client.post(f"/indberet/{old}/trin/1/", {**sent, "name": "Sent, men mit", "videre": ""})

    assert read(kept["token"]).issue == read(late["token"]).issue == 2
    assert kept["address"] == f"/indberet/{kept['token']}/trin/1/"
    assert kept["sentence"] == "Gemt. En mail med linket er på vej til ida@firma.com."
    assert client.get(kept["address"]).status_code == 200
    assert client.get(twice["Location"]).status_code == 200
    assert Report.objects.get().answers["name"] == "Sent, men mit"


@pytest.mark.parametrize("side", ["", "x", "a" * 64])
def test_another_page_does_not_go_on_but_keeps_its_words(tree: Tree, client: Client, side: str) -> None:
    report = make_draft(email="ida@firma.co")
    old = token_for(report.key)
    client.post(f"/indberet/{old}/trin/1/", {"side": "min egen side", "gem": "", **typed(email="ida@firma.com")})
    sent = {"side": side, "gem": "", **typed(what="Mine <b>ord</b>")}
    page = client.post(f"/indberet/{old}/trin/1/", sent)
    quiet = client.post(f"/indberet/{old}/trin/1/", sent, headers=QUIET)

    assert (page.status_code, quiet.status_code) == (410, 410)
    assert "Mine &lt;b&gt;ord&lt;/b&gt;" in page.content.decode()
    assert quiet.json() == {
        "sentence": "Dette link er lukket: Et andet har taget dets plads. Brug det nyeste, eller få et tilsendt."
    }


def test_page_loses_its_right_when_others_are_closed(tree: Tree, client: Client) -> None:
    report = make_draft(email="ida@firma.co")
    sent = {"side": "fremmed side", "gem": "", **typed(email="x@firma.com")}
    client.post(f"/indberet/{token_for(report.key)}/trin/1/", sent)
    closed = client.post(f"/indberet/{token_for(report.key, 2)}/luk/", {"side": "min side"})

    assert client.post(f"/indberet/{token_for(report.key)}/trin/1/", sent).status_code == 410
    assert client.get(closed["Location"]).status_code == 200


def test_key_that_ends_while_it_is_used_changes_nothing(
    tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_report()
    token = token_for(report.key)
    withdraw = withdrawal.withdraw

    def late(found: Report) -> Report:
        if Report.objects.get().key_issue == 1:
            link_services.close_links(Report.objects.get(), Writer())
        return withdraw(found)

    monkeypatch.setattr(withdrawal, "withdraw", late)
    response = client.post(f"/indberet/{token}/traek-tilbage/")

    assert response.status_code == 410
    assert Report.objects.get().state == ReportState.RECEIVED


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_scanner_confirms_nothing(tree: Tree, client: Client, method: str) -> None:
    report = make_report()
    token = mailed(report.key, 1, report.email).token
    for name in DOORS:
        getattr(client, method)(_address(name, token, 1))

    assert Report.objects.get().confirmed_email == ""


def test_press_of_the_button_confirms_the_address_of_the_mail_alone(tree: Tree, client: Client) -> None:
    report = make_report()
    assert report.library is not None
    LibraryDomain.objects.create(library=report.library, domain="fjordby.dk")
    by_browser, by_mail = token_for(report.key), mailed(report.key, 1, report.email).token
    refused = client.post(f"/indberet/{by_browser}/bekraeft/")
    assert (refused.status_code, Report.objects.get().is_confirmed) == (403, False)
    assert "Ja, den er min" not in client.get(f"/indberet/{by_browser}/").content.decode()
    assert "Ja, den er min" in client.get(f"/indberet/{by_mail}/").content.decode()

    client.post(f"/indberet/{by_mail}/bekraeft/")

    assert Report.objects.get().is_confirmed
    assert is_from_the_library(Report.objects.get())
    assert "Ja, den er min" not in client.get(f"/indberet/{by_mail}/").content.decode()


def test_confirmed_with_an_own_mailbox_another_address_is_not_known_as_the_librarys(tree: Tree, client: Client) -> None:
    report = make_report(answers={"email": "ond@eget.example"})
    assert report.library is not None
    LibraryDomain.objects.create(library=report.library, domain="fjordby.dk")
    by_mail = mailed(report.key, 1, report.email).token
    client.post(f"/indberet/{by_mail}/bekraeft/")
    answer = client.post(f"/indberet/{by_mail}/trin/1/", {"gem": "", **typed(email="leder@fjordby.dk")})
    changed = Report.objects.get()

    assert (changed.email, changed.is_confirmed, is_from_the_library(changed)) == ("leder@fjordby.dk", False, False)
    assert not read(answer["Location"].split("/")[2]).mailbox
    assert client.post(f"/indberet/{answer['Location'].split('/')[2]}/bekraeft/").status_code == 403
    client.post(f"/indberet/{by_mail}/bekraeft/")
    assert not Report.objects.get().is_confirmed


def test_closing_other_links_keeps_the_mailbox_known(tree: Tree, client: Client) -> None:
    report = make_report()
    by_mail = mailed(report.key, 1, report.email).token
    answer = client.post(f"/indberet/{by_mail}/luk/")
    token = answer["Location"].split("/")[2]

    assert client.post(f"/indberet/{token}/bekraeft/").status_code == 302
    assert Report.objects.get().is_confirmed


def test_file_of_an_ended_key_is_not_kept(tree: Tree, client: Client) -> None:
    report = make_draft()
    link_services.close_links(report, Writer())
    client.post(f"/indberet/{token_for(report.key)}/billeder/", {"file": SimpleUploadedFile("a.jpg", b"x")})

    assert not ReportFile.objects.exists()


def test_closing_other_links_says_so_and_promises_no_mail(tree: Tree, client: Client) -> None:
    report = make_report()
    for token in (token_for(report.key), mailed(report.key, 1, report.email).token):
        assert "på vej" not in client.get(f"/indberet/{token}/").content.decode()
    page = client.post(f"/indberet/{token_for(report.key)}/luk/", follow=True).content.decode()

    assert "Alle andre links er lukket" in page
    assert "på vej" not in page
    assert "Vi har sendt" not in page
