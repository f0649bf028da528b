"""Admin views of groups, where nobody gives a group what she does not have, or changes one that may do more."""

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.users.views.groups import CreateView, DeleteView, EditView, GroupViewSet, IndexView

from foundation.accounts.enums import HolderKind
from foundation.accounts.granted_permissions import grants_of_groups
from foundation.accounts.rights_log import tell_of, told_together
from foundation.factors.privilege_rank import Privileges, handed_out_by
from foundation.usage.deletion_refusals import refuse_deletion


class BeyondOneselfError(Exception):
    """The group would have rights that whoever saves it does not have."""


class KnowsOpen:
    request: HttpRequest

    @cached_property
    def open(self) -> set[int]:
        """The groups, by number, that may do nothing the one who asks may not. Cost: 11 queries, 1 for superusers."""
        return handed_out_by(self.request.user, Group.objects.all())


class RankedGroupView(KnowsOpen):
    """A page about one group, which is closed when it may do more than the one who asks."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.get_object().pk not in self.open:  # type: ignore[attr-defined]
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class MeasuresGroup:
    """Saves a group with all its panels, then looks what it may do: whatever panel, of whatever app, gave the right."""

    request: HttpRequest
    form: Any
    object: Group
    permission_panel_forms: list[Any]
    produced_error_message: str | None

    def process_form(self) -> HttpResponse:
        self.reach, is_new = Privileges(self.request.user), self.object.pk is None
        try:
            with told_together():
                return super().process_form()  # type: ignore[misc]
        except BeyondOneselfError as beyond:
            if is_new:
                self.object.pk, self.object._state.adding = None, True
            sentence = _("You do not have these rights, so you cannot hand them out: %(rights)s.")
            self.form.add_error(None, sentence % {"rights": beyond})
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]
            return self.form_invalid(self.form)  # type: ignore[attr-defined]

    def save_instance(self) -> Group:
        """Wagtail saves the panels only once it has said that all is well; saved twice they are the same."""
        group: Group = super().save_instance()  # type: ignore[misc]
        for panel in self.permission_panel_forms:
            panel.save()
        tell_of(HolderKind.GROUP, [group.pk])
        if beyond := self.reach.lacks(grants_of_groups([group.pk])[group.pk]):
            raise BeyondOneselfError(", ".join(grant.name for grant in beyond))
        return group


class StaffGroupIndexView(KnowsOpen, IndexView):
    """Leads to those pages only that are open."""

    @cached_property
    def columns(self) -> list[Column]:
        return [TitleColumn("name", label=_("Name"), sort_key="name", get_url=self.get_edit_url)]

    def get_edit_url(self, instance: Group) -> str | None:
        url: str | None = super().get_edit_url(instance) if instance.pk in self.open else None
        return url

    def get_delete_url(self, instance: Group) -> str | None:
        url: str | None = super().get_delete_url(instance) if instance.pk in self.open else None
        return url


class StaffGroupCreateView(MeasuresGroup, CreateView):
    pass


class StaffGroupEditView(RankedGroupView, MeasuresGroup, EditView):
    pass


class StaffGroupDeleteView(RankedGroupView, DeleteView):
    """Says who loses rights by it; a group that approves stays."""

    def run_before_hook(self) -> HttpResponse | None:
        return refuse_deletion(self.request, [self.object])

    @property
    def confirmation_message(self) -> str:
        number = self.object.user_set.count()
        lost = ngettext(
            "%(number)s user has rights by it and loses them.",
            "%(number)s users have rights by it and lose them.",
            number,
        )
        return f"{super().confirmation_message} {lost % {'number': number}}"


class StaffGroupViewSet(GroupViewSet):
    """Named in foundation.factors.apps.StaffUsersConfig."""

    index_view_class = StaffGroupIndexView
    add_view_class = StaffGroupCreateView
    edit_view_class = StaffGroupEditView
    delete_view_class = StaffGroupDeleteView
