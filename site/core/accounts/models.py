from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.accounts.enums import EventKind


class AccountEvent(models.Model):
    """One line of the log of accounts: kept 12 months, read by administrators, changed by nobody."""

    kind = models.CharField(_("what"), max_length=20, choices=EventKind.choices)
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whose account"),
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by whom"),
    )
    network = models.CharField(_("network"), max_length=45, blank=True)
    detail = models.CharField(_("more"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("account event")
        verbose_name_plural = _("log of accounts")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
