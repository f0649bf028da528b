"""Nothing hidden comes out of any public door; and the test that says so can fail."""

from io import BytesIO

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core import api_fields
from core.records import making, touched
from core.records.services import rewrite
from core.records.touched import Touched
from foundation import querysets
from media.models import CatalogueImage
from showcase.assessment.tasks import tell_assessors
from showcase.reporting.mail import SUBJECTS, compose
from showcase.reporting.models import Report
from showcase.reporting.triage import make_initiative
from tests.contracts.canary import MARK, Garden, leaks_of, make_marked_report, marked_doors, sow
from tests.factories import core
from tests.factories.assessment import make_assessor, make_case
from tests.factories.reports import make_draft, make_report
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.long
def test_no_byte_of_anything_hidden_comes_out_of_any_door(tree: Tree) -> None:
    assert "\n".join(leaks_of(Garden(tree))) == ""


def _forget_privacy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querysets, "_find_hidden_paths", lambda: ())


def _forget_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PageQuerySet, "live", lambda queryset: queryset)


def _refer_to_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    def reference(page: Page) -> dict[str, str]:
        return {"title": page.title}

    monkeypatch.setattr(api_fields, "page_reference", reference)


def _record_what_is_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """What feeds, frames and the sitemap read."""
    for module in (making, touched):
        monkeypatch.setattr(module, "visible_pages", lambda: Page.objects.filter(depth__gt=1))
    rewrite([Touched()])


def _forget_consents(_monkeypatch: pytest.MonkeyPatch) -> None:
    CatalogueImage.objects.update(is_withheld=False)


PLANTS = (_forget_privacy, _forget_drafts, _refer_to_anything, _record_what_is_hidden, _forget_consents)


@pytest.mark.deep
def test_canary_sees_every_planted_leak(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    sow(Garden(tree))
    unseen = []
    for plant in PLANTS:
        with monkeypatch.context() as patch, transaction.atomic():
            cache.clear()
            plant(patch)
            if next(marked_doors(), None) is None:
                unseen.append(plant.__name__)
            transaction.set_rollback(True)

    assert unseen == []


@pytest.mark.parametrize("kind", SUBJECTS)
def test_mail_about_one_report_tells_nothing_of_another(tree: Tree, kind: str) -> None:
    make_marked_report()
    sent = compose(make_report(), kind).message().as_string()

    assert "ida@fjordby.dk" in sent
    assert MARK not in sent


def test_mail_to_assessors_tells_nothing_of_the_report(tree: Tree) -> None:
    make_assessor("birgitte", email="birgitte@bureau.dk")

    assert tell_assessors.call(case_id=make_case(make_marked_report()).pk) == 1
    assert MARK not in mail.outbox[0].message().as_string()


def test_mail_to_those_who_are_missing_tells_nothing_of_drafts(tree: Tree, client: Client) -> None:
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    make_initiative(make_marked_report(), core.make_user())

    assert MARK not in client.get("/admin/daekning/").context["body"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_of_reports_holds_neither_contacts_nor_stories_nor_drafts(tree: Tree, client: Client, kind: str) -> None:
    client.force_login(core.make_user("redaktoer", is_superuser=True))
    report = make_marked_report()
    Report.objects.filter(pk=report.pk).update(title="Opslaget")
    make_draft(name=f"{MARK} kladde")
    response = client.get(f"/admin/indberetninger/?export={kind}")
    data = response.getvalue()
    text = data.decode() if kind == "csv" else str(list(load_workbook(BytesIO(data)).active.values))

    assert "Opslaget" in text
    assert MARK not in text
    assert "ida@" not in text
