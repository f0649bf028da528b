"""What editors meet of reports that were taken back: no road to publishing, a reason, lines on their first page."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import get_object_usage
from wagtail.models import Locale, PageLogEntry, ReferenceIndex, TaskState

from concepts.models import ConceptPage
from core.models import User
from core.roles import set_up_roles
from media.models import CatalogueImage, FileTombstone
from media.tasks import make_renditions
from showcase.models import InitiativePage
from showcase.reporting import triage, withdrawal
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Copy, Removal, Report
from showcase.reporting.publishing_guard import StoppedError
from showcase.reporting.signed_tokens import token_for
from showcase.reporting.tasks import send_report_mail
from showcase.reporting.transitions import NotOpenError
from showcase.services import make_concept
from tests.factories import core, pages
from tests.factories.reports import make_report, make_report_file
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

REASON = "Biblioteket har taget sin indberetning tilbage."


@pytest.fixture
def editor(tree: Tree, client: Client) -> User:
    core.make_library()
    user = core.make_user("redaktoer", is_superuser=True)
    client.force_login(user)
    return user


@pytest.fixture
def report(editor: User) -> Report:
    report = make_report()
    make_report_file(report)
    return report


@pytest.fixture
def page(report: Report, editor: User) -> InitiativePage:
    return triage.make_initiative(report, editor)


def _publish(page: Any) -> Any:
    page.get_latest_revision().publish()
    page.refresh_from_db()
    return page


def _home(client: Client) -> str:
    return str(client.get("/admin/").content.decode())


ROADS: dict[str, Any] = {
    "button": lambda page: page.save_revision().publish(),
    "schedule": lambda page: page.save_revision(approved_go_live_at=timezone.now()).publish(),
    "alias": lambda page: page.create_alias(update_slug="alias"),
    "copy": lambda page: page.copy(update_attrs={"slug": "kopi"}),
    "translation": lambda page: page.copy_for_translation(Locale.objects.create(language_code="en"), True),
}


@pytest.mark.parametrize("road", ROADS)
def test_page_of_a_report_taken_back_is_published_and_copied_by_no_road(page: InitiativePage, road: str) -> None:
    """Between the taking down and the clock's next round, while the page is still there."""
    _publish(page)
    withdrawal.ask_take_down(Report.objects.get())
    page.refresh_from_db()
    page.unpublish()

    with pytest.raises(StoppedError, match=REASON):
        ROADS[road](page)
    assert InitiativePage.objects.filter(live=True).count() == 0
    assert InitiativePage.objects.count() == 1


def test_page_held_while_it_is_taken_back_is_not_revived(page: InitiativePage) -> None:
    held = InitiativePage.objects.get(pk=page.pk)
    held.live, held.latest_revision = True, None
    withdrawal.withdraw(Report.objects.get())

    with pytest.raises((StoppedError, InitiativePage.DoesNotExist)):
        held.save()
    assert not InitiativePage.objects.exists()


@pytest.mark.parametrize(
    ("method", "address", "data"),
    [
        ("get", "/admin/pages/{id}/edit/", {}),
        ("post", "/admin/pages/{id}/edit/", {"action-publish": ""}),
        ("post", "/admin/bulk/wagtailcore/page/publish/?id={id}&next=/admin/", {}),
        ("post", "/admin/pages/{id}/copy/", {}),
        ("get", "/admin/pages/{id}/revisions/{revision}/revert/", {}),
        ("post", "/admin/pages/workflow/action/{id}/approve/1/", {}),
    ],
)
def test_editor_reads_why_a_page_is_gone(
    client: Client, page: InitiativePage, method: str, address: str, data: dict[str, str]
) -> None:
    address = address.format(id=page.pk, revision=page.latest_revision_id)
    withdrawal.withdraw(Report.objects.get())
    answer = getattr(client, method)(address, data, follow=True)

    assert REASON in answer.content.decode()
    assert client.get("/admin/pages/999999/edit/").status_code == 404


def test_editor_reads_why_publishing_is_stopped(client: Client, page: InitiativePage) -> None:
    _publish(page)
    withdrawal.ask_take_down(Report.objects.get())
    page.refresh_from_db()
    page.unpublish()
    versions = page.revisions.count()
    bulk = client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}&next=/admin/", {}, follow=True)
    copied = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": page.get_parent().pk}
    copying = client.post(f"/admin/pages/{page.pk}/copy/", copied, follow=True)

    assert REASON in bulk.content.decode()
    assert REASON in copying.content.decode()
    assert (page.revisions.count(), InitiativePage.objects.count()) == (versions, 1)


def _wait_for_approval(page: InitiativePage, editor: User) -> str:
    """The address behind *Godkend*, for a version of the page that now waits."""
    set_up_roles()
    page.save_revision(user=editor)
    page.get_workflow().start(page, editor)
    state = InitiativePage.objects.get(pk=page.pk).current_workflow_task_state
    return reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])


def test_approving_a_change_of_a_page_that_was_taken_down_publishes_nothing_and_says_why(
    client: Client, page: InitiativePage, editor: User
) -> None:
    _publish(page)
    address = _wait_for_approval(page, editor)
    withdrawal.ask_take_down(Report.objects.get())
    InitiativePage.objects.get(pk=page.pk).unpublish()

    read = client.post(address, {"comment": ""}, follow=True).content.decode()

    assert REASON in read
    assert not InitiativePage.objects.filter(live=True).exists()
    assert not TaskState.objects.exists()


def test_approving_a_draft_whose_report_was_withdrawn_publishes_nothing_and_says_why(
    client: Client, page: InitiativePage, editor: User
) -> None:
    address = _wait_for_approval(page, editor)
    withdrawal.withdraw(Report.objects.get())

    read = client.post(address, {"comment": ""}, follow=True).content.decode()

    assert REASON in read
    assert not InitiativePage.objects.exists()


def test_lines_on_the_first_page_tell_what_went_without_its_words(
    client: Client, page: InitiativePage, editor: User
) -> None:
    withdrawal.withdraw(Report.objects.get())
    text = _home(client)

    assert "Indberetningen er trukket tilbage" in text
    assert f"side {page.pk}" in text
    assert "Bussen svarer" not in text
    Removal.objects.update(at=timezone.now() - timedelta(days=31))
    assert f"side {page.pk}" not in _home(client)


def test_wish_stands_on_the_first_page_until_it_is_done(
    client: Client, page: InitiativePage, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    report = Report.objects.get()
    _publish(page)
    shown = client.get(f"/indberet/{token_for(report.key)}/").content.decode()
    asked = client.post(f"/indberet/{token_for(report.key)}/tag-ned/", follow=True).content.decode()
    waiting = _home(client)
    history = client.get(f"/admin/pages/{page.pk}/history/").content.decode()
    asks = client.get(f"/admin/pages/{page.pk}/unpublish/").content.decode()
    asks_in_bulk = client.get(f"/admin/bulk/wagtailcore/page/unpublish/?id={page.pk}&next=/admin/").content.decode()
    client.post(f"/admin/pages/{page.pk}/unpublish/")
    with django_capture_on_commit_callbacks(execute=True):
        withdrawal.carry_on()
    send_report_mail.call(report_id=report.pk, kind="taken_down")

    assert "Bed om at få det taget ned" in shown
    assert "I har bedt os tage det ned" in asked
    assert "1 bibliotek vil have noget taget ned" in waiting
    assert f"/admin/pages/{page.pk}/unpublish/" in waiting
    assert "Biblioteket har bedt om, at siden tages ned" in history
    assert "slettes siden for altid" in asks
    assert "slettes siden for altid" in asks_in_bulk
    assert "vil have noget taget ned" not in _home(client)
    assert not InitiativePage.objects.exists()
    assert not CatalogueImage.objects.exists()
    assert Report.objects.get().state == ReportState.WITHDRAWN
    assert [message.subject for message in mail.outbox][-1] == "Det er taget ned"


def test_page_that_nobody_asked_for_is_only_hidden_by_unpublishing(client: Client, page: InitiativePage) -> None:
    _publish(page)

    for address in (f"pages/{page.pk}/unpublish/", f"bulk/wagtailcore/page/unpublish/?id={page.pk}&next=/admin/"):
        assert "for altid" not in client.get(f"/admin/{address}").content.decode()


def test_published_concept_says_what_of_it_goes(client: Client, page: InitiativePage, editor: User) -> None:
    concept = _publish(make_concept([page.get_latest_revision_as_object()], editor))
    withdrawal.ask_take_down(Report.objects.get())
    asks = client.get(f"/admin/pages/{concept.pk}/unpublish/").content.decode()

    assert "Det, redaktører selv har skrevet, bliver liggende som kladde." in asks


@pytest.mark.parametrize("way", ["deleted", "expired"])
def test_page_taken_down_in_another_way_is_taken_down(page: InitiativePage, way: str) -> None:
    _publish(page)
    withdrawal.forget(Report.objects.get())
    page.refresh_from_db()
    if way == "deleted":
        page.delete()
    else:
        page.expire_at = timezone.now() - timedelta(minutes=1)
        page.save()
        call_command("publish_scheduled", verbosity=0)
    withdrawal.carry_on()

    assert not Report.objects.exists()
    assert not InitiativePage.objects.exists()
    assert not CatalogueImage.objects.exists()
    assert set(PageLogEntry.objects.filter(page_id=page.pk).values_list("label", flat=True)) == {""}


def test_public_addresses_of_erased_pictures_are_remembered_as_gone(page: InitiativePage) -> None:
    image = CatalogueImage.objects.get()
    make_renditions.call(image_id=image.pk)
    keys = set(image.renditions.values_list("file", flat=True))
    withdrawal.forget(Report.objects.get())

    assert keys
    assert set(FileTombstone.objects.values_list("key", flat=True)) == keys


def test_picture_used_on_another_published_page_stays_and_is_named(
    client: Client, tree: Tree, page: InitiativePage
) -> None:
    report, image = Report.objects.get(), CatalogueImage.objects.get()
    other = pages.make_standard_page(tree.home, "Julekalender", cover=image)
    assert get_object_usage(image).exists()
    text = client.get(f"/indberet/{token_for(report.key)}/").content.decode()
    withdrawal.withdraw(report)
    kept = CatalogueImage.objects.count()
    other.cover = None
    other.save_revision().publish()
    withdrawal.carry_on()

    assert "Julekalender" in text
    assert (kept, CatalogueImage.objects.count()) == (1, 0)


def test_concept_keeps_what_editors_wrote_and_loses_the_rest(page: InitiativePage, editor: User) -> None:
    concept = make_concept([page.get_latest_revision_as_object()], editor)
    draft = concept.get_latest_revision_as_object()
    draft.unchangeable_core = "<p>Vi kørte, rettet af redaktøren.</p>"
    draft.body = [("paragraph", "<p>Redaktørens eget afsnit.</p>")]
    draft.save_revision()
    withdrawal.forget(Report.objects.get())
    left = ConceptPage.objects.get(pk=concept.pk)
    latest = left.get_latest_revision_as_object()

    assert (left.title, left.unchangeable_core, left.made_from) == ("Koncept uden titel", "", {})
    assert (latest.title, latest.unchangeable_core) == ("Koncept uden titel", "")
    assert "Redaktørens eget afsnit." in str(latest.body)
    assert left.revisions.count() == 1
    left.get_latest_revision().publish()


def test_concept_of_several_loses_only_what_came_from_the_one(page: InitiativePage, editor: User, tree: Tree) -> None:
    other = pages.make_initiative(
        tree.initiatives, "Bog på bænk", what="<p>Stil den frem.</p>", why_it_works="<p>Ja.</p>"
    )
    page = InitiativePage.objects.get(pk=page.pk)
    page.why_it_works = "<p>Folk svarer.</p>"
    page.save_revision()
    concept = make_concept([other, page.get_latest_revision_as_object()], editor)
    withdrawal.withdraw(Report.objects.get())
    left = ConceptPage.objects.get(pk=concept.pk)

    assert (left.title, left.unchangeable_core, left.works_when) == ("Bog på bænk", "<p>Stil den frem.</p>", ["Ja."])
    assert left.made_from == {}


def test_published_concept_can_be_freed_of_the_report(client: Client, page: InitiativePage, editor: User) -> None:
    report = Report.objects.get()
    concept = make_concept([_publish(page)], editor)
    _publish(concept)
    withdrawal.ask_take_down(report)
    InitiativePage.objects.get(pk=page.pk).unpublish()
    withdrawal.carry_on()
    waits = "Der er intet tilbage af den her" in _home(client)
    client.post(f"/admin/reports/{report.pk}/release/{concept.pk}/")

    assert waits
    assert not Copy.objects.exists()
    assert ConceptPage.objects.get(pk=concept.pk).live
    assert Report.objects.get().state == ReportState.WITHDRAWN


def test_report_with_copies_cannot_be_deleted_past_the_erasing(page: InitiativePage) -> None:
    with pytest.raises(ProtectedError):
        Report.objects.get().delete()


def test_every_copy_knows_its_report(page: InitiativePage, editor: User) -> None:
    copied = page.copy(update_attrs={"slug": "kopi"})
    alias = page.create_alias(update_slug="alias")
    translated = page.copy_for_translation(Locale.objects.create(language_code="en"), copy_parents=True)
    old = page.revisions.order_by("pk").first()
    assert old is not None
    InitiativePage.objects.filter(pk=page.pk).update(made_from={})
    forgetful = InitiativePage.objects.get(pk=page.pk)
    InitiativePage.objects.filter(pk=page.pk).update(made_from=page.made_from)
    restored = InitiativePage.objects.get(pk=page.pk).with_content_json({**old.content, "made_from": {}})

    assert forgetful.made_from == {}
    assert restored.made_from == page.made_from
    made = {page.pk, copied.pk, alias.pk, translated.pk}
    assert set(Copy.objects.exclude(page=None).values_list("page", flat=True)) == made


def test_scheduled_page_is_not_told_as_published(page: InitiativePage) -> None:
    page.go_live_at = timezone.now() + timedelta(days=2)
    page.save_revision().publish()

    assert Report.objects.get().state == ReportState.ASSESSING


def test_copy_that_is_published_is_the_reports_page(page: InitiativePage) -> None:
    copied = page.copy(update_attrs={"slug": "kopi"})
    _publish(copied)

    assert (Report.objects.get().state, Report.objects.get().initiative) == (ReportState.PUBLISHED, copied)


def test_nothing_published_nothing_to_take_down(report: Report) -> None:
    with pytest.raises(NotOpenError):
        withdrawal.ask_take_down(report)


def test_picture_of_a_published_page_stays_while_wagtails_index_is_made_anew(
    page: InitiativePage, report: Report
) -> None:
    page = _publish(page)
    ReferenceIndex.objects.all().delete()  # as `rebuild_references_index` begins

    withdrawal.forget(report)

    assert [usage.image for usage in page.media_usages.all()] == [CatalogueImage.objects.get()]
