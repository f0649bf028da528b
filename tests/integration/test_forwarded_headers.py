"""The proxies in front: counted rightly, or said so."""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.checks import run_checks
from django.test import Client
from django.utils import timezone

from foundation.worker.models import ScheduledJob
from tests.factories.site import Tree
from website.forwarded_headers import IN_A_ROW

pytestmark = pytest.mark.django_db
ONE, TWO = {"x-forwarded-for": "192.0.2.1"}, {"x-forwarded-for": "192.0.2.1, 192.0.2.2"}


@pytest.fixture
def ready(tree: Tree) -> Client:
    cache.clear()
    for name in django_settings.SCHEDULED_JOBS:
        ScheduledJob.objects.create(name=name, last_run_at=timezone.now())
    return Client()


def _checks() -> set[str]:
    return {str(one.id) for one in run_checks(include_deployment_checks=True)}


@pytest.mark.parametrize(
    ("hops", "sent", "is_right"),
    [(0, {}, True), (0, ONE, False), (1, ONE, True), (1, {}, False), (2, TWO, True), (2, ONE, False)],
)
def test_miscounted_proxies_are_said(
    ready: Client, settings: Any, caplog: pytest.LogCaptureFixture, hops: int, sent: dict[str, str], is_right: bool
) -> None:
    settings.PROXY_HOPS = hops
    for _request in range(IN_A_ROW):
        ready.get("/robots.txt", headers=sent)

    assert ready.get("/readyz", headers=sent).content == (b"ok\n" if is_right else b"not ok\n")
    assert ("website.E011" in _checks()) is not is_right
    assert ("CATALOGUE_PROXY_HOPS" in caplog.text) is not is_right


def test_stranger_with_a_header_takes_nobody_off_the_net(ready: Client, settings: Any) -> None:
    settings.PROXY_HOPS = 0
    for _request in range(IN_A_ROW * 2):
        ready.get("/robots.txt", headers=ONE)

    assert ready.get("/readyz").content == b"ok\n"


def test_one_request_past_the_proxy_says_nothing(ready: Client, settings: Any) -> None:
    settings.PROXY_HOPS = 1
    for _request in range(IN_A_ROW):
        ready.get("/robots.txt")
        ready.get("/robots.txt", headers=ONE)

    assert ready.get("/readyz").content == b"ok\n"
    assert "website.E011" not in _checks()


@pytest.mark.parametrize(("header", "hops"), [(("HTTP_X_FORWARDED_PROTO", "https"), 0), (None, 1)])
def test_check_says_when_the_two_settings_contradict_each_other(
    ready: Client, settings: Any, header: Any, hops: int
) -> None:
    settings.SECURE_PROXY_SSL_HEADER, settings.PROXY_HOPS = header, hops

    assert "website.E010" in _checks()


def test_check_finds_the_tests_own_settings_unfit_for_production(ready: Client) -> None:
    assert {"website.E001", "website.E003", "website.E004"} <= _checks()
