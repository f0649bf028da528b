from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class FactorsConfig(AppConfig):
    default = True
    name = "core.factors"
    label = "factors"
    verbose_name = _("Second factor")

    def ready(self) -> None:
        from core.factors import receivers  # noqa: F401 - it needs the models


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users, with our pages for users and groups."""

    group_viewset = "core.factors.groups.StaffGroupViewSet"
    user_viewset = "core.factors.staff.StaffViewSet"
