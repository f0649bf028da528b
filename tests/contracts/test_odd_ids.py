"""Ids that no row has, at every address that takes one: nobody there, or a form that says so, never a server error."""

from collections.abc import Iterator
from inspect import unwrap
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve, reverse
from wagtail.models import Page

from foundation.ids import read_id
from libraries.models import Library
from media.models import CatalogueImage
from showcase.reporting.signed_tokens import token_for
from tests.contracts.admin_doors import named_views
from tests.factories import core, pages
from tests.factories.assessment import make_case
from tests.factories.reports import make_draft
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = pytest.mark.django_db
SERVER_ERROR = 500
ODD = {
    "twenty digits": "9" * 20,
    "five thousand digits": "9" * 5_000,
    "negative": "-1",
    "full width": "９９９",
    "superscript": "²",
    "letters": "abc",
}
BULK = (
    *("wagtailcore/page/delete", "concepts/conceptpage/move", "core/platform/delete"),
    *("core/user/assign_role", "media/catalogueimage/add_tags", "reporting/report/take_up"),
)
READ_BY_ID = (
    *(f"/admin/bulk/{action}/?id={{}}" for action in BULK),
    *("/admin/bulk/wagtailcore/page/delete/?id=all&childOf={}", "/admin/choose-page/chosen-multiple/?id={}"),
    *("/admin/images/chooser/chosen-multiple/?id={}", "/admin/snippets/choose/core/platform/chosen-multiple/?id={}"),
    *("/admin/choose-external-link/?parent_page_id={}", "/admin/konti/?konto={}", "/admin/images/?collection_id={}"),
    *("/admin/reports/site-history/?user={}&content_type={}", "/admin/pages/{page}/?owner={}&content_type={}"),
    *("/admin/biblioteker/?municipality_group={}", "/admin/indberetninger/?library={}"),
    *("/admin/users/?group={}", "/admin/api/main/pages/?id={}", "/admin/api/main/pages/?child_of={}"),
    *("/embed/v1/koncepter/?antal={}", "/admin/kalender/?maaned={}", "/admin/tal/?dage={}"),
    *("/admin/bulk/core/platform/delete/?id=all&q=x&next={}", "/admin/snippets/media/consent/add/?images={}"),
)
SENT = (
    *(("/admin/pages/{page}/copy/", "new_parent_page"), ("/admin/pages/{page}/move/", "new_parent_page")),
    *(("/admin/bulk/wagtailcore/page/move/?id={page}", "chooser"), ("/admin/reports/{report}/agency/", "withhold")),
    *(("/admin/bulk/reporting/report/take_up/?id={report}", "id"), ("/indberet/{token}/trin/1/", "library")),
    *(("/admin/pages/{page}/revisions/{revision_id}/unschedule/", "next"), ("/admin/pages/{page}/unpublish/", "next")),
    *(("/admin/pages/{page}/delete/", "next"), ("/tael/", "page")),
)


@pytest.fixture
def admin(tree: Tree) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(core.make_user("boss", is_superuser=True))
    return client


@pytest.fixture
def known(tree: Tree) -> dict[str, Any]:
    """Arguments that lead somewhere: what is odd stands beside them."""
    page, case = pages.make_concept(tree.concepts), make_case()
    return {
        **dict.fromkeys(("page", "page_id", "parent_page_id", "page_to_move_id", "page_pk", "pk"), page.pk),
        **{"destination_id": tree.concepts.pk, "revision_id": page.save_revision().pk, "action_name": "approve"},
        **{"case_id": case.pk, "report": case.report_id, "token": token_for(make_draft().key)},
        **{"app_label": "wagtailcore", "model_name": "page", "action": "move"},
        **{"content_type_app_name": "concepts", "content_type_model_name": "conceptpage"},
    }


def addresses(known: dict[str, Any], odd: str) -> Iterator[str]:
    """Every view of the site once, with this in the place of each argument in turn."""
    seen = set()
    for name, arguments in named_views(get_resolver()):
        for argument in arguments:
            try:
                address = reverse(name, kwargs={**{each: known.get(each, 1) for each in arguments}, argument: odd})
                view = unwrap(resolve(address).func)
            except (NoReverseMatch, Resolver404):  # it takes nothing of the kind
                continue
            one = (getattr(view, "view_class", name), argument)
            if one not in seen:
                seen.add(one)
                yield address


def status(client: Client, method: str, address: str, data: Any = None) -> int:
    with transaction.atomic():  # what it changes is of no use to the next
        answer = getattr(client, method)(address, data)
        transaction.set_rollback(True)
    return int(answer.status_code)


@pytest.mark.parametrize("odd", by_night_but(ODD.values(), ODD["twenty digits"], ODD["superscript"]), ids=ODD)
def test_odd_id_in_a_path_is_no_server_error(admin: Client, known: dict[str, Any], odd: str) -> None:
    failed = [one[:80] for one in addresses(known, odd) if status(admin, "get", one) >= SERVER_ERROR]

    assert failed == []


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_odd_id_in_a_query_or_form_is_no_server_error(admin: Client, known: dict[str, Any], odd: str) -> None:
    asked = [one.replace("{page}", str(known["page"])).replace("{}", odd) for one in READ_BY_ID]
    sent = [(one.format(**known), {name: odd}) for one, name in SENT]

    failed = [one[:80] for one in asked if status(admin, "get", one) >= SERVER_ERROR]
    failed += [one for one, data in sent if status(admin, "post", one, data) >= SERVER_ERROR]

    assert failed == []


@pytest.mark.parametrize("text", [*ODD.values(), "", " 12", "+12", "1_2", "12.0", "0" * 4_000 + "12"])
def test_nothing_but_plain_digits_is_an_id(text: str) -> None:
    assert (read_id("12"), read_id(12), read_id(text)) == (12, 12, None)


@pytest.mark.parametrize("number", [10**20, -(10**20)])
def test_number_beyond_all_columns_equals_no_row(tree: Tree, number: int) -> None:
    image = core.make_image()

    assert list(CatalogueImage.objects.filter(pk__in=[number, image.pk])) == [image]
    assert list(Library.objects.filter(inhabitants__in=[number])) == []
    assert list(Page.objects.filter(owner=number)) == list(Page.objects.filter(owner_id__in=[number])) == []
    assert Page.objects.exclude(owner__in=[number]).count() == Page.objects.count()
