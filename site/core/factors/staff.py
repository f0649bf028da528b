"""Wagtail's pages about users, where whoever is no superuser neither changes nor makes one."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import Button
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from core.factors.admin_views import may_look_after
from core.factors.rank import is_above, may_hand_out


class RankedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Gives no more than `asker` has. What a disabled field is sent is not read."""

    def __init__(self, *args: Any, asker: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asker = asker
        if "is_superuser" in self.fields and not asker.is_superuser:
            self.fields["is_superuser"].disabled = True

    def clean_groups(self) -> "QuerySet[Group]":
        """Groups that somebody else has given may stay."""
        chosen: QuerySet[Group] = self.cleaned_data["groups"]
        kept = set(self.instance.groups.all()) if self.instance.pk else set()
        if refused := [group.name for group in chosen if group not in kept and not may_hand_out(self.asker, group)]:
            sentence = _("These groups have rights that you do not have, so you cannot hand them out: %(groups)s.")
            raise forms.ValidationError(sentence % {"groups": ", ".join(refused)})
        return chosen


class StaffCreationForm(RankedForm, UserCreationForm):
    pass


class StaffEditForm(RankedForm, UserEditForm):
    pass


class RankedView:
    """A page about `self.object`, which is closed where only superusers look after it."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = getattr(self, "object", None)
        if found is not None and is_above(found, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class FormKnowsAsker:
    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"asker": self.request.user}  # type: ignore[misc]


class StaffCreateView(FormKnowsAsker, CreateView):
    pass


class StaffEditView(RankedView, FormKnowsAsker, EditView):
    """With the way to their second factor and sessions."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if may_look_after(self.request.user, self.object):
            address = f"{reverse('accounts')}?konto={self.object.pk}"
            label = gettext_lazy("Second factor and sessions")
            buttons.append(Button(label, url=address, icon_name="key", priority=30))
        return buttons


class StaffViewSet(UserViewSet):
    """Named in core.factors.apps.StaffUsersConfig. Wagtail's DeleteView asks for the rank itself."""

    add_view_class = StaffCreateView
    edit_view_class = StaffEditView

    def get_form_class(self, for_update: bool = False) -> type[RankedForm]:
        return StaffEditForm if for_update else StaffCreationForm


class RankedAction:
    """Something done to many users at once; those above `request.user` are left out and named."""

    request: HttpRequest

    def check_perm(self, obj: Any) -> bool:
        return super().check_perm(obj) and not is_above(obj, self.request.user)  # type: ignore[misc]


class RankedAssignRole(RankedAction, AssignRoleBulkAction):
    def get_form(self, form_class: Any = None) -> forms.Form:
        form: forms.Form = super().get_form(form_class)
        allowed = [group.pk for group in Group.objects.all() if may_hand_out(self.request.user, group)]
        form.fields["role"].queryset = Group.objects.filter(pk__in=allowed)  # type: ignore[attr-defined]
        return form


class RankedSetActiveState(RankedAction, SetActiveStateBulkAction):
    pass


class RankedDelete(RankedAction, DeleteBulkAction):
    pass


BULK_ACTIONS = (RankedAssignRole, RankedSetActiveState, RankedDelete)
