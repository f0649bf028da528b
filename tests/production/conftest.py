"""The product as it runs in production, for the tests in this folder. They write into its very database.

Run them: `python -m tests.services.postgresql python -m tests.services.production python -m pytest -m production`.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import pytest_django
import requests
from django.conf import settings

from tests.factories.site import Tree, make_tree

PATIENCE_SECONDS = 240


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.production)


@dataclass(frozen=True)
class Stack:
    """nginx with TLS and a cache (`url`) before two web workers (`web`, plain http); logs and mails in `folder`."""

    url: str
    web: str
    folder: Path

    def visitor(self) -> requests.Session:
        """A browser of its own, with cookies, at the proxy's door: `visitor().get(stack.url + "/")`."""
        session = requests.Session()
        session.trust_env = False  # no proxy and no certificates of this machine
        session.verify = str(self.folder / "certificate.pem")
        session.headers["Referer"] = self.url + "/"  # Django asks for it on https
        session.headers["Connection"] = "close"  # so that both workers get their share
        return session

    def mails(self) -> list[EmailMessage]:
        """What was sent, the oldest first; `X-Envelope-To` tells to whom."""
        files = sorted((self.folder / "mails").glob("*.eml"))
        return [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]

    def logs(self) -> str:
        """Everything that web server, application and worker have written."""
        return "\n".join(file.read_text(errors="replace") for file in sorted(self.folder.glob("*.log")))

    def sign_in(self, username: str, password: str, *, path: str = "/admin/login/") -> requests.Session:
        """A visitor who has sent her password; what came of it is for the test to see."""
        visitor = self.visitor()
        visitor.get(self.url + path)
        self.post(visitor, path, {"username": username, "password": password})
        return visitor

    def post(self, visitor: requests.Session, path: str, data: dict[str, str]) -> requests.Response:
        """Send a form with the token of the visitor's cookie."""
        token = visitor.cookies.get(settings.CSRF_COOKIE_NAME, "")
        return visitor.post(self.url + path, {"csrfmiddlewaretoken": token, **data})


def eventually(is_so: Callable[[], bool], *, within: float = PATIENCE_SECONDS) -> float:
    """Wait until it is so. Returns: the seconds that took. Fails when it is not so within that time."""
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < within, f"not so after {within} s"
        time.sleep(0.25)
    return time.monotonic() - begun


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """The stack has made its database; nothing is made, emptied or rolled back here."""
    if "CATALOGUE_STACK" not in os.environ:
        pytest.fail("These run under tests.services.production (see the docstring of tests/production/conftest.py).")


@pytest.fixture(scope="session")
def stack(django_db_setup: None) -> Stack:
    folder, web = Path(os.environ["CATALOGUE_STACK"]), os.environ["CATALOGUE_STACK_WEB"]
    return Stack(url=settings.BASE_URL, web=web, folder=folder)


@pytest.fixture(autouse=True)
def _real_database(stack: Stack, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """What a test stores is there for the servers at once, and stays: tests use names of their own."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture(scope="session")
def site(stack: Stack, django_db_blocker: pytest_django.DjangoDbBlocker) -> Tree:
    """The home page and the lists under it, once for all tests: `make_concept(site.concepts, title="...")`."""
    with django_db_blocker.unblock():
        return make_tree(hostname="localhost")
