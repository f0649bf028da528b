"""What granian makes of large bodies, and of those that do not say how long they are."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.factories.site import Tree
from tests.production.conftest import Stack

AS_THE_PROXY_SAYS = "X-Forwarded-Proto: https\r\nX-Forwarded-For: 192.0.2.1"
HEADERS = ("strict-transport-security", "x-content-type-options", "permissions-policy", "content-security-policy")
LENGTH, CHUNKED = f"Content-Length: {500 * 2**20}", "Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    ("size", "begun", "status"), [(LENGTH, "x" * 1_000, 413), (CHUNKED, "3e8\r\n" + "x" * 1_000 + "\r\n", 411)]
)
def test_body_is_refused_before_it_is_sent(stack: Stack, site: Tree, size: str, begun: str, status: int) -> None:
    place = urlsplit(stack.web)
    head = f"POST /admin/images/add/ HTTP/1.1\r\nHost: {place.netloc}\r\n{AS_THE_PROXY_SAYS}\r\n{size}\r\n\r\n"

    with socket.create_connection((place.hostname, place.port), timeout=30) as connection:
        connection.sendall((head + begun).encode())
        answer = connection.recv(4096).decode().lower()

    assert answer.startswith(f"http/1.1 {status} ")
    assert [header for header in HEADERS if f"\n{header}: " not in answer] == []
