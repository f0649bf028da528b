"""A server error shows a number, and the log has that number with what went wrong."""

import logging
import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.signals import page_unpublished

from core.models import BasePage
from media.s3 import StorageUnavailable
from tests.factories import core, pages
from tests.factories.site import Tree
from tests.factories.stumbling import failing

ADDRESSES = [
    "/",
    "/soeg/?q=a",
    "/api/v2/pages/",
    "/api/feed/v1/concepts",
    "/feeds/concepts.json",
    "/feeds/concepts.rss",
    "/embed/v1/koncepter/",
    "/oembed/?url=http%3A%2F%2Ftestserver%2F",
    "/sitemap.xml",
    "/indberet/",
    "/admin/login/",
    "/.well-known/security.txt",
    "/was",
]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


def _shown(response: Any) -> str:
    """The number that the answer shows."""
    found = re.findall(r"<strong>(\w{6})</strong>|som nr\. (\w{6})\.|nummer: (\w{6})\.", response.content.decode())
    assert len(found) == 1, response.content[:300]
    return "".join(found[0])


def _lines_with(number: str, caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if f"Error {number}," in record.getMessage()]


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_a_database_every_address_shows_a_number_that_is_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    """This test may not ask the database, so every question fails as when it is gone."""
    response = client.get(address)

    assert response.status_code == 500
    number = _shown(response)
    (line,) = _lines_with(number, caplog)
    assert any(record.exc_info for record in caplog.records if number in record.getMessage())
    assert address.partition("?")[0] in line.getMessage()
    assert response["Cache-Control"] == "no-store"


def test_answer_for_programs_is_data(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    for address in ("/api/v2/pages/", "/api/feed/v1/concepts", "/feeds/concepts.json"):
        assert client.get(address).json().keys() == {"detail", "number"}
    assert client.get("/", headers={"accept": "application/json"}).json().keys() == {"detail", "number"}
    told = [client.get(at, headers={"accept": "application/json"}).json()["detail"] for at in ("/", "/en/")]
    assert ["Noget gik galt" in told[0], "Something went wrong" in told[1]] == [True, True]


@pytest.mark.django_db
def test_line_says_who_did_what_where(tree: Tree, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    user = core.make_user("admin", is_superuser=True)
    client.force_login(user)
    address = reverse("wagtailadmin_pages:unpublish", args=[pages.make_concept(tree.concepts).pk])

    with failing(page_unpublished):
        response = client.post(address)

    (line,) = _lines_with(_shown(response), caplog)
    assert f"POST, user {user.pk}: Internal Server Error: {address}" in line.getMessage()
    assert "Stumble" in caplog.text


@pytest.fixture
def _storage_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise StorageUnavailable("bucket")

    monkeypatch.setattr(BasePage, "get_context", fail)


@pytest.mark.django_db
@pytest.mark.usefixtures("_storage_is_gone")
def test_storage_that_is_gone_has_a_number_too(tree: Tree, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = client.get("/")

    assert response.status_code == 503
    assert len(_lines_with(_shown(response), caplog)) == 1


def test_errors_are_written_somewhere_in_every_environment() -> None:
    """The demo's went nowhere: Django's own console is for DEBUG only."""
    assert settings.LOGGING["root"]["handlers"] == ["console"]
