"""What was made of reports before copies were noted."""

import logging
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from media.models import CatalogueImage
from showcase.models import InitiativePage
from showcase.reporting import triage, withdrawal
from showcase.reporting.models import Copy, Report
from tests.factories import core
from tests.factories.reports import make_report, make_report_file
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
trace = import_module("showcase.reporting.migrations.0006_trace_old_copies").trace


class Then:
    """Today's models, by the names that the migration knew them by."""

    def get_model(self, app: str, name: str) -> Any:
        return apps.get_model(app, {"Showing": "MediaUsage"}.get(name, name))


@pytest.fixture
def page(tree: Tree) -> InitiativePage:
    """A draft with one picture, of which nobody knows any more that it was copied."""
    core.make_library()
    report = make_report()
    make_report_file(report)
    page = triage.make_initiative(report, core.make_user("redaktoer", is_superuser=True))
    Copy.objects.all().delete()
    return page


def _pictures() -> list[str]:
    return list(Copy.objects.exclude(image=None).values_list("image__title", flat=True))


@pytest.mark.parametrize("is_published", [True, False])
def test_picture_that_the_page_refers_to_is_a_copy(page: InitiativePage, is_published: bool) -> None:
    if is_published:
        page.get_latest_revision().publish()

    trace(Then(), None)

    assert _pictures() == [f"{Report.objects.get().title} 1"]


def test_editors_own_picture_that_is_called_so_stays_when_all_is_erased(page: InitiativePage, caplog: Any) -> None:
    report = Report.objects.get()
    own = core.make_image(title=f"{report.title} 2")

    with caplog.at_level(logging.WARNING):
        trace(Then(), None)
    withdrawal.forget(report)

    assert CatalogueImage.objects.get() == own
    assert f"CatalogueImage {own.pk}" in caplog.text
    assert report.title not in caplog.text
