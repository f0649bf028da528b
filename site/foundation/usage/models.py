from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.usage.querysets import FormerSlugQuerySet, MentionQuerySet


class Mention(models.Model):
    """A draft or an earlier version of a page names a row, which therefore is in use.

    Written when the version is, and gone with it. Source: docs/decisions/0042-use.md.
    """

    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()

    objects = MentionQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention in a version")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["revision", "content_type", "object_id"], name="mention_once_a_version")
        ]
        indexes = [models.Index(fields=["content_type", "object_id"], name="mention_of_row")]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.content_type_id}/{self.object_id}"


class FormerSlug(models.Model):
    """What a word was called in addresses. They lie on other people's sites, so it is kept for good.

    Without an `object_id` the word is gone: an address that still asks for it is answered as if it did not.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    slug = models.SlugField(_("slug"), max_length=80)
    object_id = models.PositiveBigIntegerField(null=True)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("former slug")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["content_type", "slug"], name="former_slug_leads_once")]
        indexes = [models.Index(fields=["content_type", "object_id"], name="former_slugs_of_word")]

    def __str__(self) -> str:
        return self.slug
