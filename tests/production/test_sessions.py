"""Whatever ends a session ends it in both workers, at once: 60 requests with the old cookie, none as an editor."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
import requests
from django.conf import settings
from django.contrib.auth.models import Group

from core.models import User
from core.roles import EDITORS
from tests.factories.core import make_user
from tests.factories.site import Tree
from tests.production.conftest import Stack

PASSWORD = "et langt kodeord til prøven"
REQUESTS = 60


def _log_out(stack: Stack, visitor: requests.Session, user: User) -> None:
    stack.post(visitor, "/admin/logout/", {})


def _change_password(stack: Stack, visitor: requests.Session, user: User) -> None:
    user.set_password("et andet langt kodeord")
    user.save()


def _end_sessions(stack: Stack, visitor: requests.Session, user: User) -> None:
    User.objects.filter(pk=user.pk).end_sessions()


def _take_out_of_group(stack: Stack, visitor: requests.Session, user: User) -> None:
    user.groups.remove(Group.objects.get(name=EDITORS))
    user.groups.add(Group.objects.get(name=EDITORS))


def _switch_off_and_on(stack: Stack, visitor: requests.Session, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    User.objects.filter(pk=user.pk).update(is_active=True)


ENDINGS = [_log_out, _change_password, _end_sessions, _take_out_of_group, _switch_off_and_on]


@pytest.mark.parametrize("end", ENDINGS, ids=lambda end: end.__name__.strip("_"))
def test_old_cookie_is_nobody_in_any_worker(
    stack: Stack, site: Tree, end: Callable[[Stack, requests.Session, User], None]
) -> None:
    user = make_user(f"redaktoer-{uuid4().hex[:8]}", password=PASSWORD)
    user.groups.add(Group.objects.get(name=EDITORS))
    visitor = stack.sign_in(user.username, PASSWORD)
    old = visitor.cookies[settings.SESSION_COOKIE_NAME] or ""
    assert _times_in(stack, old) == REQUESTS

    end(stack, visitor, user)

    assert _times_in(stack, old) == 0


def _times_in(stack: Stack, cookie: str) -> int:
    """How many requests with this session's cookie the admin answers with a page.

    Past the proxy, which keeps its connections: each request has one of its own, and the workers share them evenly. It
    says what the proxy would, or the product notices that the proxy is missing and is not ready.
    """
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={cookie}",
        "Host": urlsplit(stack.url).netloc,
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "127.0.0.1",
        "Connection": "close",
    }
    answers = [
        requests.get(f"{stack.web}/admin/", headers=headers, allow_redirects=False, timeout=60).status_code
        for _request in range(REQUESTS)
    ]
    return answers.count(HTTPStatus.OK)
