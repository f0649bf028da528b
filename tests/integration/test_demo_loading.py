"""Loading the demo: whole or not at all, and once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from wagtail.models import Page, Site

from core.models import Platform, User
from demo import loader
from demo.pages import PageLoader
from libraries.models import Library
from media.models import CatalogueImage
from showcase.assessment.models import Case
from showcase.reporting.models import Report
from tests.factories.site import clear_site

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _no_site(db: None) -> Iterator[None]:
    clear_site()
    yield
    Site.clear_site_root_paths_cache()


def _files() -> set[Path]:
    return set(Path(settings.MEDIA_ROOT).rglob("*.webp"))


@pytest.mark.deep
@pytest.mark.parametrize("step", ["_standard", "_guide"])
def test_load_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr(PageLoader, step, fail)
    before = (Page.objects.count(), _files())

    with pytest.raises(RuntimeError, match="half-way"):
        loader.load_demo()

    assert (Page.objects.count(), _files()) == before
    assert not Library.objects.exists()
    assert not Platform.objects.exists()
    assert not CatalogueImage.objects.exists()


@pytest.mark.deep
def test_queue_and_agency_are_not_empty_the_first_time_and_go_with_the_examples() -> None:
    for _twice in range(2):
        call_command("load_demo")
    states = list(Report.objects.order_by("state").values_list("state", flat=True))
    waiting = {
        login: Case.objects.waiting_for(User.objects.get(username=login)).count() for login in ("bureau", "bureau2")
    }

    assert states == ["assessing", "assessing", "received"]
    assert waiting == {"bureau": 2, "bureau2": 1}
    assert all(report.library and report.library.is_example for report in Report.objects.all())
    call_command("remove_demo", "--no-input")
    assert not Report.objects.exists()
    assert not Case.objects.exists()
