"""A draft has its address from the first letter, and nothing typed into it is cut."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from showcase.reporting import services, withdrawal
from showcase.reporting.draft_answers import MOST_KEPT
from showcase.reporting.enums import ReportState
from showcase.reporting.forms import STEPS
from showcase.reporting.models import Message, Report
from showcase.reporting.signed_tokens import token_for
from tests.factories.reports import make_draft, make_report, make_report_file, typed
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
QUIET = {"Accept": "application/json"}


def test_address_of_a_draft_opens_before_anything_is_kept(tree: Tree, client: Client) -> None:
    begun = client.get("/indberet/").content.decode()
    address = re.findall(r'action="(/indberet/[^"]+/trin/1/)"', begun)[0]
    token = re.findall(r'name="udkast" value="([^"]+)"', begun)[0]

    opened = client.get(address)

    assert address == f"/indberet/{token}/trin/1/"
    assert opened.status_code == 200
    assert f'name="udkast" value="{token}"' in opened.content.decode()
    assert not Report.objects.exists()
    client.post(address, {"udkast": token, "videre": "", **typed()})
    client.post("/indberet/", {"udkast": token, "videre": "", **typed(name="Igen")})
    assert Report.objects.get().answers["name"] == "Igen"


def test_other_pages_of_a_draft_nobody_began_say_so(tree: Tree, client: Client) -> None:
    token = token_for(uuid4())

    assert client.get(f"/indberet/{token}/").status_code == 404
    assert "Her er ikke skrevet noget endnu." in client.get(f"/indberet/{token}/").content.decode()
    assert client.get(f"/indberet/{token}/trin/3/").headers["Location"] == f"/indberet/{token}/trin/1/"


def test_address_of_an_erased_draft_begins_no_other(tree: Tree, client: Client) -> None:
    draft = make_draft()
    token = token_for(draft.key)
    withdrawal.forget(draft)

    assert client.get(f"/indberet/{token}/trin/1/").status_code == 410
    assert "data-keep-forget" in client.get(f"/indberet/{token}/trin/1/").content.decode()


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_no_field_of_a_report_cuts_what_is_pasted(tree: Tree, client: Client, number: int) -> None:
    draft = make_draft()
    make_report_file(draft)
    page = client.get(f"/indberet/{token_for(draft.key)}/trin/{number}/").content.decode()

    assert "maxlength" not in page.partition("<main")[2].partition("</main>")[0]
    counted = [name for name, field in STEPS[number - 1].base_fields.items() if getattr(field, "max_length", None)]
    assert page.count("data-most=") == len(counted) + (number == 4)


def test_too_long_answers_are_kept_whole_and_told_by_how_much(tree: Tree, client: Client) -> None:
    story, title = "x" * 7_030, "t" * 60
    draft = make_draft(what="")
    address = f"/indberet/{token_for(draft.key)}/trin/1/"

    kept = client.post(address, {**typed(what=story, name=title), "revision": "0"}, headers=QUIET)
    told = client.get(f"{address}?tjek=1").content.decode()

    assert kept.status_code == 200
    assert (Report.objects.get().answers["what"], Report.objects.get().answers["name"]) == (story, title)
    assert "7.030 tegn, 2.030 for mange" in told
    assert "60 tegn, 5 for mange" in told
    assert story in told


def test_what_even_a_draft_does_not_hold_leaves_the_rest_kept(tree: Tree, client: Client) -> None:
    draft = make_draft()
    address = f"/indberet/{token_for(draft.key)}/trin/2/"
    data = {"why": "x" * (MOST_KEPT + 7), "how": "Sådan", "revision": "0"}

    quiet = client.post(address, data, headers=QUIET)
    page = client.post(address, {**data, "revision": quiet.json()["revision"]})

    assert (quiet.status_code, page.status_code) == (413, 413)
    assert "(100.007 tegn, 7 for mange, selv til en kladde)" in quiet.json()["sentence"]
    assert Report.objects.get().answers["how"] == "Sådan"
    assert Report.objects.get().answers.get("why", "") == ""
    assert "x" * (MOST_KEPT + 7) in page.content.decode()
    assert "data-keep-refused" in page.content.decode()


REFUSED: dict[str, tuple[dict[str, Any], int]] = {
    "trap": ({"hjemmeside": "http://spam"}, 400),
    "no longer right": ({"library": "Atlantis"}, 400),
    "stale": ({"revision": "7"}, 409),
}


@pytest.mark.parametrize("refused", REFUSED)
def test_script_is_told_in_a_sentence_what_is_not_kept(tree: Tree, client: Client, refused: str) -> None:
    changed, status = REFUSED[refused]
    report = make_report()
    answer = client.post(f"/indberet/{token_for(report.key)}/trin/1/", {**typed(name="Nyt"), **changed}, headers=QUIET)

    assert answer.status_code == status
    assert len(answer.json()["sentence"]) > 20
    report.refresh_from_db()
    assert report.answers["name"] == "Bussen svarer"


def test_busy_database_is_told_to_the_script(tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_arguments: object, **_named: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(services, "keep", busy)
    answer = client.post(f"/indberet/{token_for(uuid4())}/trin/1/", typed(), headers=QUIET)

    assert answer.status_code == 503
    assert "sentence" in answer.json()


def test_too_long_reply_and_description_stay_on_the_page(tree: Tree, client: Client) -> None:
    report = make_report(ReportState.ASKED)
    file = make_report_file(report)
    Message.objects.create(report=report, is_from_staff=True, text="Hvor mange?")
    token = token_for(report.key)
    reply = client.post(f"/indberet/{token}/svar/", {"svar": "s" * 5_004})
    described = client.post(f"/indberet/{token}/billeder/beskriv/", {f"alt_{file.pk}": "a" * 253})

    assert (reply.status_code, described.status_code) == (400, 400)
    assert "5.004 tegn, 4 for mange" in reply.content.decode()
    assert "s" * 5_004 in reply.content.decode()
    assert "253 tegn, 3 for mange" in described.content.decode()
    assert "a" * 253 in described.content.decode()
    file.refresh_from_db()
    assert file.alt_text == "En bus."


def test_script_is_told_that_reply_and_description_are_taken(tree: Tree, client: Client) -> None:
    report = make_report(ReportState.ASKED)
    file = make_report_file(report)
    token = token_for(report.key)
    described = client.post(f"/indberet/{token}/billeder/beskriv/", {f"alt_{file.pk}": "En bænk."}, headers=QUIET)
    reply = client.post(f"/indberet/{token}/svar/", {"svar": "Fire."}, headers=QUIET)

    assert described.json() == {"revision": ""}
    assert reply.json() == {"address": f"/indberet/{token}/"}
    file.refresh_from_db()
    assert (file.alt_text, report.messages.get().text) == ("En bænk.", "Fire.")


@pytest.mark.parametrize("door", ["svar/", "billeder/", "billeder/beskriv/"])
def test_address_a_refusal_stands_at_can_be_opened_again(tree: Tree, client: Client, door: str) -> None:
    token = token_for(make_report().key)

    assert client.get(f"/indberet/{token}/{door}", follow=True).status_code == 200


def test_browser_is_told_what_to_forget_once_a_report_is_sent_or_closed(tree: Tree, client: Client) -> None:
    draft, sent = make_draft(), make_report()
    closed = make_report(ReportState.DECLINED, receipt="ZZZZ-2345")

    def forgotten(report: Report, query: str = "") -> list[str]:
        page = client.get(f"/indberet/{token_for(report.key)}/{query}").content.decode()
        return [name.partition(":")[2] for name in re.findall(r'data-keep-forget="([^"]+)"', page)]

    assert forgotten(draft) == []
    assert forgotten(sent) == ["address"]
    assert forgotten(sent, "?mail=sendt") == [""]
    assert forgotten(closed) == [""]
