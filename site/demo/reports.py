"""Demo reports of invented libraries, so that the queue and the agency's list are not empty at first."""

from typing import Any
from uuid import uuid4

from core.models import Metric, User
from demo import texts
from foundation.before_commit import atomic
from showcase.assessment import services as assessing
from showcase.assessment.blind_report import kept, look, seal
from showcase.assessment.models import Case, Criterion
from showcase.reporting import services as reporting
from showcase.reporting.models import Report

FIRST_ASSESSOR = "bureau2"
NOT_ANSWERS = frozenset({"agency", "first_assessment"})


@atomic()
def load_reports() -> bool:
    """Send the reports in, as their libraries would, and lay some before the agency. Needs the content and logins.

    Returns: False when there are reports or criteria already.
    """
    if Report.objects.exists() or Criterion.objects.exists():
        return False
    found = texts.read("indberetninger")
    Criterion.objects.bulk_create(
        Criterion(**entry, sort_order=place) for place, entry in enumerate(found["criteria"], start=1)
    )
    for entry in found["reports"]:
        _load(entry)
    return True


def _load(entry: dict[str, Any]) -> None:
    answers = {name: value for name, value in entry.items() if name not in NOT_ANSWERS}
    if slug := answers.get("metric"):
        answers["metric"] = str(Metric.objects.get(slug=slug, valid_to=None).pk)
    report, _outcome = reporting.send(reporting.keep(reporting.begin(uuid4()), answers))
    if entry.get("agency"):
        case = assessing.hand_over(report, None, seal(kept(look(Case(report=report)))))
        if given := entry.get("first_assessment"):
            points = dict(zip(Criterion.objects.all(), given["points"], strict=True))
            assessing.deliver(case, User.objects.get(username=FIRST_ASSESSOR), points, given)
