"""The register of libraries, the roles and the demo's logins."""

import csv
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import GroupPagePermission, Workflow

from core.roles import ADMINISTRATORS, ASSESSORS, EDITORS, SECTION_EDITORS, set_up_roles
from libraries.models import Library
from libraries.services import load_register
from tests.factories import core, pages
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def test_register_holds_98_libraries_and_invents_none() -> None:
    assert load_register() == 98
    assert load_register() == 0
    nameless = Library.objects.filter(name="").values_list("municipality", flat=True)
    assert sorted(nameless) == ["Fanø", "Jammerbugt", "Lemvig", "Slagelse", "Tønder"]


def test_loading_the_register_again_keeps_what_an_editor_filled_in() -> None:
    load_register()
    Library.objects.filter(municipality="Fanø").update(name="Fanø Bibliotek")

    load_register()

    assert Library.objects.get(municipality="Fanø").name == "Fanø Bibliotek"


def test_register_is_listed_filtered_searched_and_inspected(admin: Client) -> None:
    load_register()
    library = Library.objects.get(municipality="Fanø")

    assert "Fanø" in admin.get("/admin/biblioteker/", {"q": "fanø"}).content.decode()
    filtered = admin.get("/admin/biblioteker/", {"municipality_group__exact": "5", "cms__exact": "ikke-dpl"})
    assert "Fanø" in filtered.content.decode()
    assert "DK-756300" in admin.get(f"/admin/biblioteker/inspect/{library.pk}/").content.decode()


def test_csv_cannot_run_what_somebody_typed(admin: Client) -> None:
    core.make_library(name="=HYPERLINK(1)", municipality="@SUM")

    response = admin.get("/admin/biblioteker/", {"export": "csv"})
    (row,) = csv.DictReader(StringIO(response.getvalue().decode("utf-8-sig")), delimiter=";")

    assert list(row.values())[:2] == ["'=HYPERLINK(1)", "'@SUM"]
    assert row["Eksempel"] == "Ja"


def test_xlsx_cells_are_text(admin: Client) -> None:
    core.make_library(name="=1+1")

    sheet = load_workbook(BytesIO(admin.get("/admin/biblioteker/", {"export": "xlsx"}).getvalue())).active

    assert sheet is not None
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type == "s"


def test_roles_are_set_up_once_however_often_asked() -> None:
    set_up_roles()
    before = (GroupPagePermission.objects.count(), Workflow.objects.count())

    set_up_roles()

    assert (GroupPagePermission.objects.count(), Workflow.objects.count()) == before
    names = set(Group.objects.values_list("name", flat=True))
    assert names == {ADMINISTRATORS, ASSESSORS, EDITORS, SECTION_EDITORS}


def test_new_pages_come_under_the_approval_workflow(tree: Tree) -> None:
    set_up_roles()

    assert pages.make_concept(tree.concepts).get_workflow().name == "Godkendelse"


def test_dashboard_names_guides_nobody_reviewed_for_a_year(tree: Tree, admin: Client) -> None:
    pages.make_guide(tree.guides, "Gammel guide", reviewed_on="2020-01-01")
    pages.make_guide(tree.guides, "Ny guide", reviewed_on="2100-01-01")

    html = admin.get("/admin/").content.decode()
    panel = html[html.index("guides-due") :]

    assert "Gammel guide" in panel
    assert "Ny guide" not in panel[: panel.index("</section>")]


def test_demo_logins_are_refused_outside_the_demo(settings) -> None:  # type: ignore[no-untyped-def]  # pytest-django's fixture
    from demo.logins import make_logins  # the demo, asked for where it must not run

    settings.DEMO = False

    with pytest.raises(ImproperlyConfigured):
        make_logins()
    with pytest.raises(CommandError):
        call_command("load_demo")
