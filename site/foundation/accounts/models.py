from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.accounts.enums import EventKind, HolderKind


class AccountEvent(models.Model):
    """One line of the log of accounts: kept 12 months, read by administrators, changed by nobody.

    A deleted account leaves its number behind, so that nobody wipes out what she did together with her account.
    """

    kind = models.CharField(_("what"), max_length=20, choices=EventKind.choices)
    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whose account"),
    )
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
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

    @property
    def user_name(self) -> str:
        return _account_name(self.user_id, self.user)

    @property
    def actor_name(self) -> str:
        return _account_name(self.actor_id, self.actor)


class ToldRights(models.Model):
    """What the log has told that a user or a group may do; whatever is otherwise now is still to be told."""

    kind = models.CharField(max_length=5, choices=HolderKind.choices)
    number = models.PositiveBigIntegerField()
    name = models.CharField(max_length=150, blank=True)
    rights = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="told_once_of_each_holder")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


def _account_name(number: int | None, account: AbstractBaseUser | None) -> str:
    if account is not None:
        return account.get_username()
    return gettext("account no. %(number)s (deleted)") % {"number": number} if number else ""
