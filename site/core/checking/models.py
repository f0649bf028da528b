from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from core.checking.enums import Light, LinkState
from core.checking.querysets import OutsideLinkQuerySet, PageCheckQuerySet
from core.checking.strings import ADDRESS_LENGTH


class PageCheck(models.Model):
    """What was found when a page's newest version was last looked at. Kept for lists; the editor looks anew."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="content_check")
    light = models.PositiveSmallIntegerField(_("content"), choices=Light.choices, default=Light.GOOD)
    number = models.PositiveSmallIntegerField(_("findings"), default=0)
    codes = models.TextField(blank=True, editable=False)  # kinds of findings, a space before and after each
    lix = models.PositiveSmallIntegerField(_("reading ease (LIX)"), default=0)
    checked_at = models.DateTimeField(_("looked at"), null=True, db_index=True)
    is_stale = models.BooleanField(default=True, db_index=True, editable=False)

    wagtail_reference_index_ignore = True  # it is about the page, and no use of it

    objects = PageCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("check of a page")
        verbose_name_plural = _("checks of pages")

    def __str__(self) -> str:
        return str(self.get_light_display())


class OutsideLink(models.Model):
    """An address that pages lead to, and whether it answered the worker."""

    address = models.CharField(_("address"), max_length=ADDRESS_LENGTH, unique=True)
    pages: models.ManyToManyField[Page, Any] = models.ManyToManyField("wagtailcore.Page", related_name="+")
    state = models.CharField(max_length=8, choices=LinkState.choices, default=LinkState.UNKNOWN, db_index=True)
    status = models.PositiveSmallIntegerField(default=0)  # of HTTP; 0: nobody answered
    failures = models.PositiveSmallIntegerField(default=0)  # in a row
    looked_up_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True  # it repeats what the pages say

    objects = OutsideLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link to another site")
        verbose_name_plural = _("links to other sites")

    def __str__(self) -> str:
        return self.address
