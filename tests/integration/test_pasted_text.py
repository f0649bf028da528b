"""What comes along when somebody pastes: kept without it, by every form an editor fills."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, PageLogEntry
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from core.models import Platform
from home.models import StandardPage
from tests.factories import core
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
PASTED = "Vandret\x0bskift fra en præsentation"  # a vertical tab, as presentations have it in a title of two lines
KEPT = "Vandretskift fra en præsentation"


@pytest.fixture
def admin(tree: Tree, client: Client) -> Client:
    client.force_login(core.make_user("boss", is_superuser=True))
    return client


def _page(title: str) -> dict[str, Any]:
    body = [
        ("paragraph", rich_text(f"<p>{title}</p>")),
        ("quote", {"text": title, "name": title, "role": "", "library": ""}),
    ]
    return nested_form_data(
        {
            **{"title": title, "slug": "indsat", "lead": title, "search_description": title, "seo_title": title},
            **{"body": streamfield(body), "comments": inline_formset([]), "action-publish": "1"},
        }
    )


def test_page_is_kept_without_what_was_pasted_and_every_export_answers(tree: Tree, admin: Client) -> None:
    address = f"/admin/pages/add/home/standardpage/{tree.home.pk}/"
    assert admin.post(address, _page(PASTED)).status_code == 302
    page = StandardPage.objects.get(slug="indsat")
    paragraph, quote = page.body

    assert page.live
    assert [page.title, page.lead, page.seo_title, page.search_description] == [KEPT] * 4
    assert (paragraph.value.source.count(KEPT), str(quote.value["text"]), quote.value["name"]) == (1, KEPT, KEPT)
    assert {entry.label for entry in PageLogEntry.objects.filter(page=page.pk)} == {KEPT}
    assert "\\u000b" not in json.dumps(page.latest_revision.content)
    for name in ("site-history", "aging-pages"):
        content = admin.get(f"/admin/reports/{name}/", {"export": "xlsx"}).getvalue()
        assert KEPT in {cell for row in load_workbook(BytesIO(content)).worksheets[0].values for cell in row}


@pytest.mark.parametrize(
    ("address", "data", "model", "name"),
    [
        ("/admin/snippets/core/platform/add/", {"slug": "ny", "sort_order": "1"}, Platform, "name"),
        ("/admin/collections/add/", {"parent": "1"}, Collection, "name"),
        ("/admin/redirects/add/", {"old_path": "/ny"}, Redirect, "redirect_link"),
        ("/admin/groups/new/", {}, Group, "name"),
    ],
)
def test_forms_of_the_admin_keep_it_without(
    admin: Client, address: str, data: dict[str, str], model: Any, name: str
) -> None:
    link = "https://example.dk/\x0bsti" if model is Redirect else PASTED
    page = admin.get(address)
    sent = {**_empty(page), **data, name: link}

    response = admin.post(address, sent)

    assert response.status_code == 302
    assert getattr(model.objects.latest("pk"), name) == link.replace("\x0b", "")


def _empty(response: Any) -> dict[str, str]:
    """What each formset of the page sends when nothing is added."""
    names = set(PREFIX.findall(response.content.decode()))
    return {f"{name}-{part}": "0" for name in names for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MAX_NUM_FORMS")}


PREFIX = re.compile(r'name="([\w-]+)-TOTAL_FORMS"')
