"""A word is merged into another while an editor publishes a page that has chosen it: either one first."""

from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

from concepts.models import ConceptPage
from core.records import services
from core.roles import EDITORS
from foundation.usage import merging
from tests.factories import core, pages
from tests.factories.posting import posted
from tests.factories.site import Tree
from tests.production.conftest import Stack
from tests.production.races import DOOR, Race, client_of


class Scene:
    """A concept whose editor has just chosen a word that another editor merges."""

    def __init__(self, site: Tree) -> None:
        name = uuid4().hex[:8]
        self.old, self.new = core.make_platform(f"Gammel {name}"), core.make_platform(f"Ny {name}")
        self.title, self.page = f"Skrevet {name}", pages.make_concept(site.concepts, f"Valgt {name}")
        self.address = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        self.editor = client_of(EDITORS)
        shown = self.editor.get(self.address, **DOOR)
        chosen = {"platforms": [str(self.old.pk)], "title": self.title, "action-publish": "1"}
        self.typed = posted(shown, **chosen)

    def save(self) -> Any:
        self.saved = self.editor.post(self.address, self.typed, **DOOR)
        return self.saved

    def merge(self) -> Any:
        merging.merge(self.old, self.new, user=None)
        return HttpResponse()


def test_saving_while_a_word_is_merged(stack: Stack, site: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The form asks for another word, and has the rest of what was typed."""
    scene = Scene(site)

    merged, saved = Race(monkeypatch, merging, "log").run(scene.merge, scene.save)

    assert (merged, saved) == (200, 200)
    form, page = scene.saved.context["form"], ConceptPage.objects.get(pk=scene.page.pk)
    assert list(form.errors) == ["platforms"]
    assert form["title"].value() == scene.title
    assert (page.title, list(page.platforms.all())) == (scene.page.title, [])


def test_merging_while_a_page_is_saved(stack: Stack, site: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was chosen has become the other word."""
    scene = Scene(site)

    saved, merged = Race(monkeypatch, services, "rewrite").run(scene.save, scene.merge)

    assert (saved, merged) == (302, 200)
    page = ConceptPage.objects.get(pk=scene.page.pk)
    assert (page.title, list(page.platforms.all())) == (scene.title, [scene.new])
