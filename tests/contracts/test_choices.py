"""No form of the admin lets one click wipe other choices, or has a list nobody can find anything in."""

import pytest
from django import forms
from django.test import Client

from foundation.choice_fields import MANY, Checklist
from tests.contracts.admin_forms import all_blocks, all_fields
from tests.factories import core, pages
from tests.factories.site import Tree

SHORT = 25  # options a plain list may have
# Forms of others, and why nobody meets their lists.
SET_WHEN_MADE = {
    "wagtail.admin.forms.view_restrictions.BaseViewRestrictionForm.groups": "boxes, once the form is made",
    "wagtail.admin.forms.collections.CollectionViewRestrictionForm.groups": "the same",
    "wagtail.admin.forms.pages.PageViewRestrictionForm.groups": "the same",
    "django.contrib.auth.forms.UserChangeForm.groups": "of Django's own admin, which has no address",
    "django.contrib.auth.forms.UserChangeForm.user_permissions": "the same",
}


def _choices_of(field: forms.Field) -> list[object]:
    """None where they are set once the form is made."""
    if getattr(field, "queryset", ()) is None:
        return []
    return list(getattr(field, "choices", ()))


@pytest.mark.django_db
def test_no_list_wipes_choices_and_none_is_long(tree: Tree) -> None:
    for number in range(SHORT + 1):
        core.make_library(f"DK-L{number:05}", municipality_code=f"9{number:03}")

    fields = {**dict(all_fields()), **{path: block.field for path, block in all_blocks()}}
    met = {name: field for name, field in fields.items() if name not in SET_WHEN_MADE}
    lists = {name: field for name, field in met.items() if isinstance(field.widget, forms.Select)}

    assert [name for name, field in lists.items() if isinstance(field.widget, forms.SelectMultiple)] == []
    assert [name for name, field in lists.items() if len(_choices_of(field)) > SHORT] == []
    assert lists
    assert fields.keys() >= set(SET_WHEN_MADE)


@pytest.mark.django_db
def test_boxes_stand_under_the_names_of_their_schemes_and_keep_what_is_ticked(tree: Tree, client: Client) -> None:
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    old = core.make_scheme(name="Ældre", version="2019")
    groups = [core.make_target_group("Unge"), core.make_target_group("Seniorer", scheme=old)]
    concept = pages.make_concept(tree.concepts)
    concept.target_groups = groups
    concept.save_revision().publish()

    page = client.get(f"/admin/pages/{concept.pk}/edit/").content.decode()

    for group in groups:
        assert f"<legend>{group.scheme}</legend>" in page
    assert page.count('name="target_groups"') == len(groups)
    assert page.count("checked") >= len(groups)
    assert "<select multiple" not in page.replace('name="target_groups"', "")


@pytest.mark.django_db
def test_choices_without_a_scheme_are_one_list(tree: Tree, client: Client) -> None:
    """Django makes a group of each: eight lists of one, below one another, for eyes and ears alike."""
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    for name in ("Instagram", "Facebook", "TikTok"):
        core.make_platform(name)

    page = client.get(f"/admin/pages/{pages.make_concept(tree.concepts).pk}/edit/").content.decode()
    field = page[page.index('id="id_platforms"') :]
    chosen = field[: field.index("</div>")]

    assert chosen.count('name="platforms"') == 3
    assert chosen.count("<ul") == 1


@pytest.mark.parametrize(("number", "is_searched"), [(MANY - 1, False), (MANY, True)])
def test_boxes_can_be_searched_where_they_are_many(number: int, is_searched: bool) -> None:
    boxes = Checklist(choices=[(str(one), f"Valg {one}") for one in range(number)])

    shown = boxes.render("valg", [])

    assert ("data-checklist" in shown, "checklist__search" in shown) == (is_searched, is_searched)
