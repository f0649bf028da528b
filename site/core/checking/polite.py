"""Asking other sites whether an address answers: politely, and never anything inside our own walls.

An editor may write any address, so a name is resolved here and the connection made to just that number, once it is
found to be a public one; every redirect is judged anew. Nothing is sent but the question, nothing is read but the head
of the answer, and nobody may keep us waiting.
"""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

PATIENCE = 5.0  # seconds, for each step
DEADLINE = 20.0  # seconds, for one address with all it redirects to, however it drips
HOPS = 5
PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
OF_ADDRESSES = "/#%[]=:;$&()+,!?*@'~"  # signs that stand for themselves
# Addresses that carry others within them.
CARRIERS = [ip_network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32", "::ffff:0:0/96")]
UNKNOWN_HOSTS = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class NotPublicError(ValueError):
    """The address is none that everybody can reach."""


class NoSuchHostError(OSError):
    """Whoever was asked knows of no such name. Without network nobody can be asked: that is another error."""


def status_of(address: str) -> int:
    """The status of the answer at the end of all redirects.

    Raises: NotPublicError; NoSuchHostError; OSError when nobody answered in time, HTTPException when it was no HTTP.
    """
    until = monotonic() + DEADLINE
    for _hop in range(HOPS):
        status, location = _ask(address, "HEAD", until)
        if status >= HTTPStatus.BAD_REQUEST:  # many refuse HEAD, in many ways
            status, location = _ask(address, "GET", until)
        if status not in REDIRECTS or not location:
            return status
        address = urljoin(address, location)
    raise HTTPException("It leads in circles.")


def _ask(address: str, method: str, until: float) -> tuple[int, str]:
    parts = _checked(address)
    host = str(parts.hostname)
    port = PORTS[parts.scheme]
    kind = _Secure if parts.scheme == "https" else _Plain
    connection = kind(host, port, public_number(host, port))
    target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
    with _no_longer_than(connection, until - monotonic()):
        connection.request(method, target, headers={"User-Agent": _our_name(), "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, _location(answer)


def _location(answer: HTTPResponse) -> str:
    """In ASCII. Many sites send theirs as it is read, in UTF-8, which browsers follow."""
    return quote((answer.getheader("Location") or "").encode("latin-1"), safe=OF_ADDRESSES)


def _checked(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.password:
        raise NotPublicError("Only plain web addresses are asked.")
    if parts.port not in {None, PORTS[parts.scheme]}:
        raise NotPublicError("Only the ordinary ports are asked.")
    return parts


def public_number(host: str, port: int) -> str:
    """The number a name stands for, when all it stands for is public. Raises: NotPublicError, NoSuchHostError."""
    try:
        found = socket.getaddrinfo(host.encode("idna").decode(), port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise NotPublicError("That is no name of a host.") from error
    except socket.gaierror as error:
        if error.errno in UNKNOWN_HOSTS:
            raise NoSuchHostError(host) from error
        raise
    numbers = [str(one[4][0]).partition("%")[0] for one in found]
    if not numbers or not all(is_public(ip_address(number)) for number in numbers):
        raise NotPublicError("That is an address within somebody's own network.")
    return numbers[0]


def is_public(number: IPv4Address | IPv6Address) -> bool:
    carries_another = any(number in network for network in CARRIERS if network.version == number.version)
    return number.is_global and not number.is_multicast and not number.is_reserved and not carries_another


def _our_name() -> str:
    return f"SoMe-kataloget link check (+{settings.BASE_URL})"


class _Plain(HTTPConnection):
    """A connection to a number already judged, under the name it was asked for."""

    def __init__(self, host: str, port: int, number: str) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self.number = number

    def connect(self) -> None:
        self.sock = socket.create_connection((self.number, self.port), self.timeout)


class _Secure(HTTPSConnection):
    def __init__(self, host: str, port: int, number: str) -> None:
        self.secure = ssl.create_default_context()
        super().__init__(host, port, timeout=PATIENCE, context=self.secure)
        self.number = number

    def connect(self) -> None:
        plain = socket.create_connection((self.number, self.port), self.timeout)
        self.sock = self.secure.wrap_socket(plain, server_hostname=self.host)


@contextmanager
def _no_longer_than(connection: HTTPConnection, seconds: float) -> Iterator[None]:
    """Whoever answers a letter at a time is cut off. Raises: TimeoutError when no time is left."""
    if seconds <= 0:
        raise TimeoutError
    timer = Timer(seconds, _cut, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _cut(connection: HTTPConnection) -> None:
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
