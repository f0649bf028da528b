from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupPolicy(models.Model):
    """What a group asks of its members when they sign in. A group without one asks for nothing."""

    group = models.OneToOneField(Group, on_delete=models.CASCADE, related_name="policy", verbose_name=_("group"))
    requires_factor = models.BooleanField(
        _("requires a second factor"),
        default=False,
        help_text=_("Members sign in with a passkey or an authenticator app besides their password."),
    )

    wagtail_reference_index_ignore = True  # it is the group's own, and no use of it

    class Meta:
        verbose_name = _("rules for signing in")
        verbose_name_plural = _("rules for signing in")
        default_permissions = ()
        permissions = [("look_after_accounts", _("Can reset second factors and sign others out"))]

    def __str__(self) -> str:
        return str(self.group)
