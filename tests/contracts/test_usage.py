"""Every page type, with every block it takes, has all it uses recorded when it is published."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, ReferenceIndex

from concepts.models import ConceptPage
from core.models import BasePage
from media.enums import ShownAs
from media.models import MediaUsage, Video
from media.references import MediaReference
from media.tasks import record_all_usage
from tests.factories import core, pages
from tests.factories.full_pages import MAKERS, PAGE_TYPES, fill, make_document, make_film
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]
each_type = pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)


def recorded(page: Page) -> set[tuple[str, int]]:
    rows = MediaUsage.objects.filter(page_id=page.pk).values_list("image", "video", "document")
    return {(kind, key) for row in rows for kind, key in zip(("image", "video", "document"), row, strict=True) if key}


def referred_to(page: Page) -> set[tuple[str, int]]:
    """What Wagtail's own index, which knows nothing of ours, says the page refers to; and the films' posters."""
    ReferenceIndex.create_or_update_for_object(page)
    found = set()
    for model, kind in MediaReference.KINDS.items():
        references = ReferenceIndex.get_references_for_object(page)
        references = references.filter(to_content_type=ContentType.objects.get_for_model(model))
        found |= {(kind, int(reference.to_object_id)) for reference in references}
    films = Video.objects.filter(pk__in=[key for kind, key in found if kind == "video"])
    return found | {("image", film.poster_id) for film in films if film.poster_id}


@each_type
def test_all_that_a_full_page_refers_to_is_recorded(tree: Tree, model: type[BasePage]) -> None:
    page = fill(MAKERS[model.__name__](tree))

    page.save_revision().publish()

    page = model.objects.get(pk=page.pk)
    assert recorded(page) == referred_to(page) != set()


def test_full_pages_hold_every_kind_of_thing(tree: Tree) -> None:
    page = fill(pages.make_concept(tree.concepts))

    page.save_revision().publish()

    kinds = {
        (kind, usage.shown_as)
        for usage in page.media_usages.all()
        for kind in MediaReference.KINDS.values()
        if getattr(usage, kind)
    }
    assert kinds == {
        ("image", ShownAs.PIECE),
        ("image", ShownAs.KIT),
        ("image", ShownAs.DETAIL),
        ("video", ShownAs.PIECE),
        ("document", ShownAs.KIT),
        ("document", ShownAs.DETAIL),
    }


def test_galleries_list_pieces_only(tree: Tree) -> None:
    cover, snapshot, piece = (core.make_image(name) for name in ("Omslag", "Skærmbillede", "I galleriet"))
    post = {"platform_name": "Facebook", "author": "Fjordby", "text": "Hej", "snapshot": snapshot}
    body: list[tuple[str, Any]] = [
        ("third_party_post", post),
        ("gallery", {"heading": "", "items": [{"image": piece, "video": None, "caption": "Fremme"}]}),
    ]

    page = pages.make_concept(tree.concepts, cover=cover, body=body)

    assert list(MediaUsage.objects.public().pictures().values_list("image", flat=True)) == [piece.pk]
    assert set(MediaUsage.objects.public().values_list("image", flat=True)) == {cover.pk, snapshot.pk, piece.pk}
    assert page.media_usages.get(image=piece).caption == "Fremme"


def test_picture_that_is_a_piece_anywhere_is_one(tree: Tree) -> None:
    image = core.make_image()
    kit = [("image", {"image": image, "use": "Som baggrund"})]
    body = [("gallery", {"heading": "", "items": [{"image": image, "video": None, "caption": "Fremme"}]})]

    page = pages.make_concept(tree.concepts, cover=image, body=body, kit=kit)

    assert [(usage.shown_as, usage.caption) for usage in page.media_usages.all()] == [(ShownAs.PIECE, "Fremme")]


def test_draft_records_nothing_until_it_is_published(tree: Tree) -> None:
    before, after = core.make_image("Før"), core.make_image("Efter")
    page = pages.make_concept(tree.concepts, cover=before)

    page.cover = after
    revision = page.save_revision()
    drafted = recorded(page)
    revision.publish()

    assert (drafted, recorded(page)) == ({("image", before.pk)}, {("image", after.pk)})


def test_page_that_is_only_scheduled_shows_nothing_yet(tree: Tree) -> None:
    page = pages.make_concept(tree.concepts, live=False)
    page.cover = core.make_image()
    page.go_live_at = timezone.now() + timedelta(days=1)

    page.save_revision().publish()

    assert recorded(page) == set()


def test_unpublished_and_deleted_pages_show_nothing(tree: Tree) -> None:
    first, second = (pages.make_concept(tree.concepts, name, cover=core.make_image(name)) for name in ("En", "To"))

    first.unpublish()
    second.delete()

    assert MediaUsage.objects.count() == 0


def test_unpublished_branch_takes_the_pages_below_along(tree: Tree) -> None:
    edition = pages.make_edition(tree.awards)
    winner = pages.make_winner(edition, cover=core.make_image())

    admin = core.make_user("admin", is_superuser=True)

    UnpublishPageAction(edition, user=admin, include_descendants=True).execute()

    assert recorded(winner) == set()


def test_page_that_a_script_adds_is_recorded(tree: Tree) -> None:
    cover = core.make_image()

    page = tree.concepts.add_child(instance=ConceptPage(title="Fra et ark", slug="ark", cover=cover))

    assert recorded(page) == {("image", cover.pk)}


def test_mirrored_and_copied_pages_record_their_own(tree: Tree) -> None:
    cover = core.make_image()
    page = pages.make_concept(tree.concepts, cover=cover)

    alias = page.create_alias(update_slug="spejl", parent=tree.concepts)
    copied = page.copy(update_attrs={"slug": "kopi"}, keep_live=True)

    assert recorded(alias) == recorded(copied) == {("image", cover.pk)}
    assert set(MediaUsage.objects.public().values_list("page", flat=True)) == {page.pk, copied.pk}


def test_what_is_gone_is_left_out(tree: Tree) -> None:
    image, film, document = core.make_image(), make_film(), make_document()
    page = pages.make_concept(
        tree.concepts,
        body=[("video", {"video": film, "caption": ""})],
        kit=[("image", {"image": image, "use": ""}), ("file", {"file": document, "use": ""})],
    )
    for thing in (image, film, document):
        thing.delete()

    page = type(page).objects.get(pk=page.pk)
    page.save_revision().publish()

    assert recorded(page) == set()


def test_pages_published_before_are_recorded_anew(tree: Tree) -> None:
    page = fill(pages.make_concept(tree.concepts))
    page.save_revision().publish()
    before = recorded(page)
    MediaUsage.objects.all().delete()

    record_all_usage.call()

    assert recorded(page) == before
