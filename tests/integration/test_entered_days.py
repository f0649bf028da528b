"""What an editor types in a field for a day or a moment is what is stored; else it is refused, and stands there."""

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from media.models import Consent
from showcase.models import AwardEditionPage
from tests.factories import core, pages
from tests.factories.consents import consent_form, make_consent
from tests.factories.days import in_days
from tests.factories.posting import as_shown, posted
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
ADD = "/admin/snippets/media/consent/add/"


@pytest.fixture
def editor(tree: Tree, client: Client) -> Client:
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    return client


def consent(expires_on: str) -> dict[str, Any]:
    return consent_form([core.make_image()], expires_on=expires_on)


@pytest.mark.parametrize("typed", ["31-12-2099", "31/12-2099", "31. dec. 2099", "2099-12-31"])
def test_end_of_a_consent_is_the_day_that_was_typed(editor: Client, typed: str) -> None:
    editor.post(ADD, consent(typed))

    assert Consent.objects.get().expires_on == date(2099, 12, 31)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2027-02-30", "Det er ikke en dato: 2027-02-30. Skriv den som 31-12-2029."),
        ("31-12-0027", "Årstallet 27 kan ikke være rigtigt. Skriv et mellem 1900 og 2199."),
        ("01-01-2020", "Samtykket skal gælde længere end i dag."),
    ],
)
def test_end_that_cannot_be_meant_is_refused_and_stands_there(editor: Client, typed: str, sentence: str) -> None:
    shown = editor.post(ADD, consent(typed)).content.decode()

    assert Consent.objects.count() == 0
    assert sentence in shown
    assert re.search(rf'name="expires_on"[^>]*value="{typed}"|value="{typed}"[^>]*name="expires_on"', shown)


def test_consent_that_ends_today_is_refused(editor: Client) -> None:
    shown = editor.post(ADD, consent(in_days(0).isoformat())).content.decode()

    assert Consent.objects.count() == 0
    assert "Samtykket skal gælde længere end i dag." in shown


def test_lapsed_consent_can_be_withdrawn_but_not_given_another_past_end(editor: Client) -> None:
    lapsed = make_consent(image=core.make_image(), expires_on=in_days(-9))
    address = f"/admin/snippets/media/consent/edit/{lapsed.pk}/"
    sent = as_shown(editor.get(address), "who")

    kept = editor.post(address, sent | {"withdrawn_on": "1/2-2026"})
    refused = editor.post(address, sent | {"expires_on": "02-02-2020"})

    assert kept.status_code == 302
    assert Consent.objects.get().withdrawn_on == date(2026, 2, 1)
    assert "Samtykket skal gælde længere end i dag." in refused.content.decode()


@pytest.mark.parametrize("typed", ["20-02-2027 18:00", "20/2-2027 kl. 18", "20. februar 2027 18.00"])
def test_ceremony_is_when_it_was_typed(tree: Tree, editor: Client, typed: str) -> None:
    edition = pages.make_edition(tree.awards)
    address = reverse("wagtailadmin_pages:edit", args=[edition.pk])

    editor.post(address, posted(editor.get(address), **{"ceremony_at": typed, "action-publish": "1"}))

    assert AwardEditionPage.objects.get().ceremony_at == datetime(2027, 2, 20, 17, tzinfo=UTC)
    assert 'value="20-02-2027 18:00"' in editor.get(address).content.decode()


def test_ceremony_without_a_time_is_refused_and_stands_there(tree: Tree, editor: Client) -> None:
    edition = pages.make_edition(tree.awards)
    address = reverse("wagtailadmin_pages:edit", args=[edition.pk])

    shown = editor.post(address, posted(editor.get(address), ceremony_at="20-02-2027")).content.decode()

    assert "Skriv også klokkeslættet, for eksempel 31-12-2029 18:00." in shown
    assert 'value="20-02-2027"' in shown


def test_page_goes_live_when_it_was_typed(tree: Tree, editor: Client) -> None:
    page = pages.make_standard_page(tree.home)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    editor.post(address, posted(editor.get(address), go_live_at="31/12-2099 kl. 18", expire_at="2100-01-01 9.30"))

    draft = type(page).objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.go_live_at == datetime(2099, 12, 31, 17, tzinfo=UTC)
    assert draft.expire_at == datetime(2100, 1, 1, 8, 30, tzinfo=UTC)


def test_filters_of_lists_read_days_too(editor: Client) -> None:
    found = editor.get("/admin/reports/site-history/?timestamp_from=31/12-2029")
    odd = editor.get("/admin/reports/site-history/?timestamp_from=31/31-2029")

    assert found.context["filters"].form.cleaned_data["timestamp"].start.date() == date(2029, 12, 31)
    assert odd.status_code == 200
    assert 'value="31/31-2029"' in odd.content.decode()
