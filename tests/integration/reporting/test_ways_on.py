"""No refusal of a report is a dead end: it stands where the button was pressed, with everything typed still in it."""

import re
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import OperationalError
from django.test import Client
from django.utils import translation

from showcase.reporting import services
from showcase.reporting.enums import ReportState
from showcase.reporting.forms import WhatForm
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import token_for
from tests.factories.reports import make_draft, make_report, typed
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
SEND = 'name="send"'
FAST = "Det var hurtigt. Se det igennem en gang til, og send så."
TOO_MANY = "Det var meget på én gang. Vent en time"


def _new_token(client: Client) -> str:
    return re.findall(r'name="udkast" value="([^"]+)"', client.get("/indberet/").content.decode())[0]


def test_send_pressed_too_fast_stands_where_it_was_pressed(tree: Tree, client: Client) -> None:
    token = _new_token(client)

    response = client.post("/indberet/", {"udkast": token, "send": "", **typed()})
    page = response.content.decode()

    assert response.status_code == 429
    assert FAST in page
    assert SEND in page
    assert 'value="Bussen svarer"' in page
    assert "Vi kørte, og vi svarede." in page
    assert f'name="revision" value="{Report.objects.get().revision}"' in page


def test_send_of_the_overview_pressed_too_fast_stands_on_the_overview(tree: Tree, client: Client) -> None:
    token = _new_token(client)
    client.post("/indberet/", {"udkast": token, "videre": "", **typed()})

    response = client.post(f"/indberet/{token}/send/")

    assert response.status_code == 429
    assert FAST in response.content.decode()
    assert f'action="/indberet/{token}/send/"' in response.content.decode()


def test_unfinished_report_sent_too_fast_leads_to_what_is_missing(tree: Tree, client: Client) -> None:
    token = _new_token(client)

    response = client.post("/indberet/", {"udkast": token, "send": "", **typed(what="")})

    assert (response.status_code, response["Location"]) == (302, f"/indberet/{token}/trin/1/?tjek=1")


@pytest.mark.parametrize("limit", ["send", "send-unknown"])
def test_too_many_sent_stands_where_it_was_pressed(
    tree: Tree, client: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    settings.LIMITS = {**settings.LIMITS, limit: (0, 3_600)}
    monkeypatch.setattr("showcase.reporting.views.signed_before", lambda *_anything: True)
    token = token_for(make_draft().key)

    on_step = client.post(f"/indberet/{token}/trin/2/", {"why": "Fordi folk spurgte.", "send": ""})
    on_overview = client.post(f"/indberet/{token}/send/")

    assert (on_step.status_code, on_overview.status_code) == (429, 429)
    assert all(TOO_MANY in answer.content.decode() for answer in (on_step, on_overview))
    assert "Fordi folk spurgte." in on_step.content.decode()
    assert SEND in on_step.content.decode()
    assert f'action="/indberet/{token}/send/"' in on_overview.content.decode()


def test_too_many_begun_keeps_what_was_typed_in_its_fields(tree: Tree, client: Client, settings: LazySettings) -> None:
    settings.LIMITS = {**settings.LIMITS, "begin": (0, 3_600)}

    response = client.post("/indberet/", {"udkast": _new_token(client), "videre": "", **typed()})

    assert response.status_code == 429
    assert TOO_MANY in response.content.decode()
    assert 'value="Bussen svarer"' in response.content.decode()


def test_too_many_answers_keep_the_answer_in_its_field(tree: Tree, client: Client, settings: LazySettings) -> None:
    settings.LIMITS = {**settings.LIMITS, "reply": (0, 3_600)}
    token = token_for(make_report(ReportState.ASKED).key)

    response = client.post(f"/indberet/{token}/svar/", {"svar": "Vi kørte om tirsdagen."})

    assert response.status_code == 429
    assert ">Vi kørte om tirsdagen.</textarea>" in response.content.decode()
    assert 'name="svar"' in response.content.decode()


def test_too_many_links_keep_the_mail_address_in_its_field(tree: Tree, client: Client, settings: LazySettings) -> None:
    settings.LIMITS = {**settings.LIMITS, "link": (0, 3_600)}

    response = client.post("/indberet/link/", {"email": "ida@fjordby.dk"})

    assert response.status_code == 429
    assert 'name="email" value="ida@fjordby.dk"' in response.content.decode()


@pytest.mark.parametrize(
    ("address", "back", "data"),
    [
        ("billeder/", "billeder/", {}),
        ("eksport/", "eksport/", {}),
    ],
)
def test_too_many_files_lead_back_to_the_page_of_files(
    tree: Tree, client: Client, settings: LazySettings, address: str, back: str, data: dict[str, Any]
) -> None:
    settings.LIMITS = {**settings.LIMITS, "files": (0, 3_600), "sheets": (0, 3_600)}
    token = token_for(make_draft().key)

    response = client.post(f"/indberet/{token}/{address}", data)

    assert response.status_code == 429
    assert f'<a href="/indberet/{token}/{back}">' in response.content.decode()


def _closed(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(state=ReportState.DECLINED)


@pytest.mark.parametrize(
    ("address", "data", "words"),
    [
        ("trin/1/", {"name": "Et nyt navn", "what": "Et nyt forløb."}, ["Et nyt navn", "Et nyt forløb."]),
        ("svar/", {"svar": "Et sent svar."}, ["Et sent svar."]),
    ],
)
def test_what_is_written_in_a_report_closed_meanwhile_can_be_copied(
    tree: Tree, client: Client, address: str, data: dict[str, str], words: list[str]
) -> None:
    report = make_report(ReportState.ASKED)
    _closed(report)
    token = token_for(report.key)

    response = client.post(f"/indberet/{token}/{address}", data)

    assert response.status_code == 409
    assert all(word in response.content.decode() for word in words)
    assert f'href="/indberet/{token}/' in response.content.decode()


def test_busy_database_shows_what_was_written_and_the_way_back(
    tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_arguments: object) -> None:
        raise OperationalError("database is locked")

    token = token_for(make_report(ReportState.ASKED).key)
    monkeypatch.setattr(services, "reply", busy)

    response = client.post(f"/indberet/{token}/svar/", {"svar": "Et langt svar."})

    assert response.status_code == 503
    assert "Et langt svar." in response.content.decode()
    assert f'<a href="/indberet/{token}/">Tilbage til indberetningen</a>' in response.content.decode()


def test_days_are_told_in_words_on_the_overview(tree: Tree, client: Client) -> None:
    draft = token_for(make_draft(started_on="9/1/2026", ended_on="1.2.26").key)
    sent = token_for(make_report(answers={"started_on": "9/1/2026"}, receipt="DAGE-2345").key)

    assert "Begyndte 9. januar 2026 · Sluttede 1. februar 2026" in client.get(f"/indberet/{draft}/").content.decode()
    assert "Begyndte 9. januar 2026" in client.get(f"/indberet/{sent}/").content.decode()
    assert "forstået som 9. januar 2026" in client.get(f"/indberet/{draft}/trin/1/").content.decode().lower()


def test_each_answer_that_is_missing_is_asked_for_in_words_of_its_own(tree: Tree) -> None:
    with translation.override("da"):
        missing = {name: errors[0] for name, errors in WhatForm({}).errors.items()}

    assert set(missing) >= {"name", "library", "platforms", "what", "email"}
    assert len(set(missing.values())) == len(missing)
