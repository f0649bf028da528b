"""What one request costs: each step is judged once, and for *Send* the register of libraries is read once."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.forms import BaseForm
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from showcase.assessment.blind_report import kept, look, seal
from showcase.assessment.models import Case
from showcase.assessment.services import hand_over, leave_out
from showcase.reporting.forms import STEPS, StepForm
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import token_for
from tests.factories.reports import make_draft, make_report, typed
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each form of a step was judged."""
    counted: Counter[str] = Counter()
    judge = BaseForm.full_clean

    def count(form: BaseForm) -> None:
        if isinstance(form, StepForm):
            counted[type(form).__name__] += 1
        judge(form)

    monkeypatch.setattr(BaseForm, "full_clean", count)
    return counted


def _readings(queries: CaptureQueriesContext) -> int:
    """How often all libraries of the register were read."""
    asked = (query["sql"] for query in queries.captured_queries)
    return sum('FROM "libraries_library"' in sql and "WHERE" not in sql for sql in asked)


DOORS = ("{token}/send/", "", *(f"{{token}}/trin/{number}/" for number in range(1, len(STEPS) + 1)))


@pytest.mark.parametrize("is_complete", [True, False])
@pytest.mark.parametrize("door", DOORS)
def test_sending_judges_each_step_once_and_reads_the_register_once(
    tree: Tree, client: Client, judged: Counter[str], door: str, is_complete: bool
) -> None:
    written = typed() if is_complete else typed(what="")
    token = token_for(make_draft(**written).key)
    Report.objects.update(created_at=timezone.now() - timedelta(hours=1))

    with CaptureQueriesContext(connection) as queries:
        answer = client.post(f"/indberet/{door.format(token=token)}", {**written, "udkast": token, "send": ""})

    assert (answer.status_code, Report.objects.get().is_draft) == (302, not is_complete)
    assert judged == {form.__name__: 1 for form in STEPS}
    assert _readings(queries) == 1


def test_every_page_of_a_report_judges_each_step_once(tree: Tree, admin: Client, judged: Counter[str]) -> None:
    draft, report = make_draft(), make_report()
    words = kept(look(Case(report=report)))
    hand_over(report, None, seal(words))
    leave_out(report, "kørte")
    for address in (
        f"/indberet/{token_for(draft.key)}/",
        reverse("reports:inspect", args=[report.pk]),
        reverse("preview_for_agency", args=[report.pk]),
        reverse("assess_case", args=[Case.objects.get().pk]),
    ):
        judged.clear()
        assert admin.get(address).status_code == 200, address
        assert set(judged.values()) <= {1}, (address, judged)
