"""Every page type keeps the house's promises; a new one is under test the moment it exists."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, get_page_models

from core.models import BasePage
from tests.factories import core
from tests.factories.full_pages import MAKERS, PAGE_TYPES
from tests.factories.site import Tree

each_type = pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)


def test_no_page_type_lives_outside_the_house() -> None:
    assert [model for model in get_page_models() if model is not Page and model not in PAGE_TYPES] == []


@each_type
def test_page_type_states_its_place_and_looks(model: type[BasePage]) -> None:
    for name in ("template", "parent_page_types", "subpage_types", "page_description", "Meta"):
        assert name in vars(model) or name == "Meta", f"{model.__name__} does not state {name}"
    assert model._meta.verbose_name != model.__name__
    assert "verbose_name_plural" in model._meta.original_attrs, "Django would hang an s on it: “oversigt over xs”"
    get_template(model.template)


@each_type
def test_editor_of_every_page_type_can_schedule_comment_and_set_the_address(model: type[BasePage]) -> None:
    """Tabs are built one way: a page type that had an `edit_handler` of its own would lose what it forgot."""
    handler = model.get_edit_handler()
    form = handler.get_form_class()

    assert "edit_handler" not in vars(model)
    assert [str(tab.heading) for tab in (handler.children[0], *handler.children[-2:])] == [
        *("Indhold", "Adresse og søgning", "Indstillinger"),
    ]
    assert {"go_live_at", "expire_at", "comment_notifications", "slug", "lead"} <= form.base_fields.keys()
    assert "comments" in form.formsets


@each_type
def test_tree_rules_agree_from_both_sides(model: type[BasePage]) -> None:
    for parent in model.clean_parent_page_models():
        if parent is not Page:
            assert model in parent.clean_subpage_models()


@each_type
def test_page_type_has_a_factory(model: type[BasePage]) -> None:
    assert model.__name__ in MAKERS


@pytest.mark.django_db
@each_type
def test_page_is_served_edited_previewed_and_in_the_api(tree: Tree, model: type[BasePage]) -> None:
    page = MAKERS[model.__name__](tree)
    admin = Client()
    admin.force_login(core.make_user("admin", is_superuser=True))

    assert Client().get(page.get_url()).status_code == 200
    assert Client().get(f"/api/v2/pages/{page.pk}/").json()["title"] == page.title
    assert admin.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert admin.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


@pytest.mark.django_db
@each_type
def test_api_and_page_hold_the_same_title_and_lead(tree: Tree, model: type[BasePage]) -> None:
    page = MAKERS[model.__name__](tree)
    page.lead = "En sætning, der kun står her."
    page.save_revision().publish()

    html = Client().get(page.get_url()).content.decode()
    data = Client().get(f"/api/v2/pages/{page.pk}/").json()

    assert data["lead"] == "En sætning, der kun står her."
    assert data["lead"] in html


@pytest.mark.once
@pytest.mark.django_db
@pytest.mark.parametrize("language", ["da", "en"])
@each_type
def test_page_renders_in_both_languages(tree: Tree, model: type[BasePage], language: str, rf) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    from django.utils import translation  # only this test leaves Danish

    page = MAKERS[model.__name__](tree)
    request = rf.get("/")
    request.user = AnonymousUser()
    request.is_preview = False
    with translation.override(language):
        html = page.serve(request).render().content.decode()

    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == 1
