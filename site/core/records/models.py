"""Published records: what the public may see of each page, and the log of how that changed.

`services.rewrite` is the only writer. No foreign keys lead out of here: a record goes when its page is hidden, not when
a row is deleted, and the log outlives both.
"""

from typing import Any, ClassVar

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.models import Site

from core.records.enums import Happened, Place, Standing
from core.records.kinds import kind_named
from core.records.parts import Word
from core.records.querysets import RecordPictureQuerySet, RecordQuerySet
from foundation.fields import MOST_ORDER_SIGNS
from media.pictures import Picture, picture_from_files


class Record(models.Model):
    """One page the public may see. Being visible is having a row.

    Shape: `number` rises with every change over the whole catalogue; `key` is the page's id for ever, shared by its
    translations; `page_type` is its model («concepts.ConceptPage»), `path` its address on this site, `slug` the last
    part of it; `content` is that of the kind (`kinds.Kind.content`); `digest` changes with anything here but `number`
    and `tree_path`. What a script made visible was published in 1970.
    Lists order by `published_at`, `own_number`, `hours` or `own_order`, then by `page_id`; the tree by `tree_path`.
    One that was read `complete`, or made of a page, has `told_terms` and `told_pictures`, in no order.
    """

    page_id = models.PositiveBigIntegerField(primary_key=True)
    number = models.PositiveBigIntegerField(unique=True)
    digest = models.CharField(max_length=32)
    key = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=20)
    page_type = models.CharField(max_length=100, default="")
    language = models.CharField(max_length=100)
    path = models.TextField()
    slug = models.SlugField(max_length=255, allow_unicode=True)
    title = models.CharField(max_length=255)
    lead = models.TextField(blank=True)
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    tree_path = models.CharField(max_length=255)
    own_order = models.CharField(max_length=MOST_ORDER_SIGNS, blank=True)
    own_number = models.PositiveIntegerField(null=True)
    hours = models.DecimalField(max_digits=6, decimal_places=1, null=True)
    content = models.JSONField(default=dict)

    objects = RecordQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # it repeats what the page says

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "language", "-published_at", "-page_id"], name="record_newest_of_kind"),
            models.Index(
                fields=["kind", "language", "hours", "-published_at", "-page_id"], name="record_least_hours_of_kind"
            ),
            models.Index(fields=["kind", "language", "own_number", "page_id"], name="record_numbered_of_kind"),
            models.Index(fields=["kind", "language", "own_order", "page_id"], name="record_own_order_of_kind"),
            models.Index(fields=["page_type", "language"], name="record_of_page_type"),
            models.Index(fields=["tree_path"], name="record_in_tree"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.page_id}"

    @property
    def full_url(self) -> str:
        """Its absolute address; empty without one. Cost: none of its own, Wagtail remembers where the site lies."""
        roots = Site.get_site_root_paths()
        return f"{roots[0].root_url}{self.path}" if roots and self.path else ""

    @property
    def type_name(self) -> str:
        """What its page type is called in the language of the request; empty until the record is written anew."""
        return str(apps.get_model(self.page_type)._meta.verbose_name) if self.page_type else ""

    @cached_property
    def details(self) -> Any:
        """The typed content of its kind. What another version has written holds too, until it is written anew."""
        return kind_named(self.kind).content.model_validate(self.content, extra="ignore")

    def words(self, parameter: str) -> list[Word]:
        """Its words of a facet, in the facet's order."""
        return self._words(parameter, Standing.WHOLE, Standing.PART)

    def wide_words(self, parameter: str) -> list[Word]:
        """The same, but of a word that is part of another that other."""
        return self._words(parameter, Standing.WHOLE, Standing.IMPLIED)

    def _words(self, parameter: str, *standings: Standing) -> list[Word]:
        terms = (term for term in self._told("told_terms") if term["parameter"] == parameter)
        found = [term for term in terms if term["standing"] in standings]
        return [Word(slug=term["slug"], name=term["name"]) for term in sorted(found, key=_position)]

    @property
    def cover(self) -> Picture | None:
        pictures = (picture for picture in self._told("told_pictures") if picture["place"] == Place.COVER)
        return next(map(picture_told, pictures), None)

    def _told(self, name: str) -> list[dict[str, Any]]:
        return vars(self).get(name) or []


def _position(told: dict[str, Any]) -> int:
    return int(told["position"])


def picture_told(told: dict[str, Any]) -> Picture:
    """The picture of a row that is told in `RecordPicture.TOLD`."""
    said = {name: told[name] for name in ("alt", "credit", "licence", "width", "height")}
    return picture_from_files(told["files"], **said)


class RecordTerm(models.Model):
    """A word of a facet that a page is sorted by: one of its own, or what one of its own is part of.

    Shape: `position` is its place among those of the same facet, the implied ones last; `language` and `published_at`
    are those of its record, so that an index lists the newest with a word.
    """

    TOLD: ClassVar[tuple[str, ...]] = ("parameter", "slug", "name", "position", "standing")

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="terms")
    parameter = models.CharField(max_length=20)
    slug = models.CharField(max_length=80)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=7, choices=Standing.choices, blank=True)
    language = models.CharField(max_length=100)
    published_at = models.DateTimeField()

    wagtail_reference_index_ignore = True  # it repeats what the page says

    class Meta:
        default_permissions = ()
        ordering = ["parameter", "position"]
        constraints = [models.UniqueConstraint(fields=["record", "parameter", "slug"], name="record_term_once_a_facet")]
        indexes = [
            models.Index(fields=["parameter", "slug", "record"], name="record_by_term"),
            models.Index(
                fields=["parameter", "slug", "language", "-published_at", "-record"], name="record_newest_by_term"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parameter}={self.slug}"


class RecordPicture(models.Model):
    """A picture a page shows, with the files that are made of it; one that is withheld has no row.

    Shape: `files` are those of `media.pictures.SPECS` that are ready: spec, file (its key), width and height;
    `language` and `published_at` are those of its record, so that an index lists the newest.
    """

    TOLD: ClassVar[tuple[str, ...]] = (
        *("place", "position", "image_id", "caption", "alt", "credit", "licence", "width", "height", "files"),
    )

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="pictures")
    image_id = models.PositiveBigIntegerField(db_index=True)
    language = models.CharField(max_length=100)
    published_at = models.DateTimeField()
    place = models.CharField(max_length=5, choices=Place.choices)
    position = models.PositiveSmallIntegerField()
    caption = models.CharField(max_length=200, blank=True)
    alt = models.CharField(max_length=250)
    credit = models.CharField(max_length=120, blank=True)
    licence = models.CharField(max_length=80, blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    files = models.JSONField(default=list)

    objects = RecordPictureQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # it repeats what the page says

    class Meta:
        default_permissions = ()
        ordering = ["place", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "place", "position"], name="record_picture_once_a_place")
        ]
        indexes = [
            models.Index(
                fields=["place", "language", "-published_at", "-record", "position"], name="record_newest_pictures"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.image_id}"

    @property
    def as_picture(self) -> Picture:
        return picture_told({name: getattr(self, name) for name in self.TOLD})


class RecordChange(models.Model):
    """One line of the log: a page came to where the public may see it, changed there, or went.

    Pictures that galleries list have lines of their own when they come to a page and go, by whatever road: with the
    page, taken out of it, withheld. It holds nothing that a page says, so that what is erased is not kept here.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    happened = models.CharField(max_length=7, choices=Happened.choices)
    changed_at = models.DateTimeField(db_index=True)
    page_id = models.PositiveBigIntegerField(db_index=True)
    image_id = models.PositiveBigIntegerField(default=0)  # 0 for the page itself
    key = models.UUIDField()  # the page's
    kind = models.CharField(max_length=20)
    language = models.CharField(max_length=100)

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["kind", "language", "-changed_at"],
                condition=Q(image_id=0) & ~Q(happened=Happened.CHANGED),
                name="record_pages_came_and_went",
            ),
            models.Index(
                fields=["language", "-changed_at"], condition=Q(image_id__gt=0), name="record_pictures_came_and_went"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.page_id}/{self.image_id} {self.happened}"


class Numbering(models.Model):
    """The last number given, and up to which page the clock has compared. One row: whoever writes records holds it."""

    last_number = models.PositiveBigIntegerField(default=0)
    compared_to = models.PositiveBigIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.last_number)
