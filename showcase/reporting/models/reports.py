"""Reports: what libraries send in. Private from the first letter; an InitiativePage made from one is public."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.admin import display
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Platform
from media.storage_keys import random_key
from showcase.reporting.enums import OPEN_STATES, ReportKind, ReportState
from showcase.reporting.querysets import ErasedKeyQuerySet, ReportFileQuerySet, ReportQuerySet


def private_storage() -> Storage:
    return storages["default"]


def report_file_key(_file: object, filename: str) -> str:
    return random_key("reports", filename)


class Report(models.Model):
    """One initiative or strategy as a library tells it.

    While it is a draft only `answers` counts: everything as it was typed, right or wrong. The columns beside it are
    read from it when it is sent, for staff to sort by.
    """

    key = models.UUIDField(unique=True, default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind.choices, default=ReportKind.INITIATIVE)
    state = models.CharField(_("state"), max_length=10, choices=ReportState.choices, default=ReportState.DRAFT)
    language = models.CharField(max_length=12, default=settings.LANGUAGE_CODE, editable=False)  # it was begun in
    answers = models.JSONField(default=dict, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)
    receipt = models.CharField(_("receipt"), max_length=9, unique=True, null=True, editable=False)  # noqa: DJ001 - unique

    title = models.CharField(_("title"), max_length=120, blank=True)
    library = models.ForeignKey(
        "libraries.Library",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("library"),
    )
    platforms = models.ManyToManyField(Platform, blank=True, related_name="+", verbose_name=_("platforms"))
    contact_name = models.CharField(_("name"), max_length=80, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)  # given, not merely typed: links and mails go there
    confirmed_email = models.EmailField(_("confirmed e-mail"), blank=True, editable=False)
    mailed_to = models.JSONField(default=list, editable=False)  # marks of all addresses it was given
    key_issue = models.PositiveIntegerField(default=1, editable=False)  # raised, it ends every key given out before
    moved_by = models.CharField(max_length=64, blank=True, editable=False)  # mark of the page that raised it
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken on by"),
    )
    initiative = models.OneToOneField(
        "showcase.InitiativePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="report",
        verbose_name=_("the page made from it"),
    )
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    take_down_asked_at = models.DateTimeField(_("asked to be taken down"), null=True, editable=False)
    erased_at = models.DateTimeField(_("erased by its reporter"), null=True, editable=False)

    objects = ReportQuerySet.as_manager()

    parsed: Any = None  # what `parsing.reading_of` has made of the answers, for as long as this object lives

    class Meta:
        verbose_name = pgettext_lazy("from a library", "report")
        verbose_name_plural = pgettext_lazy("from libraries", "reports")
        ordering = ["-sent_at", "-pk"]
        permissions = [("erase_person", _("Can export and erase all that is kept of a person"))]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT) | Q(sent_at__isnull=False), name="report_sent_has_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(_("Report without a title"))

    @property
    @display(description=_("municipality group"))
    def municipality_group(self) -> str:
        return str(self.library.get_municipality_group_display()) if self.library else ""

    @property
    def is_draft(self) -> bool:
        return self.state == ReportState.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether its reporter may still correct and withdraw it."""
        return self.state in OPEN_STATES

    @property
    def is_writable(self) -> bool:
        """Whether its reporter may still write in it and send files to it."""
        return self.is_draft or self.is_open

    @property
    def is_confirmed(self) -> bool:
        """Whether the e-mail of today is the very one whose mailbox was shown to be the reporter's."""
        return bool(self.email) and self.email == self.confirmed_email

    @property
    def is_stopped(self) -> bool:
        """Whether nothing made of it may become public any more."""
        return bool(self.erased_at or self.take_down_asked_at or self.state == ReportState.WITHDRAWN)

    def answer(self, name: str) -> Any:
        return self.answers.get(name, "")

    def alike(self) -> "models.QuerySet[Report]":
        """Others sent by the same library with the same title, or about the same post."""
        same = Q(title__iexact=self.title)
        if post_url := self.answer("post_url"):
            same |= Q(answers__post_url=post_url)
        return Report.objects.sent().filter(same, library=self.library_id).exclude(pk=self.pk)


class ErasedKey(models.Model):
    """That a report of this key was here and was erased: what an old window still holds never brings it back."""

    key_hash = models.CharField(max_length=64, unique=True)

    objects = ErasedKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("erased key")

    def __str__(self) -> str:
        return self.key_hash[:8]


class ReportFile(models.Model):
    """A picture or film sent with a report. Private; an editor's page gets a copy, as CatalogueImage or Video."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    file = models.FileField(upload_to=report_file_key, storage=private_storage)
    size_bytes = models.PositiveIntegerField()
    is_film = models.BooleanField(default=False)
    network = models.CharField(max_length=32, blank=True, editable=False)  # keyed hash: counts while nobody confirmed
    alt_text = models.CharField(_("alternative text"), max_length=250, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a report")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.alt_text or str(self.file.name)


class Message(models.Model):
    """A question from the staff, or the reporter's answer to it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_from_staff = models.BooleanField(default=False)
    text = models.TextField(_("text"), max_length=4_000)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("message")
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class LibraryDomain(models.Model):
    """A mail domain that an editor has confirmed to be a library's."""

    library = models.ForeignKey("libraries.Library", on_delete=models.CASCADE, related_name="mail_domains")
    domain = models.CharField(_("mail domain"), max_length=190)

    wagtail_reference_index_ignore = True  # it is the library's own, and no use of it

    class Meta:
        verbose_name = _("mail domain of a library")
        constraints = [models.UniqueConstraint(fields=["library", "domain"], name="mail_domain_once_a_library")]

    def __str__(self) -> str:
        return self.domain
