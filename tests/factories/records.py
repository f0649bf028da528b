"""A site with a page of every kind and something of everything records tell; and whether they tell the truth."""

from typing import Any

from core.records.making import records_of, stored_records
from core.records.models import Record
from core.records.touched import all_pages
from media.models import CatalogueImage
from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.site import Tree


def out_of_step() -> list[str]:
    """Records that are not as freshly made ones, in words."""
    ids = all_pages()
    stored, made = stored_records(ids), records_of(ids)
    wrong = []
    for pk in sorted(ids):
        before, now = stored.get(pk), made.get(pk)
        if before is None or now is None:
            wrong += [] if before is now else [f"{pk}: stored {bool(before)}, made {bool(now)}"]
        elif before.record.digest != before.digest or not now.is_as(before):
            wrong.append(f"{pk}: {_told(before)} is not {_told(now)}")
    return wrong


def _told(made: Any) -> str:
    return f"{made.record.__dict__} {list(map(str, made.terms))} {list(map(str, made.pictures))}"


def numbers() -> dict[int, int]:
    """Pages and the numbers of their records."""
    return dict(Record.objects.values_list("pk", "number"))


class Shelf:
    """Published pages that share a platform, a library, a category and pictures."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.facebook, self.dialog = core.make_platform(), core.make_objective()
        self.library = core.make_library()
        self.cover, self.piece = made_picture("Forside"), made_picture("I galleriet")
        self.concept = pages.make_concept(
            tree.concepts, cover=self.cover, platforms=[self.facebook], objectives=[self.dialog], effort_hours="2"
        )
        media: Any = [("gallery", {"heading": "", "items": [{"image": self.piece, "caption": "Bussen"}]})]
        self.initiative = pages.make_initiative(
            tree.initiatives, library=self.library, platforms=[self.facebook], media=media
        )
        self.guide = pages.make_guide(tree.guides, platform=self.facebook)
        self.category = pages.make_award_category()
        self.edition = pages.make_edition(tree.awards, host=self.library)
        self.winner = pages.make_winner(self.edition, category=self.category, library=self.library)
        self.about = pages.make_standard_page(tree.home, "Om")
        self.below = pages.make_standard_page(self.about, "Om evidens")


def made_picture(title: str) -> CatalogueImage:
    image = core.make_image(title, file=core.picture_file(size=(60, 40)))
    make_renditions.call(image_id=image.pk)
    return image
