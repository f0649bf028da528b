"""An editor publishes the page made from a report while its reporter erases it: two connections, either one first."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision

from core.records import services
from core.roles import EDITORS
from foundation.before_commit import atomic
from media.models import CatalogueImage, CatalogueRendition
from showcase.models import InitiativePage
from showcase.reporting import receivers, triage, withdrawal
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import token_for
from tests.factories import core
from tests.factories.posting import posted
from tests.factories.reports import make_report, make_report_file
from tests.factories.site import Tree
from tests.production.conftest import Stack
from tests.production.races import DOOR, Race, client_of, deadlocks

PRESSES = 10


@pytest.fixture
def editor() -> Client:
    return client_of(EDITORS)


def _pressed_until_done(address: str) -> Any:
    """On a busy machine the lock may not come in time: then her page says to try again in a moment."""
    for _press in range(PRESSES):
        answer = Client(raise_request_exception=False).post(address, {"vist": ""}, **DOOR)
        if answer.status_code != 503:
            break
    return answer


class Scene:
    def __init__(self, editor: Client) -> None:
        self.word = f"q{uuid4().hex[:10]}"
        self.report = make_report(key=uuid4(), receipt=self.word[:9], answers={"name": self.word, "what": self.word})
        make_report_file(self.report, alt_text=self.word)
        self.page = triage.make_initiative(self.report, core.make_user(f"u{self.word}"))
        address = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        data = posted(editor.get(address, **DOOR), **{"action-publish": "1"})
        self.publish = lambda: editor.post(address, data, **DOOR)
        report_address = f"/indberet/{token_for(self.report.key)}/"
        assert self.word in Client().get(report_address, **DOOR).content.decode()
        self.erase = lambda: _pressed_until_done(f"{report_address}slet/")

    def check_that_nothing_is_left(self) -> None:
        assert not Report.objects.filter(key=self.report.key).exists()
        assert not Page.objects.filter(pk=self.page.pk).exists()
        assert not InitiativePage.objects.filter(what__contains=self.word).exists()
        assert not Revision.objects.filter(content__icontains=self.word).exists()
        assert not CatalogueImage.objects.filter(alt_text__contains=self.word).exists()
        assert Client().get(self.page.url, **DOOR).status_code in {404, 410}


def test_erasing_while_an_editor_publishes(
    stack: Stack, site: Tree, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor holds the page and goes for the report."""
    scene = Scene(editor)
    race, before = Race(monkeypatch, receivers, "refuse_if_taken_back", skip=1), deadlocks()

    published, erased = race.run(scene.publish, scene.erase)

    assert (published, erased) == (302, 200)
    assert deadlocks() == before
    scene.check_that_nothing_is_left()


def test_publishing_while_a_reporter_erases(
    stack: Stack, site: Tree, editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reporter holds the report and goes for the page."""
    scene = Scene(editor)
    race, before = Race(monkeypatch, withdrawal, "_carry_on"), deadlocks()

    erased, published = race.run(scene.erase, scene.publish)

    assert (published, erased) == (302, 200)
    assert deadlocks() == before
    scene.check_that_nothing_is_left()


def test_finishing_a_picture_while_its_reporter_erases_it(
    stack: Stack, site: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever erases holds the picture and goes for the records; the worker has a new size of it, and does too."""
    picture = core.make_image()
    size = CatalogueRendition(image_id=picture.pk, filter_spec="width-480", width=4, height=3)
    race, before = Race(monkeypatch, services, "rewrite"), deadlocks()

    def erase() -> HttpResponse:
        with atomic():
            picture.delete()
        return HttpResponse()

    def finish() -> HttpResponse:
        try:
            with transaction.atomic():  # as Django's own get_or_create
                size.save()
        except IntegrityError:
            return HttpResponse(status=410)
        return HttpResponse()

    assert race.run(erase, finish) == (200, 410)
    assert deadlocks() == before
