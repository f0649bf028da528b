"""«Slet alt om mig» and «Træk tilbage», word by word: nothing is kept that the screen says is gone."""

from typing import Any

import pytest
from django.test import Client

from showcase.models import InitiativePage
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import token_for
from showcase.reporting.withdrawal import carry_on
from tests.factories.site import Tree
from tests.integration.erasing.scene import HIDDEN, PUBLIC, Scene
from tests.integration.erasing.words import found
from tests.nightly import by_night_but

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize("state", by_night_but(HIDDEN, "asked", "draft page", "copied", "concept"))
def test_of_an_erased_report_no_word_is_kept(
    tree: Tree, client: Client, state: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        scene = Scene(tree, state)
    before = found(scene.words)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/indberet/{token_for(scene.report.key)}/slet/")

    assert "answer: name" in before
    assert answer.status_code == 200
    assert found(scene.words) == {}


@pytest.mark.parametrize("state", PUBLIC)
def test_of_an_erased_report_the_public_page_stays_until_it_is_taken_down(
    tree: Tree, client: Client, state: str, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        scene = Scene(tree, state)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/indberet/{token_for(scene.report.key)}/slet/")
    kept = found(scene.words)
    with django_capture_on_commit_callbacks(execute=True):
        for page in [one for one in (scene.page, scene.concept) if one]:
            type(page).objects.get(pk=page.pk).unpublish(user=scene.editor)
    with django_capture_on_commit_callbacks(execute=True):
        carry_on()

    assert answer.status_code == 302
    assert {place: kept[place] for place in kept if place not in scene.shown} == {}
    assert set(kept) == scene.shown
    assert found(scene.words) == {}
    assert not Report.objects.exists()
    assert not InitiativePage.objects.exists()
