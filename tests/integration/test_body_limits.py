"""Large bodies are refused before they are read, unless their sender may send them there."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from core.roles import EDITORS, SECTION_EDITORS, set_up_roles
from showcase.reporting.enums import ReportState
from showcase.reporting.link_services import Writer, close_links
from showcase.reporting.signed_tokens import token_for
from showcase.reporting.withdrawal import forget
from tests.factories import core
from tests.factories.reports import make_draft, make_report
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
MEGABYTE = 2**20
FILM, PICTURE, REPORT = "/admin/snippets/media/video/add/", "/admin/images/add/", "/indberet/{}/billeder/"


class Unread:
    """A body nobody may look at."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError("the body was read")

    readline = read


def is_refused(client: Client, address: str, megabytes: int) -> bool:
    """Whether a body of that size is turned away unread; one that is let in meets the check of the form's token."""
    said: dict[str, Any] = {"CONTENT_LENGTH": str(megabytes * MEGABYTE), "wsgi.input": Unread()}
    response = client.generic("POST", address, **said)
    return response.status_code == 413


def member(name: str) -> Client:
    user = core.make_user(name)
    user.groups.add(Group.objects.get(name=name))
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def addresses_of_admin() -> list[str]:
    """Every address under the admin, with something in the place of each argument."""

    def walk(node: Any, prefix: str) -> Any:
        pattern = str(node.pattern).removeprefix("^").removesuffix("$").removesuffix("\\Z")
        if isinstance(node, URLResolver):
            for child in node.url_patterns:
                yield from walk(child, prefix + pattern)
        elif isinstance(node, URLPattern):
            yield prefix + pattern

    (admin,) = (one for one in get_resolver().url_patterns if str(one.pattern) == "admin/")
    return ["/" + address.replace("<", "").replace(">", "") for address in walk(admin, "")]


def test_no_address_of_the_admin_reads_a_large_body_from_a_stranger(tree: Tree) -> None:
    stranger = Client(enforce_csrf_checks=True)
    forged = Client(enforce_csrf_checks=True)
    forged.cookies["sessionid"] = "x" * 32

    for address in addresses_of_admin():
        assert is_refused(stranger, address, 3), address
    for address in (FILM, PICTURE, "/admin/documents/add/", "/admin/account/"):
        assert is_refused(forged, address, 3), address


@pytest.mark.parametrize(
    ("role", "address", "megabytes", "refused"),
    [
        (EDITORS, FILM, 500, False),
        (EDITORS, FILM, 521, True),
        (EDITORS, PICTURE, 16, False),
        (EDITORS, PICTURE, 23, True),
        (EDITORS, "/admin/pages/1/edit/", 3, True),
        (EDITORS, "/", 3, True),
        (SECTION_EDITORS, FILM, 500, False),
        (SECTION_EDITORS, "/admin/snippets/media/consent/add/", 3, True),
        ("Bureauet", FILM, 3, True),
        ("Bureauet", PICTURE, 3, True),
    ],
)
def test_only_who_may_upload_there_is_read(tree: Tree, role: str, address: str, megabytes: int, refused: bool) -> None:
    set_up_roles()

    assert is_refused(member(role), address, megabytes) is refused


def test_reporter_needs_a_valid_key(tree: Tree) -> None:
    token = token_for(make_draft(confirmed=True).key)
    reporter = Client(enforce_csrf_checks=True)

    assert not is_refused(reporter, REPORT.format(token), 500)
    assert is_refused(reporter, REPORT.format(token[:-1] + ("a" if token[-1] != "a" else "b")), 3)
    assert is_refused(reporter, "/indberet/", 3)


def test_who_has_confirmed_nothing_sends_no_more_than_a_network_may(tree: Tree) -> None:
    address = REPORT.format(token_for(make_draft().key))

    assert not is_refused(Client(), address, 199)
    assert is_refused(Client(), address, 201)


def key_that_ended(how: str) -> str:
    """A key that we signed, and that lets nothing in."""
    if how == "never begun":
        return token_for(uuid4())
    report = make_report(ReportState.DECLINED) if how == "closed" else make_draft(confirmed=True)
    if how == "erased":
        forget(report)
    if how == "replaced":
        close_links(report, Writer())
    return token_for(report.key)


@pytest.mark.parametrize("how", ["never begun", "erased", "replaced", "closed"])
def test_key_of_no_open_report_has_nothing_read(tree: Tree, monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    """Anybody gets a signed key by opening the form; it is the report that takes files."""
    read: list[bytes] = []
    monkeypatch.setattr(
        "django.core.files.uploadhandler.MemoryFileUploadHandler.receive_data_chunk",
        lambda _handler, data, _start: read.append(data),
    )
    address = REPORT.format(key_that_ended(how))

    for size, status in ((3 * MEGABYTE, 413), (MEGABYTE, {"closed": 409, "never begun": 404}.get(how, 410))):
        sent = SimpleUploadedFile("a.jpg", b"x" * size)
        assert Client().post(address, {"side": "x", "file": sent}).status_code == status
    assert not read
    assert is_refused(Client(), address, 3)
    Client().post(REPORT.format(token_for(make_draft().key)), {"file": SimpleUploadedFile("a.jpg", b"x" * 9)})
    assert read == [b"x" * 9]


def test_body_that_does_not_say_how_long_it_is_is_refused(tree: Tree) -> None:
    response = Client().generic("POST", "/indberet/", CONTENT_LENGTH="", headers={"transfer-encoding": "chunked"})

    assert response.status_code == 411


def test_small_body_looks_nobody_up(tree: Tree, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert Client().generic("POST", "/livez", b"x" * 100).status_code == 405
