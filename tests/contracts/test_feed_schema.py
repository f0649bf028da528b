"""Whatever the OpenAPI document allows, and what it forbids, sent to the feed API: never a server error.

The answers are checked against their published types, media types and status codes.
"""

from collections.abc import Iterator
from math import ceil
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from tests.factories import core, pages
from tests.factories.site import Tree
from website.wsgi import application

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
UNHURRIED = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
CASES, CASES_DEEP = 100, 5_000
WAYS = list(GenerationMode)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """The test's own connection stays open between requests, as Django's test client has it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def _fill(tree: Tree) -> None:
    pages.make_concept(tree.concepts, platforms=[core.make_platform()])
    pages.make_guide(tree.guides)
    pages.make_initiative(tree.initiatives)
    pages.make_winner(pages.make_edition(tree.awards))


def _send(cases: int, *, is_repeatable: bool) -> int:
    """Send as many requests, right ones and wrong ones, to all lists; the same ones each time when `is_repeatable`.

    Returns: how many were answered.
    """
    document = schemathesis.openapi.from_wsgi("/api/feed/v1/openapi.json", application)
    operations: list[Any] = [found.ok() for found in document.get_all_operations() if isinstance(found, Ok)]
    share = ceil(cases / (len(operations) * len(WAYS)))  # of each list and way, so that one list more sends no fewer
    sent = 0
    for operation in operations:
        for way in WAYS:

            @settings(
                max_examples=share,
                deadline=None,
                derandomize=is_repeatable,
                phases=[Phase.generate],
                suppress_health_check=UNHURRIED,
            )
            @given(case=operation.as_strategy(generation_mode=way))
            def answer_is_as_promised(case: Any) -> None:
                nonlocal sent
                case.call_and_validate(checks=CHECKS)
                sent += 1

            answer_is_as_promised()
    return sent


def test_100_requests_are_answered_as_promised(tree: Tree) -> None:
    _fill(tree)

    assert _send(CASES, is_repeatable=True) >= CASES


@pytest.mark.deep
def test_5000_requests_are_answered_as_promised(tree: Tree) -> None:
    _fill(tree)

    assert _send(CASES_DEEP, is_repeatable=False) >= CASES_DEEP
