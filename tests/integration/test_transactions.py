"""The transaction around what staff change: when there is one, and what ends it."""

import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.client import FakePayload

from libraries.models import Library, LibraryAlias
from tests.factories.core import make_library
from website.transactions import AllOrNothingMiddleware

pytestmark = pytest.mark.django_db(transaction=True)


def _asked(
    view: Callable[[HttpRequest], HttpResponse], method: str = "post", path: str = "/admin/pages/1/", **data: Any
) -> Any:
    request = getattr(RequestFactory(), method)(path, data)
    request.user, request.session = SimpleNamespace(is_authenticated=True), {}
    request._messages = default_storage(request)
    return AllOrNothingMiddleware(view)(request)


def _is_held(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(connection.in_atomic_block))


@pytest.mark.parametrize(
    ("method", "path", "held"),
    [
        ("get", "/admin/pages/1/", False),
        ("head", "/admin/pages/1/", False),
        ("post", "/admin/pages/1/", True),
        ("put", "/admin/pages/1/", True),
        ("delete", "/admin/pages/1/", True),
        ("post", "/indberet/", False),
        ("post", "/admin/account/", False),
    ],
)
def test_only_changes_in_the_admin_are_held_together(method: str, path: str, held: bool) -> None:
    seen: list[bool] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(connection.in_atomic_block)
        return HttpResponse()

    _asked(view, method, path)

    assert seen == [held]


def test_what_goes_while_it_is_chosen_is_asked_for_once_more() -> None:
    """The database finds out at the commit; by then the view would have answered that all is well."""
    library, asked = make_library(), []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request)
        messages.success(request, f"Gemt {len(asked)}")
        LibraryAlias.objects.create(library_id=library.pk + 2 - len(asked), name="Læsehuset")
        return HttpResponse("; ".join(str(message) for message in messages.get_messages(request)))

    assert _asked(view).content == b"Gemt 2"
    assert LibraryAlias.objects.count() == 1


def test_strangers_and_uploads_hold_no_transaction() -> None:
    file = SimpleUploadedFile("film.mp4", b"x")
    request = RequestFactory().post("/admin/login/")
    request.user = SimpleNamespace(is_authenticated=False)  # type: ignore[assignment]

    assert AllOrNothingMiddleware(_is_held)(request).content == b"False"  # type: ignore[attr-defined]
    assert _asked(_is_held, file=file).content == b"False"


def test_body_is_read_before_the_transaction_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bool] = []
    original = FakePayload.read

    def spy(self: FakePayload, *size: int) -> bytes:
        read.append(connection.in_atomic_block)
        return bytes(original(self, *size))

    monkeypatch.setattr(FakePayload, "read", spy)

    assert _asked(lambda request: HttpResponse(request.POST["title"]), title="Hej").content == b"Hej"
    assert set(read) == {False}


@pytest.mark.parametrize(("status", "kept"), [(200, 1), (302, 1), (403, 1), (500, 0), (503, 0)])
def test_a_server_error_takes_everything_back(status: int, kept: int) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        make_library()
        return HttpResponse(status=status)

    assert _asked(view).status_code == status
    assert Library.objects.count() == kept


def test_what_fails_after_the_commit_is_logged_and_does_not_deny_it(caplog: pytest.LogCaptureFixture) -> None:
    """Wagtail tells of a changed address after the commit: the page is changed, and the answer must not say no."""

    def view(request: HttpRequest) -> HttpResponse:
        make_library()
        transaction.on_commit(lambda: 1 / 0)
        return HttpResponse("gemt")

    with caplog.at_level(logging.ERROR):
        response = _asked(view)

    assert (response.status_code, Library.objects.count()) == (200, 1)
    assert "ZeroDivisionError" in caplog.text


def test_commit_that_fails_is_no_success() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        make_library()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE core_targetgroup SET scheme_id = 9999")
            cursor.execute(
                "INSERT INTO core_targetgroup (name, slug, scheme_id, sort_order) VALUES ('a', 'a', 9999, 0)"
            )
        return HttpResponse("gemt")

    with pytest.raises(IntegrityError):
        _asked(view)

    assert Library.objects.count() == 0
