from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class FactorsConfig(AppConfig):
    default = True
    name = "core.factors"
    label = "factors"
    verbose_name = _("Second factor")


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users, with our page for one of them."""

    user_viewset = "core.factors.staff.StaffViewSet"
