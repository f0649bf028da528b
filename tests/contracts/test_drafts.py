"""A draft of any page type is kept with whatever stands in it; what publishing asks for is told, and asked for then."""

from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from modelcluster.models import get_all_child_relations
from wagtail.blocks.base import BlockField
from wagtail.models import Orderable, Page

from concepts.models import ConceptPage, PlatformGuidePage
from core.models import BasePage
from home.models import StandardPage
from showcase.models import AwardWinnerPage, InitiativePage
from tests.factories import core, pages
from tests.factories.full_pages import MAKERS, PAGE_TYPES
from tests.factories.posting import posted
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = pytest.mark.django_db
LEAD = "Et meget langt manchetord. " * 10
TITLE = "En titel, der er meget længere, end andre biblioteker har plads til"
ADDED = [model for model in PAGE_TYPES if model.max_count_per_parent is None and model.max_count is None]
ROWS = [
    (model, relation.get_accessor_name())
    for model in PAGE_TYPES
    for relation in get_all_child_relations(model)
    if issubclass(relation.related_model, Orderable)
]

DAILY = (ConceptPage, InitiativePage, AwardWinnerPage)
DAILY_ROWS = ((ConceptPage, "conditions"), (PlatformGuidePage, "figures"))


@pytest.fixture
def editor(tree: Tree) -> Client:
    client = Client()
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    return client


def _parent(tree: Tree, model: type[BasePage]) -> Page:
    return MAKERS[model.__name__](tree).get_parent()


def _add(editor: Client, parent: Page, model: type[BasePage], **changed: Any) -> Any:
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    form = posted(editor.get(address), **changed)
    return editor.post(address, form, headers={"Accept": "application/json"})


@pytest.mark.parametrize("model", ADDED, ids=lambda model: model.__name__)
def test_draft_with_a_title_alone_is_kept_and_can_be_looked_at(
    tree: Tree, editor: Client, model: type[BasePage]
) -> None:
    kept = _add(editor, _parent(tree, model), model, title="Kun en titel", slug="kun-en-titel").json()
    page = model.objects.get(pk=kept["pk"])

    assert (kept["success"], page.title, page.live) == (True, "Kun en titel", False)
    for name in ("edit", "view_draft"):
        assert editor.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code == 200
    assert editor.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).status_code == 200


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _save(editor: Client, page: Page, sent: dict[str, Any]) -> Any:
    return editor.post(_edit(page), sent, headers={"Accept": "application/json"}).json()


def _typed_in(field: Any, page: Page) -> str:
    """What an editor may choose or write there; for a page, that one."""
    if hasattr(field, "queryset"):
        return str(page.pk if issubclass(field.queryset.model, Page) else field.queryset.first().pk)
    if hasattr(field, "choices"):
        return str(list(field.choices)[-1][0])
    kinds: list[tuple[Any, str]] = [
        (forms.DateField, "31-12-2029"),
        ((forms.IntegerField, forms.DecimalField), "5"),
        (forms.URLField, "https://www.dr.dk/"),
        (forms.BooleanField, "on"),
    ]
    return next((text for kind, text in kinds if isinstance(field, kind)), "Et ord")


def _half_rows(form: Any, name: str, page: Page) -> Iterator[tuple[str, dict[str, Any]]]:
    """For each field of a row what a browser sends of one in which that alone is filled in."""
    formset = form.formsets[name]
    fields = {field: one for field, one in formset.empty_form.fields.items() if field not in {"id", "DELETE", "ORDER"}}
    at = formset.total_form_count()
    for field, one in fields.items():
        row = {f"{formset.prefix}-{at}-{each}": "" for each in (*fields, "id", "DELETE")}
        typed = {f"{formset.prefix}-{at}-{field}": _typed_in(one, page), f"{formset.prefix}-{at}-ORDER": str(at + 1)}
        yield field, row | typed | {f"{formset.prefix}-TOTAL_FORMS": str(at + 1)}
        at += 1


@pytest.mark.parametrize("is_live", [True, False], ids=["published", "never published"])
@pytest.mark.parametrize("row", by_night_but(ROWS, *DAILY_ROWS), ids=lambda row: f"{row[0].__name__}-{row[1]}")
def test_half_a_row_stops_no_draft_and_is_asked_for_when_it_is_published(
    tree: Tree, editor: Client, row: tuple[type[BasePage], str], is_live: bool
) -> None:
    model, name = row
    page, concept = MAKERS[model.__name__](tree), pages.make_concept(tree.concepts, "Nomineret")
    core.make_metric()
    core.make_target_group()
    pages.make_award_category()
    if not is_live:
        page.unpublish()
    shown = editor.get(_edit(page))
    sent = posted(shown)

    for field, half in _half_rows(shown.context["form"], name, concept):
        sent |= half
        assert _save(editor, page, sent)["success"], field
        sent = posted(editor.get(_edit(page)))

    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert getattr(draft, name).count() > getattr(page, name).count() or not is_live
    compared = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])
    for address in (_edit(page), reverse("wagtailadmin_pages:view_draft", args=[page.pk]), compared):
        assert editor.get(address).status_code == 200
    refused = editor.post(_edit(page), {**posted(editor.get(_edit(page))), "action-publish": "1"})
    assert any(refused.context["form"].formsets[name].errors)
    in_bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    told = editor.post(f"{in_bulk}?id={page.pk}&next=/admin/", follow=True).content.decode()
    assert "kan ikke udgives endnu" in told
    assert "Ikke udfyldt: " in told


def test_no_row_is_held_once_by_the_database_which_would_stop_a_draft() -> None:
    rows = {getattr(model, name).rel.related_model for model, name in ROWS}

    assert len(rows) > 5
    assert [row for row in rows if row._meta.unique_together or row._meta.constraints] == []


@pytest.mark.parametrize("name", ["categories", "nominations"])
@pytest.mark.parametrize("is_live", [True, False], ids=["published", "never published"])
def test_row_that_stands_twice_stops_no_draft_and_is_told_until_it_is_published(
    tree: Tree, editor: Client, name: str, is_live: bool
) -> None:
    page, category = MAKERS["AwardEditionPage"](tree), pages.make_award_category()
    row = {"category": str(category.pk), "entry": str(pages.make_concept(tree.concepts, "Nomineret").pk), "id": ""}
    if not is_live:
        page.unpublish()
    sent = posted(editor.get(_edit(page))) | {f"{name}-TOTAL_FORMS": "2"}
    sent |= {f"{name}-{at}-{field}": value for at in (0, 1) for field, value in (row | {"ORDER": str(at + 1)}).items()}

    told = editor.post(_edit(page), sent, follow=True).content.decode()
    refused = editor.post(_edit(page), {**posted(editor.get(_edit(page))), "action-publish": "1"}).content.decode()
    in_bulk = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={page.pk}&next=/admin/"
    told_in_bulk = editor.post(in_bulk, follow=True).content.decode()

    page.refresh_from_db()
    rows = getattr(page.get_latest_revision_as_object(), name)
    sentence = f"Mere end én gang: {rows.first()}. Behold én."
    assert (rows.count(), page.live) == (2, is_live)
    assert sentence in told
    assert sentence in refused
    assert sentence in told_in_bulk


@pytest.mark.parametrize("model", by_night_but(PAGE_TYPES, *DAILY), ids=lambda model: model.__name__)
def test_draft_may_be_emptied_of_everything(tree: Tree, editor: Client, model: type[BasePage]) -> None:
    page = MAKERS[model.__name__](tree)
    shown = editor.get(_edit(page))
    emptied = {name for name, field in shown.context["form"].fields.items() if not isinstance(field, BlockField)}

    kept = _save(editor, page, {name: sent for name, sent in posted(shown).items() if name not in emptied})
    refused = editor.post(_edit(page), {**posted(editor.get(_edit(page))), "action-publish": "1"})

    assert kept["success"], kept
    assert model.objects.get(pk=page.pk).get_latest_revision_as_object().title == "Uden titel"
    assert "Giv siden en titel." in refused.context["form"].errors["title"]
    for address in (_edit(page), reverse("wagtailadmin_pages:view_draft", args=[page.pk])):
        assert editor.get(address).status_code == 200


@pytest.mark.parametrize("model", by_night_but(ADDED, *DAILY), ids=lambda model: model.__name__)
def test_draft_that_begins_with_nothing_is_kept(tree: Tree, editor: Client, model: type[BasePage]) -> None:
    kept = _add(editor, _parent(tree, model), model, title="", slug="").json()

    page = model.objects.get(pk=kept["pk"])
    assert (page.title, page.slug, page.live) == ("Uden titel", "uden-titel", False)


@pytest.mark.parametrize("model", by_night_but(PAGE_TYPES, *DAILY), ids=lambda model: model.__name__)
def test_taken_address_stops_no_draft_and_is_asked_for_when_it_is_published(
    tree: Tree, editor: Client, model: type[BasePage]
) -> None:
    page = MAKERS[model.__name__](tree)
    page.get_parent().add_child(instance=StandardPage(title="Nabo", slug="nabo"))
    sent = posted(editor.get(_edit(page)), slug="nabo")

    kept = _save(editor, page, sent)
    told = editor.post(_edit(page), posted(editor.get(_edit(page)), slug="nabo"), follow=True).content.decode()
    refused = editor.post(_edit(page), {**sent, "action-publish": "1"})

    assert kept["success"], kept
    assert model.objects.get(pk=page.pk).get_latest_revision_as_object().slug == "nabo-2"
    assert "Kladden har fået adressen »nabo-2«" in told
    assert "slug" in refused.context["form"].errors


@pytest.mark.parametrize("model", [InitiativePage, AwardWinnerPage], ids=lambda model: model.__name__)
def test_long_title_and_lead_are_kept_whole_and_told_until_it_is_published(
    tree: Tree, editor: Client, model: type[BasePage]
) -> None:
    page = MAKERS[model.__name__](tree)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    sent = posted(editor.get(address), title=TITLE, lead=LEAD)

    told = editor.post(address, sent, follow=True).content.decode()
    refused = editor.post(address, {**sent, "action-publish": "1"}).content.decode()

    draft = model.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert (draft.title, draft.lead) == (TITLE, LEAD.strip())
    assert "Før siden kan udgives: Manchet: 269 tegn, 109 for mange" in told
    assert "Før siden kan udgives: Titel: Titlen er på 67 tegn; der er plads til 55." in told
    assert "Titlen er på 67 tegn; der er plads til 55." in refused
    assert LEAD.strip() in refused
    assert model.objects.get(pk=page.pk).lead != LEAD.strip()


def test_nothing_is_published_in_bulk_while_something_is_missing(tree: Tree, editor: Client) -> None:
    draft = InitiativePage(title="Uden bibliotek", slug="uden", live=False)
    tree.initiatives.add_child(instance=draft)
    draft.save_revision(clean=False)
    ready = pages.make_initiative(tree.initiatives, live=False)
    ready.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    answer = editor.post(f"{address}?id={draft.pk}&id={ready.pk}&next=/admin/", follow=True)

    said = answer.content.decode()
    assert "»Uden bibliotek« kan ikke udgives endnu. Bibliotek: " in said
    assert not InitiativePage.objects.filter(live=True).exists()


def test_what_is_too_long_is_not_published_in_bulk_either(tree: Tree, editor: Client) -> None:
    draft = pages.make_initiative(tree.initiatives, live=False)
    draft.lead = LEAD.strip()
    draft.save_revision()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    said = editor.post(f"{address}?id={draft.pk}&next=/admin/", follow=True).content.decode()

    assert "kan ikke udgives endnu. Manchet: 269 tegn, 109 for mange" in said
    assert not InitiativePage.objects.filter(live=True).exists()


def test_winner_without_category_shows_no_none(tree: Tree, editor: Client) -> None:
    winner = AwardWinnerPage(title="Vinder", slug="vinder", live=False)
    pages.make_edition(tree.awards).add_child(instance=winner)
    winner.save_revision(clean=False)

    shown = editor.get(reverse("wagtailadmin_pages:view_draft", args=[winner.pk])).content.decode()

    assert ">None" not in shown
    assert "None</" not in shown
