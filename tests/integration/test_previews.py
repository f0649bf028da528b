"""A draft in every shape: as it is, dark, on paper, for DPL, in a frame; saved or never saved."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from concepts.models import ConceptPage, PlatformGuidePage
from core.models import DplReadyPage
from media.tasks import make_renditions
from showcase.models import AwardEditionPage, AwardWinnerPage, InitiativePage
from tests.factories import core, pages
from tests.factories.full_pages import MAKERS, PAGE_TYPES
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LACKING = "Kortet kan vises, når bibliotek, platform og kategori er valgt."
FRAMED = (ConceptPage, PlatformGuidePage, InitiativePage, AwardWinnerPage)


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def _draft(client: Client, page: Page, mode: str) -> str:
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]), {"mode": mode})
    assert answer.status_code == 200, mode
    return str(answer.content.decode())


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_every_type_has_its_previews_and_each_shows_the_draft(tree: Tree, editor: Client, model: Any) -> None:
    page = MAKERS[model.__name__](tree)
    page.title = "Kun i kladden"
    page.save_revision()
    names = ["", "moerk", "print"]
    names += ["dpl"] if issubclass(model, DplReadyPage) else []
    names += ["ramme"] if issubclass(model, FRAMED) else []

    assert [name for name, _label in page.preview_modes] == names
    for name in names:
        html = _draft(editor, page, name)
        assert "Kun i kladden" in html
        assert html.count("<main") == 1  # what the checks look at
        assert ('data-theme="moerk"' in html) is (name == "moerk")
        assert ('print.css" media="all"' in html) is (name == "print")


def test_new_concept_is_seen_for_dpl_and_in_a_frame_before_it_is_saved(tree: Tree, editor: Client) -> None:
    platform = core.make_platform()
    address = reverse("wagtailadmin_pages:preview_on_add", args=["concepts", "conceptpage", tree.concepts.pk])
    form = editor.get(reverse("wagtailadmin_pages:add", args=["concepts", "conceptpage", tree.concepts.pk]))
    sent = _empty_form(form) | {"title": "Ny idé", "platforms": [platform.pk]}

    kept = editor.post(address, sent).json()
    shown = {mode: editor.get(address, {"mode": mode}).content.decode() for mode in ("dpl", "ramme")}

    assert kept == {"is_valid": True, "is_available": True}
    assert [mode for mode, html in shown.items() if "Ny idé" not in html] == []
    assert "Facebook" in shown["ramme"]


def test_winner_of_an_edition_without_a_year_has_no_card_yet(tree: Tree, editor: Client) -> None:
    winner = pages.make_winner(pages.make_edition(tree.awards))
    winner.save_revision()
    AwardEditionPage.objects.update(year=None)

    assert LACKING in _draft(editor, winner, "ramme")


def _empty_form(response: Any) -> dict[str, Any]:
    """What a browser would send of the form untouched."""
    form = response.context["form"]
    values = {field.html_name: _sent(field) for field in form}
    values |= {f"{name}-count": "0" for name in ("body", "kit", "media", "checklist")}
    for formset in form.formsets.values():
        values |= {field.html_name: field.value() or 0 for field in formset.management_form}
    return values


def _sent(field: Any) -> Any:
    if isinstance(field.field.widget, DraftailRichTextArea):
        return rich_text("")
    return "" if field.value() is None else field.value()


@pytest.mark.parametrize("model", [InitiativePage, PlatformGuidePage, AwardWinnerPage])
def test_frame_of_a_draft_says_what_is_missing(tree: Tree, editor: Client, model: Any) -> None:
    """Before it is saved for the first time."""
    parent = MAKERS[model.__name__](tree).get_parent()
    names = [model._meta.app_label, model._meta.model_name, parent.pk]
    address = reverse("wagtailadmin_pages:preview_on_add", args=names)
    form = editor.get(reverse("wagtailadmin_pages:add", args=names))
    editor.post(address, _empty_form(form) | {"title": "Ny"})

    assert LACKING in editor.get(address, {"mode": "ramme"}).content.decode()


def test_draft_without_its_library_is_seen_in_every_shape(tree: Tree, editor: Client) -> None:
    initiative = pages.make_initiative(tree.initiatives, live=False)
    initiative.library = None
    initiative.save_revision(clean=False)

    for mode, _label in initiative.preview_modes:
        _draft(editor, initiative, mode)


def test_preview_for_dpl_takes_the_pictures_of_the_draft(tree: Tree, editor: Client) -> None:
    image = core.make_image("Kladdens", credit="Kladdefotografen", file=core.picture_file(size=(600, 400)))
    make_renditions.call(image_id=image.pk)
    concept = pages.make_concept(tree.concepts)
    body: Any = [("gallery", {"heading": "", "items": [{"image": image, "caption": "Her"}]})]
    concept.body = body
    concept.save_revision()

    assert "Kladdefotografen" in _draft(editor, concept, "dpl")
    assert "Kladdefotografen" not in Client().get(f"{concept.get_url()}dpl/").content.decode()
