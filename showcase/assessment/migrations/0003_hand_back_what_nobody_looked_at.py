from typing import Any

from django.db import migrations, models
from django.db.models import F, Q


def hand_back(apps: Any, _editor: Any) -> None:
    """Cases laid before the agency unseen wait for an editor's look; those signed off are past it."""
    cases = apps.get_model("assessment", "Case").objects
    cases.filter(signed_at=None).update(opened_at=None)
    cases.filter(signed_at__isnull=False).update(approved_at=F("opened_at"), shown=EMPTY)


def lay_before(apps: Any, _editor: Any) -> None:
    """Back to where every case is with the agency."""
    cases = apps.get_model("assessment", "Case").objects
    for case in cases.filter(opened_at=None).select_related("report"):
        case.opened_at = case.report.sent_at
        case.save()


EMPTY = {"answers": {}, "files": {}, "rank": None}


class Migration(migrations.Migration):
    dependencies = [("assessment", "0002_add_the_look_before")]

    operations = [
        migrations.RunPython(hand_back, lay_before),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=Q(opened_at=None) | Q(approved_at__isnull=False), name="case_opened_was_looked_at"
            ),
        ),
    ]
