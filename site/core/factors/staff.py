from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import EditView, UserViewSet

from core.factors.admin_views import may_look_after


class StaffEditView(EditView):
    """Wagtail's page for a user, with the way to their second factor and sessions."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons = list(super().header_more_buttons)
        if may_look_after(self.request.user, self.object):
            address = f"{reverse('accounts')}?konto={self.object.pk}"
            buttons.append(Button(_("Second factor and sessions"), url=address, icon_name="key", priority=30))
        return buttons


class StaffViewSet(UserViewSet):
    """Named in core.factors.apps.StaffUsersConfig."""

    edit_view_class = StaffEditView
