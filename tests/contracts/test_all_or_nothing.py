"""What is done to a page and fails on the way has changed nothing, by whatever road it was done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db.models.signals import post_save
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.management.commands.publish_scheduled import Command as WagtailsCommand
from wagtail.models import GroupApprovalTask, Locale, Page, PageLogEntry, Workflow, WorkflowPage, WorkflowTask
from wagtail.signals import page_published, page_unpublished, post_page_move

from concepts.models import ConceptPage
from core.models import User
from foundation.worker.scheduled_publishing import publish_scheduled
from media.download_packages import make_download_package
from media.models import DownloadPackage
from tests.factories import core, pages
from tests.factories.posting import posted
from tests.factories.site import Tree
from tests.factories.stumbling import Stumble, failing
from tests.nightly import by_night_but

pytestmark = pytest.mark.django_db
LOG: Any = (post_save, PageLogEntry)
AFTERWARDS = {Session}  # a session is written after the answer


def everything() -> dict[str, list[Any]]:
    """Every row of every table."""
    models = [model for model in apps.get_models() if model not in AFTERWARDS and model._meta.managed]
    return {model.__name__: sorted(map(repr, model._base_manager.values_list())) for model in models}


@pytest.fixture
def admin(tree: Tree) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


@pytest.fixture
def concept(tree: Tree, admin: Client) -> ConceptPage:
    """A published page with a cover and a newer draft."""
    page = pages.make_concept(tree.concepts, cover=core.make_image())
    page.title = "Ny titel"
    page.save_revision()
    return ConceptPage.objects.get(pk=page.pk)


def _edit(admin: Client, page: Page, **changed: Any) -> int:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return admin.post(address, posted(admin.get(address), **changed)).status_code


def _view(name: str, **data: Any) -> Callable[[Client, ConceptPage], int]:
    return lambda admin, page: admin.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]), data).status_code


def _bulk(name: str, **data: Any) -> Callable[[Client, ConceptPage], int]:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    return lambda admin, page: admin.post(f"{address}?id={page.pk}", data).status_code


def _create(admin: Client, page: ConceptPage) -> int:
    address = reverse("wagtailadmin_pages:add", args=["concepts", "conceptpage", page.get_parent().pk])
    data = posted(admin.get(address), title="Helt ny", slug="helt-ny", **{"action-publish": "1"})
    return admin.post(address, data).status_code


def _restore(admin: Client, page: ConceptPage) -> int:
    first = page.revisions.order_by("pk").first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first.pk])
    data = posted(admin.get(address), revision=first.pk, **{"action-publish": "1"})
    return admin.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data).status_code


def _move(admin: Client, page: ConceptPage) -> int:
    address = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, _elsewhere(page).pk])
    return admin.post(address).status_code


def _bulk_move(admin: Client, page: ConceptPage) -> int:
    return _bulk("move", chooser=str(_elsewhere(page).pk))(admin, page)


def _elsewhere(page: ConceptPage) -> Page:
    return Page.objects.get(slug="andre-koncepter")


def _copy(admin: Client, page: ConceptPage) -> int:
    data = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": page.get_parent().pk, "publish_copies": "on"}
    return _view("copy", **data)(admin, page)


def _mirror(admin: Client, page: ConceptPage) -> int:
    data = {"new_title": "Spejl", "new_slug": "spejl", "new_parent_page": page.get_parent().pk, "alias": "on"}
    return _view("copy", **data)(admin, page)


def _approve(admin: Client, page: ConceptPage) -> int:
    state = page.current_workflow_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    return admin.post(address, {"comment": ""}).status_code


# road -> what fails on it, and where
ROADS: dict[str, tuple[Callable[[Client, ConceptPage], int], Any]] = {
    "publish": (lambda admin, page: _edit(admin, page, **{"action-publish": "1"}), (page_published, None)),
    "publish-log": (lambda admin, page: _edit(admin, page, **{"action-publish": "1"}), LOG),
    "save": (_edit, LOG),
    "create": (_create, (page_published, None)),
    "restore": (_restore, (page_published, None)),
    "copy": (_copy, (page_published, None)),
    "mirror": (_mirror, LOG),
    "unpublish": (_view("unpublish"), (page_unpublished, None)),
    "delete": (_view("delete"), (page_unpublished, None)),
    "move": (_move, (post_page_move, None)),
    "approve": (_approve, (page_published, None)),
    "bulk-publish": (_bulk("publish"), (page_published, None)),
    "bulk-unpublish": (_bulk("unpublish"), (page_unpublished, None)),
    "bulk-delete": (_bulk("delete"), (page_unpublished, None)),
    "bulk-move": (_bulk_move, (post_page_move, None)),
}


@pytest.mark.parametrize("road", by_night_but(ROADS, "publish", "save", "copy", "approve", "bulk-publish", "bulk-move"))
def test_what_fails_in_the_admin_has_changed_nothing(
    tree: Tree, admin: Client, concept: ConceptPage, road: str
) -> None:
    go, (signal, sender) = ROADS[road]
    pages.make_concept_index(tree.home, title="Andre koncepter", slug="andre-koncepter")
    if road == "approve":
        _submit(concept)
    concept = ConceptPage.objects.get(pk=concept.pk)
    admin.get(reverse("wagtailadmin_pages:edit", args=[concept.pk]))  # opening it notes who is editing
    before = everything()

    with failing(signal, sender):
        status = go(admin, concept)

    after = everything()
    assert status == 500
    assert {name for name, rows in after.items() if rows != before[name]} <= {"EditingSession"}


def _submit(page: ConceptPage) -> None:
    task = GroupApprovalTask.objects.create(name="Godkend")
    workflow = Workflow.objects.create(name="Godkendelse")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page)
    workflow.start(page, User.objects.get(username="admin"))


def test_file_to_take_home_stays_when_its_page_does(tree: Tree, admin: Client, concept: ConceptPage) -> None:
    make_download_package(concept.pk)
    download_package = DownloadPackage.objects.get()

    with failing(page_unpublished):
        admin.post(reverse("wagtailadmin_pages:unpublish", args=[concept.pk]))

    assert download_package.file.storage.exists(str(download_package.file.name))
    assert DownloadPackage.objects.get() == download_package


METHODS: dict[str, tuple[Callable[[ConceptPage], Any], Any]] = {
    "publish": (lambda page: page.latest_revision.publish(), (page_published, None)),
    "unpublish": (lambda page: page.unpublish(), (page_unpublished, None)),
    "copy": (lambda page: page.copy(update_attrs={"slug": "kopi"}), (page_published, None)),
    "mirror": (lambda page: page.create_alias(update_slug="spejl"), LOG),
    "translate": (lambda page: page.copy_for_translation(_english(), copy_parents=True), LOG),
    "move": (lambda page: page.move(_elsewhere(page), "last-child"), (post_page_move, None)),
    "delete": (lambda page: page.delete(), (page_unpublished, None)),
}


def _english() -> Locale:
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.mark.parametrize("method", by_night_but(METHODS, "publish", "mirror", "delete"))
def test_what_fails_in_code_has_changed_nothing(tree: Tree, concept: ConceptPage, method: str) -> None:
    act, (signal, sender) = METHODS[method]
    pages.make_concept_index(tree.home, title="Andre koncepter", slug="andre-koncepter")
    _english()
    concept = ConceptPage.objects.get(pk=concept.pk)
    before = everything()

    with failing(signal, sender), pytest.raises(Stumble):
        act(concept)

    after = everything()
    assert [name for name, rows in after.items() if rows != before[name]] == []


@pytest.mark.parametrize(
    ("make", "name"), [(core.make_platform, "name"), (core.make_library, "name"), (core.make_image, "title")]
)
def test_row_that_pages_tell_of_is_written_with_what_they_tell_or_not_at_all(make: Any, name: str) -> None:
    """As after a kill: what the records say is written after the row, so it is taken back with them."""
    row = make()
    setattr(row, name, "Omdøbt")

    with failing(post_save, type(row)), pytest.raises(Stumble):
        row.save()

    assert getattr(type(row).objects.get(), name) != "Omdøbt"


def _due(tree: Tree, *titles: str) -> list[ConceptPage]:
    """Drafts that should have been published a while ago, in this order."""
    found = [
        pages.make_concept(tree.concepts, title, number=number, live=False) for number, title in enumerate(titles, 1)
    ]
    for page in found:
        page.go_live_at = timezone.now() - timedelta(seconds=1)
        revision = page.save_revision()
        revision.approved_go_live_at = page.go_live_at
        revision.save()
    return found


def test_one_failing_page_does_not_keep_the_others_waiting(tree: Tree, caplog: pytest.LogCaptureFixture) -> None:
    first, second, third = _due(tree, "En", "To", "Tre")

    with failing(page_published, only="To"):
        publish_scheduled()
    seen = [Page.objects.get(pk=page.pk).live for page in (first, second, third)]
    publish_scheduled()

    assert seen == [True, False, True]
    assert Page.objects.get(pk=second.pk).live
    assert "go_live failed" in caplog.text
    assert "Stumble" in caplog.text


def test_what_fails_on_schedule_has_changed_nothing(tree: Tree) -> None:
    _due(tree, "En")
    expired = pages.make_concept(tree.concepts, "Udløbet", cover=core.make_image())
    Page.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    before = everything()

    with failing(page_published), failing(page_unpublished):
        publish_scheduled()
    after = everything()
    publish_scheduled()

    assert [name for name, rows in after.items() if rows != before[name]] == []
    assert not Page.objects.get(pk=expired.pk).live
    assert Page.objects.get(pk=expired.pk).expired


def test_wagtails_own_command_still_stops_at_the_first_failure(tree: Tree) -> None:
    """When this fails, foundation/worker/scheduled_publishing.py and its command can go."""
    _first, second = _due(tree, "En", "To")

    with failing(page_published, only="En"), pytest.raises(Stumble):
        WagtailsCommand().handle(dryrun=False)

    assert not Page.objects.get(pk=second.pk).live


def test_wagtails_own_action_still_publishes_before_it_tells(concept: ConceptPage) -> None:
    """When this fails, core/models/changes.py and website/transactions.py can go."""
    with failing(page_unpublished), pytest.raises(Stumble):
        UnpublishPageAction(concept).execute(skip_permission_checks=True)

    assert not Page.objects.get(pk=concept.pk).live
