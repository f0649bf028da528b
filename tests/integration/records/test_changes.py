"""Whatever changes what the public may see, by whatever door, the records say so when it is done; and no others."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from core.records.models import Record, RecordChange, RecordPicture, RecordTerm
from foundation.usage.deletion_guards import guards_lifted
from foundation.worker.scheduled_publishing import publish_scheduled
from libraries.wagtail_hooks import LibraryAdmin
from media.services import take_down_renditions, withhold_lapsed
from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.bad_pictures import jpeg
from tests.factories.consents import make_consent
from tests.factories.posting import as_shown, posted
from tests.factories.records import Shelf, numbers, out_of_step
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = pytest.mark.django_db
Act = Callable[[Shelf, Client], None]


def _bulk(name: str, *pages_: Any, **data: Any) -> Act:
    def act(shelf: Shelf, admin: Client) -> None:
        ids = "&".join(f"id={getattr(shelf, page).pk}" for page in pages_)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
        sent = {key: value(shelf) if callable(value) else value for key, value in data.items()}
        assert admin.post(f"{address}?{ids}", sent).status_code == 302

    return act


def _edited(thing: str, field: str, value: Any) -> Act:
    """By the word's own form in the admin."""

    def act(shelf: Shelf, admin: Client) -> None:
        word = getattr(shelf, thing)
        address = reverse(word.snippet_viewset.get_url_name("edit"), args=[word.pk])
        form = as_shown(admin.get(address), field)
        assert admin.post(address, {**form, field: value}).status_code == 302

    return act


def _rename_library(shelf: Shelf, admin: Client) -> None:
    address = LibraryAdmin().url_helper.get_action_url("edit", shelf.library.pk)
    assert admin.post(address, as_shown(admin.get(address), "name") | {"name": "Nyt navn"}).status_code == 302


def _merge(shelf: Shelf, admin: Client) -> None:
    other = core.make_platform("X")
    address = f"/admin/snippets/core/platform/merge/{shelf.facebook.pk}/"
    assert admin.post(address, {"into": other.pk}).status_code == 302


def _say_what_a_picture_shows(shelf: Shelf, admin: Client) -> None:
    address = reverse("wagtailimages:edit", args=[shelf.cover.pk])
    assert (
        admin.post(address, as_shown(admin.get(address), "alt_text") | {"alt_text": "En ny sætning."}).status_code
        == 302
    )


def _replace_picture(shelf: Shelf, admin: Client) -> None:
    file = SimpleUploadedFile("ny.jpg", jpeg())
    sent = {"title": "Forside", "alt_text": shelf.cover.alt_text, "tags": "", "file": file}
    assert admin.post(reverse("wagtailimages:edit", args=[shelf.cover.pk]), sent).status_code == 302
    make_renditions.call(image_id=shelf.cover.pk)


def _delete_picture(shelf: Shelf, _admin: Client) -> None:
    shelf.cover.delete()


def _take_down(shelf: Shelf, _admin: Client) -> None:
    take_down_renditions(shelf.piece)


def _withdraw_consent(shelf: Shelf, _admin: Client) -> None:
    make_consent(image=shelf.piece, withdrawn_on=timezone.localdate())
    withhold_lapsed()
    assert not RecordPicture.objects.filter(image_id=shelf.piece.pk).exists()


def _give_consent_again(shelf: Shelf, admin: Client) -> None:
    consent = make_consent(image=shelf.piece, withdrawn_on=timezone.localdate())
    withhold_lapsed()
    type(consent).objects.update(withdrawn_on=None)
    withhold_lapsed()
    make_renditions.call(image_id=shelf.piece.pk)


def _privacy(page: str, kind: str = PageViewRestriction.LOGIN) -> Act:
    def act(shelf: Shelf, admin: Client) -> None:
        address = reverse("wagtailadmin_pages:set_privacy", args=[getattr(shelf, page).pk])
        assert admin.post(address, {"restriction_type": kind, "password": ""}).status_code == 200

    return act


def _private_and_back(shelf: Shelf, admin: Client) -> None:
    _privacy("about")(shelf, admin)
    assert not Record.objects.filter(pk__in=[shelf.about.pk, shelf.below.pk]).exists()
    _privacy("about", "none")(shelf, admin)


def _change_address(shelf: Shelf, admin: Client) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[shelf.about.pk])
    sent = posted(admin.get(address), slug="om-os") | {"action-publish": "1"}
    assert admin.post(address, sent).status_code == 302
    assert Record.objects.get(pk=shelf.below.pk).path == "/om-os/om-evidens/"


def _move(shelf: Shelf, admin: Client) -> None:
    other = pages.make_standard_page(shelf.tree.home, "Et andet sted")
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[shelf.about.pk, other.pk]))
    assert Record.objects.get(pk=shelf.below.pk).path == "/et-andet-sted/om/om-evidens/"


def _move_below_what_is_hidden(shelf: Shelf, admin: Client) -> None:
    hidden = pages.make_standard_page(shelf.tree.home, "Skjult", live=False)
    admin.post(reverse("wagtailadmin_pages:move_confirm", args=[shelf.about.pk, hidden.pk]))
    assert not Record.objects.filter(pk__in=[shelf.about.pk, shelf.below.pk]).exists()


def _put_first(shelf: Shelf, admin: Client) -> None:
    admin.post(f"{reverse('wagtailadmin_pages:set_page_position', args=[shelf.about.pk])}?position=0")
    assert Record.objects.order_by("tree_path")[1].pk == shelf.about.pk


def _copy_with_all_below(shelf: Shelf, admin: Client) -> None:
    data = {"new_title": "Kopi", "new_slug": "kopi", "new_parent_page": shelf.tree.home.pk}
    sent = data | {"copy_subpages": "on", "publish_copies": "on"}
    assert admin.post(reverse("wagtailadmin_pages:copy", args=[shelf.about.pk]), sent).status_code == 302
    assert Record.objects.filter(path="/kopi/om-evidens/").exists()


def _mirror(shelf: Shelf, admin: Client) -> None:
    data = {"new_title": "Spejl", "new_slug": "spejl", "new_parent_page": shelf.tree.concepts.pk, "alias": "on"}
    assert admin.post(reverse("wagtailadmin_pages:copy", args=[shelf.concept.pk]), data).status_code == 302
    assert Record.objects.get(path="/koncepter/spejl/").terms.count() == 2


def _mirror_of_what_is_hidden(shelf: Shelf, admin: Client) -> None:
    mirror = shelf.concept.create_alias(update_slug="spejl")
    assert Record.objects.filter(pk=mirror.pk).exists()
    _privacy("concept")(shelf, admin)
    assert not Record.objects.filter(pk=mirror.pk).exists()


def _expire(shelf: Shelf, _admin: Client) -> None:
    Page.objects.filter(pk=shelf.about.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    publish_scheduled()
    assert not Record.objects.filter(pk=shelf.below.pk).exists()


def _go_live_by_the_clock(shelf: Shelf, _admin: Client) -> None:
    page = pages.make_standard_page(shelf.tree.home, "Senere", live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    assert not Record.objects.filter(pk=page.pk).exists()
    revision = page.revisions.get(approved_go_live_at__isnull=False)
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content = revision.content | {"go_live_at": revision.approved_go_live_at.isoformat()}
    revision.save()
    publish_scheduled()
    assert Record.objects.filter(pk=page.pk).exists()


def _another_year(shelf: Shelf, _admin: Client) -> None:
    shelf.edition.year = 2024
    shelf.edition.save_revision().publish()
    assert Record.objects.get(pk=shelf.winner.pk).content["year"] == 2024


def _delete_with_all_below(shelf: Shelf, admin: Client) -> None:
    admin.post(reverse("wagtailadmin_pages:delete", args=[shelf.about.pk]), {"confirm_site_name": "SoMe-kataloget"})
    assert not Page.objects.filter(pk=shelf.below.pk).exists()


def _delete_a_word(shelf: Shelf, _admin: Client) -> None:
    shelf.concept.objectives = []
    shelf.concept.save_revision().publish()
    with guards_lifted():
        shelf.dialog.delete()


def _another_front_page(shelf: Shelf, _admin: Client) -> None:
    site = Site.objects.get()
    site.root_page = shelf.about
    site.save()
    assert Record.objects.get(pk=shelf.below.pk).path == "/om-evidens/"
    assert not Record.objects.filter(pk=shelf.concept.pk).exists()


def _translate(shelf: Shelf, _admin: Client) -> None:
    english = Locale.objects.create(language_code="en")
    home = shelf.tree.home.copy_for_translation(english)
    home.save_revision().publish()
    assert Record.objects.filter(key=shelf.tree.home.translation_key).count() == 2


WORD = {"concept", "initiative"}
NOBODY: set[str] = set()
# What is done, and the pages whose records it changes or makes go; None where new pages have a part in it.
CHANGES: dict[str, tuple[Act, set[str] | None]] = {
    "platform renamed": (_edited("facebook", "name", "Ansigtsbogen"), {*WORD, "guide"}),
    "platform's slug": (_edited("facebook", "slug", "fb"), {*WORD, "guide"}),
    "platform retired": (_edited("facebook", "is_retired", "on"), NOBODY),
    "platform merged": (_merge, {*WORD, "guide"}),
    "objective renamed": (_edited("dialog", "name", "Samtale"), {"concept"}),
    "word deleted": (_delete_a_word, {"concept"}),
    "category renamed": (_edited("category", "name", "Årets fund"), {"winner"}),
    "category's order": (_edited("category", "sort_order", "7"), {"winner"}),
    "library renamed": (_rename_library, {"initiative", "winner", "edition"}),
    "alternative text": (_say_what_a_picture_shows, {"concept"}),
    "picture replaced": (_replace_picture, {"concept"}),
    "picture deleted": (_delete_picture, {"concept"}),
    "files taken down": (_take_down, {"initiative"}),
    "consent withdrawn": (_withdraw_consent, {"initiative"}),
    "consent given again": (_give_consent_again, {"initiative"}),
    "private": (_privacy("concept"), {"concept"}),
    "private above": (_privacy("about"), {"about", "below"}),
    "private and open again": (_private_and_back, {"about", "below"}),
    "address": (_change_address, {"about", "below"}),
    "moved": (_move, None),
    "moved below what is hidden": (_move_below_what_is_hidden, {"about", "below"}),
    "put first": (_put_first, {"about"}),
    "copied": (_copy_with_all_below, None),
    "mirrored": (_mirror, None),
    "mirror of what is hidden": (_mirror_of_what_is_hidden, None),
    "expired": (_expire, {"about", "below"}),
    "gone live by the clock": (_go_live_by_the_clock, None),
    "year of the edition": (_another_year, {"edition", "winner"}),
    "unpublished": (_bulk("unpublish", "concept", "about"), {"concept", "about", "below"}),
    "unpublished with all below": (_bulk("unpublish", "edition", include_descendants="on"), {"edition", "winner"}),
    "published again": (_bulk("publish", "concept", "guide"), {"concept", "guide"}),
    "moved in bulk": (_bulk("move", "below", chooser=lambda shelf: shelf.tree.home.pk), {"below"}),
    "deleted in bulk": (_bulk("delete", "below", "guide"), {"below", "guide"}),
    "deleted": (_delete_with_all_below, {"about", "below"}),
    "another front page": (_another_front_page, None),
    "translated": (_translate, None),
}
DAILY = (  # one of each kind: word, library, picture, consent, privacy, address, mirror, clock, bulk
    *("platform renamed", "platform merged", "library renamed", "picture replaced", "consent withdrawn"),
    *("private above", "address", "mirror of what is hidden", "gone live by the clock", "deleted in bulk"),
)
PAGES = ("concept", "initiative", "guide", "edition", "winner", "about", "below")


@pytest.mark.parametrize("name", by_night_but(CHANGES, *DAILY))
def test_records_follow_what_is_done_and_no_others_do(tree: Tree, admin: Client, name: str) -> None:
    act, concerned = CHANGES[name]
    shelf = Shelf(tree)
    ids = {name: getattr(shelf, name).pk for name in PAGES}
    assert out_of_step() == []
    before, last = numbers(), max(numbers().values())

    act(shelf, admin)

    after = numbers()
    log = list(RecordChange.objects.filter(number__gt=last).order_by("number").values_list("number", "page_id"))
    assert out_of_step() == []
    assert {pk: number for pk, number in after.items() if before.get(pk) != number}.items() <= {
        page: number for number, page in log
    }.items()
    if concerned is not None:
        assert {name for name, pk in ids.items() if after.get(pk) != before[pk]} == concerned
        assert {page for _number, page in log} == {ids[name] for name in concerned}


def test_record_says_what_the_page_says(tree: Tree) -> None:
    shelf = Shelf(tree)

    record = Record.objects.get(pk=shelf.concept.pk)
    initiative = Record.objects.get(pk=shelf.initiative.pk)

    assert (record.kind, record.language, record.path) == ("concept", "da", shelf.concept.url)
    assert (record.title, record.key, record.own_number) == (shelf.concept.title, shelf.concept.translation_key, 1)
    assert record.published_at == shelf.concept.first_published_at
    assert record.content == {"number": 1, "effort_hours": "2.0", "cost_kr": None, "skills": ""}
    assert {str(term) for term in record.terms.all()} == {"platform=facebook", "formaal=dialog"}
    assert [picture.place for picture in record.pictures.all()] == ["cover"]
    assert [(one.place, one.caption) for one in initiative.pictures.all()] == [("piece", "Bussen")]
    assert initiative.content["library"]["name"] == "Fjordby Bibliotek"
    assert RecordTerm.objects.filter(parameter="platform", slug="facebook").count() == 2


def test_draft_and_its_autosave_write_nothing(tree: Tree) -> None:
    shelf = Shelf(tree)
    before = numbers()
    shelf.concept.title = "Kladde"
    shelf.concept.save_revision()
    pages.make_concept(tree.concepts, "Aldrig udgivet", live=False)

    assert numbers() == before
    assert out_of_step() == []
