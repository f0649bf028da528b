"""Admin views of users, where nobody changes or makes one who may do more than she may herself."""

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
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
from wagtail.users.views.users import CreateView, DeleteView, EditView, IndexView, UserViewSet

from foundation.factors.admin_views import may_look_after
from foundation.factors.privilege_rank import handed_out_by, stronger


class RankedForm(forms.ModelForm):  # type: ignore[type-arg]
    """Gives no more than `asker` has. What a disabled field is sent is not read."""

    def __init__(self, *args: Any, asker: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asker = asker
        for name in ("first_name", "last_name"):
            self.fields[name].required = False  # not everybody has both
        if "is_superuser" in self.fields and not asker.is_superuser:
            self.fields["is_superuser"].disabled = True

    def clean_groups(self) -> "QuerySet[Group]":
        chosen: QuerySet[Group] = self.cleaned_data["groups"]
        allowed = handed_out_by(self.asker, chosen)
        if refused := [group.name for group in chosen if group.pk not in allowed]:
            sentence = _("These groups have rights that you do not have, so you cannot hand them out: %(groups)s.")
            raise forms.ValidationError(sentence % {"groups": ", ".join(refused)})
        return chosen


class StaffCreationForm(RankedForm, UserCreationForm):
    pass


class StaffEditForm(RankedForm, UserEditForm):
    pass


class KnowsStronger:
    """Knows on whom the one who asks may lay no hand."""

    request: HttpRequest

    @cached_property
    def closed(self) -> set[int]:
        """Their numbers, whoever is on the page. Cost: 13 queries; none for superusers."""
        user = self.request.user
        return set() if user.is_superuser else stronger(user, get_user_model().objects.all())


class RankedView(KnowsStronger):
    """A page about one user, which is closed when she may do more than the one who asks."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.get_object().pk in self.closed:  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class FormKnowsAsker:
    request: HttpRequest

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"asker": self.request.user}  # type: ignore[misc]


class StaffIndexView(KnowsStronger, IndexView):
    """Leads to those pages only that are open."""

    def get_edit_url(self, instance: Any) -> str | None:
        url: str | None = None if instance.pk in self.closed else super().get_edit_url(instance)
        return url

    def get_delete_url(self, instance: Any) -> str | None:
        url: str | None = None if instance.pk in self.closed else super().get_delete_url(instance)
        return url

    def get_list_buttons(self, instance: Any) -> list[Button]:
        """No menu with nothing in it."""
        buttons: list[Button] = [] if instance.pk in self.closed else super().get_list_buttons(instance)
        return buttons


class StaffCreateView(FormKnowsAsker, CreateView):
    pass


class StaffEditView(RankedView, FormKnowsAsker, EditView):
    """With the way to their second factor and sessions."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if may_look_after(self.request.user, self.object):
            address = f"{reverse('accounts')}?konto={self.object.pk}"
            label = gettext_lazy("Show under Logins")
            buttons.append(Button(label, url=address, icon_name="key", priority=30))
        return buttons


class StaffDeleteView(RankedView, DeleteView):
    pass


class StaffViewSet(UserViewSet):
    """Named in StaffUsersConfig. An account is no copy of another's: whoever has one was given it."""

    copy_view_enabled = False
    index_view_class = StaffIndexView
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView
    delete_view_class = StaffDeleteView

    def get_form_class(self, for_update: bool = False) -> type[RankedForm]:
        return StaffEditForm if for_update else StaffCreationForm


class RankedAction(KnowsStronger):
    """Something done to many users at once; the stronger are left out and named."""

    def check_perm(self, obj: Any) -> bool:
        return super().check_perm(obj) and obj.pk not in self.closed  # type: ignore[misc]


class RankedAssignRole(RankedAction, AssignRoleBulkAction):
    def get_form(self, form_class: Any = None) -> forms.Form:
        form: forms.Form = super().get_form(form_class)
        allowed = handed_out_by(self.request.user, Group.objects.all())
        form.fields["role"].queryset = Group.objects.filter(pk__in=allowed)  # type: ignore[attr-defined]
        return form


class RankedSetActiveState(RankedAction, SetActiveStateBulkAction):
    pass


class RankedDelete(RankedAction, DeleteBulkAction):
    pass


BULK_ACTIONS = (RankedAssignRole, RankedSetActiveState, RankedDelete)
