"""Many at once, each in a transaction that the others do not see into, have no more tries than one after the other."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from django.conf import settings
from django.db import connection, transaction

from core.models import User
from foundation.factors.factor_verification import count_guess
from foundation.throttling.rate_limits import RateLimitedError, count
from showcase.reporting.link_services import KeyOutcome, Writer, leave_address
from showcase.reporting.models import Report
from tests.factories.reports import make_draft
from tests.factories.site import Tree
from tests.production.conftest import Stack

AT_ONCE = 16
HELD_SECONDS = 0.1  # so that each is still open when the next one counts


def outcomes(act: Callable[[int], object]) -> Counter[object]:
    """What became of AT_ONCE acts, all begun before any has ended."""
    start = Barrier(AT_ONCE)

    def one(number: int) -> object:
        try:
            with transaction.atomic():
                start.wait(60)
                outcome = act(number)
                sleep(HELD_SECONDS)
                return outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(one, range(AT_ONCE)))


def refusal(counted: Callable[[], None]) -> bool:
    try:
        counted()
    except RateLimitedError:
        return True
    return False


def test_mails_to_one_address_from_many_reports_at_once(stack: Stack, site: Tree) -> None:
    drafts: list[Report] = [make_draft(email="samtidig@fjordby.dk") for _number in range(AT_ONCE)]
    Report.objects.filter(pk__in=[draft.pk for draft in drafts]).update(email="")
    most = settings.LIMITS["mail-address"][0]

    found = outcomes(lambda number: leave_address(Report.objects.get(pk=drafts[number].pk), Writer())[1])

    assert found == {KeyOutcome.GIVEN: most, KeyOutcome.MAILED_LATER: AT_ONCE - most}


@pytest.mark.parametrize("action", ["password", "factor", "link"])
def test_tries_at_once(stack: Stack, site: Tree, action: str) -> None:
    most = settings.LIMITS[action][0]

    assert outcomes(lambda _number: refusal(lambda: count(action, "samtidig"))) == {False: most, True: AT_ONCE - most}


def test_second_steps_at_once(stack: Stack, site: Tree) -> None:
    user = User.objects.create_user("samtidig", password="en lang en til en test")
    most = settings.LIMITS["factor"][0]

    assert outcomes(lambda _number: refusal(lambda: count_guess(user))) == {False: most, True: AT_ONCE - most}
