"""The proxy in front: what strangers send it is shown to nobody else, and what it answers itself is as well guarded."""

import socket
import ssl
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings

from foundation.cache_control import KEPT_SECONDS
from tests.factories.pages import make_concept
from tests.factories.site import Tree
from tests.production.conftest import Stack

HEADERS = (
    *("X-Content-Type-Options", "Strict-Transport-Security", "Referrer-Policy", "Permissions-Policy"),
    *("Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Content-Security-Policy"),
)


@pytest.fixture(scope="session")
def address(stack: Stack, site: Tree, django_db_blocker: "object") -> str:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's
        return str(stack.url + make_concept(site.concepts, title="Til alle").url)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1"])
def test_another_host_is_answered_to_nobody(stack: Stack, address: str, host: str) -> None:
    fresh = f"{address}?{host}"

    with pytest.raises(requests.ConnectionError):
        stack.visitor().get(fresh, headers={"Host": host})

    assert stack.visitor().get(fresh).status_code == 200


def test_refusal_is_kept_for_nobody(stack: Stack, address: str) -> None:
    fresh = f"{address}?stor"

    refused = stack.visitor().get(fresh, data=b"x" * 3_000_000)

    assert refused.status_code == 413
    assert stack.visitor().get(fresh).status_code == 200


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/images/add/", "/indberet/b12/billeder/", "/soeg/"])
def test_large_body_is_refused_before_it_is_sent(stack: Stack, site: Tree, path: str) -> None:
    host = urlsplit(stack.url)
    context = ssl.create_default_context(cafile=str(stack.folder / "certificate.pem"))
    head = f"POST {path} HTTP/1.1\r\nHost: {host.netloc}\r\nContent-Length: 20000000\r\n\r\n".encode()

    with (
        socket.create_connection((host.hostname, host.port)) as plain,
        context.wrap_socket(plain, server_hostname=host.hostname) as connection,
    ):
        connection.sendall(head + b"x" * 1_000)
        answer = connection.recv(4_096).decode()

    assert answer.startswith("HTTP/1.1 413 ")
    assert [name for name in HEADERS if name.lower() not in answer.lower()] == []


def test_file_that_the_proxy_hands_out_is_guarded_as_by_the_application(stack: Stack, site: Tree) -> None:
    path = Path(settings.MEDIA_ROOT, "images", "proevet.webp")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"RIFF")

    by_proxy = stack.visitor().get(f"{stack.url}/media/images/proevet.webp")
    by_application = stack.visitor().get(f"{stack.url}/media/images/findes-ikke.webp")

    assert by_proxy.status_code == 200
    assert by_proxy.headers["Cache-Control"] == f"max-age={KEPT_SECONDS}"
    same = set(HEADERS) - {"Content-Security-Policy"}
    assert {name: by_proxy.headers[name] for name in same} == {name: by_application.headers[name] for name in same}
    assert "sandbox" in by_proxy.headers["Content-Security-Policy"]


def test_pages_carry_each_header_once(stack: Stack, address: str) -> None:
    answer = stack.visitor().get(address)

    assert [name for name in HEADERS if "," in answer.headers[name] and name != "Permissions-Policy"] == []
    assert answer.headers["Permissions-Policy"] == settings.PERMISSIONS_POLICY


def test_cache_is_warm(stack: Stack, address: str) -> None:
    """The tests above would show nothing if nothing were kept."""
    visitor = stack.visitor()
    visitor.get(address)
    time.sleep(0.1)

    assert visitor.get(address).headers["X-Cache"] == "HIT"
