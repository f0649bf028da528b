"""What is erased never comes back, whatever an old window sends and whoever erased it."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from showcase.reporting import services, withdrawal
from showcase.reporting.link_services import GoneError
from showcase.reporting.models import ErasedKey, Report
from showcase.reporting.signed_tokens import token_for
from tests.factories.reports import make_draft, typed
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


def _forget_by_clock(report: Report) -> None:
    Report.objects.filter(pk=report.pk).update(updated_at=timezone.now() - timedelta(days=91))
    withdrawal.erase_old_contacts()


ERASERS: dict[str, Callable[[Report], Any]] = {
    "its reporter": withdrawal.forget,
    "the clock": _forget_by_clock,
    "a command": lambda report: report.delete(),
    "a command over many": lambda report: Report.objects.filter(pk=report.pk).delete(),
}


@pytest.mark.parametrize("erase", ERASERS.values(), ids=ERASERS)
@pytest.mark.parametrize("is_quiet", [True, False], ids=["autosave", "button"])
def test_old_window_never_revives_an_erased_report(
    tree: Tree, client: Client, erase: Callable[[Report], Any], is_quiet: bool
) -> None:
    report = make_draft()
    token = token_for(report.key)
    erase(report)

    headers = {"Accept": "application/json"} if is_quiet else {}
    for address, data in (
        ("/indberet/", {"udkast": token, "gem": "", **typed(name="Spøgelse")}),
        ("/indberet/", {"udkast": token, "send": "", **typed(name="Spøgelse")}),
        (f"/indberet/{token}/trin/1/", {"gem": "", **typed(name="Spøgelse")}),
    ):
        response = client.post(address, data, headers=headers)

        assert response.status_code == 410
        sentence = response.json()["sentence"] if is_quiet else response.content.decode()
        assert "Indberetningen er slettet" in sentence
    assert not Report.objects.exists()


def test_link_of_an_erased_report_offers_no_other_link(tree: Tree, client: Client) -> None:
    report = make_draft()
    withdrawal.forget(report)
    answer = client.get(f"/indberet/{token_for(report.key)}/")
    late = client.post(f"/indberet/{token_for(report.key)}/trin/1/", {"gem": "", **typed(what="Mine <ord>")})

    assert (answer.status_code, late.status_code) == (410, 410)
    for page in (answer.content.decode(), late.content.decode()):
        assert "<h1>Slettet</h1>" in page
        assert "Send mit link igen" not in page
        assert 'action="/indberet/link/"' not in page
    assert "Mine &lt;ord&gt;" in late.content.decode()


def test_erased_while_a_window_was_sending_stays_erased(
    tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = make_draft()
    keep = services.keep

    def late(found: Report, *arguments: Any, **named: Any) -> Any:
        withdrawal.forget(Report.objects.get(pk=report.pk))
        return keep(found, *arguments, **named)

    monkeypatch.setattr(services, "keep", late)
    response = client.post(f"/indberet/{token_for(report.key)}/trin/1/", {"gem": "", **typed()})

    assert response.status_code == 410
    assert not Report.objects.exists()


def test_key_is_refused_after_the_secret_was_changed(tree: Tree, settings: LazySettings) -> None:
    key = uuid4()
    ErasedKey.objects.remember(key)
    ErasedKey.objects.remember(key)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-that-signs-nothing-of-value-anywhere-012345678901"

    with pytest.raises(GoneError):
        services.begin(key)
    assert not Report.objects.exists()


def test_what_stays_of_an_erased_report_opens_nothing(tree: Tree) -> None:
    report = make_draft()
    report.delete()

    (left,) = ErasedKey.objects.values()
    assert set(left) == {"id", "key_hash"}
    assert re.fullmatch("[0-9a-f]{64}", left["key_hash"])
    assert report.key.hex not in left["key_hash"]
