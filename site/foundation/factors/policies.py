"""Panels on Wagtail's pages: a group's demand for a second factor, and one's own login."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel

from foundation.factors.models import GroupPolicy


class PolicyPanel(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes none at run time
    """What a group asks of its members when they sign in: a panel of Wagtail's page for a group."""

    class Meta:
        model = GroupPolicy
        fields = ("requires_factor",)

    def __init__(self, *, instance: Group | None = None, **kwargs: Any) -> None:
        self.group = instance or Group()
        kept = GroupPolicy.objects.filter(group=self.group).first() if self.group.pk else None
        super().__init__(instance=kept, prefix="policy", **kwargs)

    def save(self, commit: bool = True) -> GroupPolicy:
        """Wagtail gives the panel its group before the group is saved, and saves the group first."""
        self.instance.group = self.group
        return super().save(commit)

    def as_admin_panel(self) -> str:
        return render_to_string("factors/admin/policy.html", {"form": self})


class OwnLoginPanel(BaseSettingsPanel):
    """The way to one's second factor and sessions, above the password."""

    name = "own_login"
    title = _("Your login")
    order = 490
    template_name = "factors/admin/own_login.html"

    def get_form(self) -> forms.Form:
        return forms.Form()
