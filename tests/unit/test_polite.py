"""Whom the worker asks: everybody's addresses, at the ordinary ports, and nothing within a network of ours."""

import socket
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPException
from ipaddress import ip_address
from threading import Thread
from time import sleep
from typing import Any

import pytest

from core.checking import polite
from core.checking.polite import NoSuchHostError, NotPublicError, is_public, status_of


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.1", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "2001:db8::1"),
        *("64:ff9b::7f00:1", "64:ff9b:1::a00:1", "2002:7f00:1::", "2001:0:7f00:1::"),
    ],
)
def test_address_of_nobody_or_of_somebodys_own_network_is_not_public(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111"])
def test_address_of_everybody_is_public(number: str) -> None:
    assert is_public(ip_address(number))


def _resolving(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    def find(_host: str, port: int, **_kwargs: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", find)


def _connecting_nowhere(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    asked: list[Any] = []

    def connect(address: Any, *_args: Any, **_kwargs: Any) -> socket.socket:
        asked.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        *("http://katalog.dk:22/", "https://katalog.dk:8443/", "ftp://katalog.dk/", "file:///etc/passwd", "http:///x"),
        *("http://ida:kode@katalog.dk/", "http://[::1]/", "gopher://katalog.dk/", "//katalog.dk/"),
    ],
)
def test_only_plain_web_addresses_are_asked(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    asked = _connecting_nowhere(monkeypatch)

    with pytest.raises(NotPublicError):
        status_of(address)

    assert asked == []


@pytest.mark.parametrize("numbers", [["10.0.0.7"], ["8.8.8.8", "127.0.0.1"]])
def test_name_that_stands_for_an_inner_address_is_not_connected_to(
    monkeypatch: pytest.MonkeyPatch, numbers: list[str]
) -> None:
    _resolving(monkeypatch, *numbers)
    asked = _connecting_nowhere(monkeypatch)

    with pytest.raises(NotPublicError):
        status_of("https://katalog.dk/")

    assert asked == []


def test_connection_is_made_to_the_number_that_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving(monkeypatch, "8.8.8.8")
    asked = _connecting_nowhere(monkeypatch)

    with pytest.raises(ConnectionRefusedError):
        status_of("http://katalog.dk/side?x=1")

    assert asked == [("8.8.8.8", 80)]


def _answering(monkeypatch: pytest.MonkeyPatch, answers: dict[tuple[str, str], tuple[int, str]]) -> list[str]:
    """Stand in for the network: what each address answers to HEAD and GET."""
    asked: list[str] = []

    def ask(address: str, method: str, _until: float) -> tuple[int, str]:
        polite._checked(address)
        asked.append(f"{method} {address}")
        return answers[address, method]

    monkeypatch.setattr(polite, "_ask", ask)
    return asked


def test_redirect_is_judged_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = _answering(monkeypatch, {("http://katalog.dk/", "HEAD"): (302, "http://katalog.dk:6379/")})

    with pytest.raises(NotPublicError):
        status_of("http://katalog.dk/")

    assert asked == ["HEAD http://katalog.dk/"]


def test_site_that_refuses_head_is_asked_as_readers_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {("http://katalog.dk/", "HEAD"): (405, ""), ("http://katalog.dk/", "GET"): (200, "")}
    asked = _answering(monkeypatch, answers)

    assert status_of("http://katalog.dk/") == 200
    assert asked == ["HEAD http://katalog.dk/", "GET http://katalog.dk/"]


def test_circle_of_redirects_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    _answering(monkeypatch, {("http://katalog.dk/", "HEAD"): (301, "/")})

    with pytest.raises(HTTPException):
        status_of("http://katalog.dk/")


def test_name_nobody_knows_is_told_from_a_network_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(code: int) -> Any:
        def find(*_args: Any, **_kwargs: Any) -> Any:
            raise socket.gaierror(code, "")

        return find

    monkeypatch.setattr(socket, "getaddrinfo", fail(socket.EAI_NONAME))
    with pytest.raises(NoSuchHostError):
        status_of("http://findes-ikke.dk/")

    monkeypatch.setattr(socket, "getaddrinfo", fail(socket.EAI_AGAIN))
    with pytest.raises(socket.gaierror):
        status_of("http://katalog.dk/")


class Site:
    """A web server of one's own that says these bytes to each that asks, and then, a letter at a time, the rest."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, says: Callable[[str], bytes], *, drips: bytes = b"") -> None:
        self.says, self.drips = says, drips
        self.asked: list[str] = []
        self.server = socket.create_server(("127.0.0.1", 0))
        address, connect = self.server.getsockname(), socket.create_connection
        monkeypatch.setattr(polite, "public_number", lambda *_args: "8.8.8.8")
        monkeypatch.setattr(socket, "create_connection", lambda _address, *rest: connect(address, *rest))
        Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                Thread(target=self._answer, args=[self.server.accept()[0]], daemon=True).start()

    def _answer(self, asker: socket.socket) -> None:
        with suppress(OSError), asker:
            line = asker.recv(4_000).decode().partition("\r\n")[0]
            self.asked.append(line)
            asker.sendall(self.says(line))
            while self.drips:
                asker.sendall(self.drips)
                sleep(0.01)


REFUSED = b"HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n"


def test_body_that_never_ends_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    Site(monkeypatch, lambda _line: REFUSED, drips=b"x")
    monkeypatch.setattr(polite, "DEADLINE", 60.0)
    seen: list[int] = []
    asking = Thread(target=lambda: seen.append(status_of("http://katalog.dk/")), daemon=True)

    asking.start()
    asking.join(15)

    assert seen == [404]


def test_head_that_never_ends_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    Site(monkeypatch, lambda _line: b"HTTP/1.1 200 OK\r\nX-Long: ", drips=b"x")
    monkeypatch.setattr(polite, "DEADLINE", 0.5)

    assert status_of("http://katalog.dk/") == 200


def test_all_hops_together_have_the_time_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    until: list[float] = []

    def ask(_address: str, _method: str, end: float) -> tuple[int, str]:
        until.append(end)
        return 302, "/"

    monkeypatch.setattr(polite, "_ask", ask)
    with pytest.raises(HTTPException):
        status_of("http://katalog.dk/")
    with pytest.raises(TimeoutError), polite._no_longer_than(polite._Plain("katalog.dk", 80, "8.8.8.8"), 0.0):
        pass

    assert len(set(until)) == 1


@pytest.mark.parametrize("written", ["/søg her", "http://katalog.dk/søg her", "/s%C3%B8g%20her"])
def test_redirect_is_followed_as_browsers_read_it(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    def say(line: str) -> bytes:
        if line.split()[1] == "/":
            return f"HTTP/1.1 301 Moved\r\nLocation: {written}\r\nConnection: close\r\n\r\n".encode()
        return b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"

    site = Site(monkeypatch, say)

    assert status_of("http://katalog.dk/") == 200
    assert site.asked == ["HEAD / HTTP/1.1", "HEAD /s%C3%B8g%20her HTTP/1.1"]
