from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class FactorsConfig(AppConfig):
    default = True
    name = "foundation.factors"
    label = "factors"
    verbose_name = _("Second factor")

    def ready(self) -> None:
        from foundation.factors import receivers  # noqa: F401 - it needs the models


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's app of users, with our pages for users and groups."""

    group_viewset = "foundation.factors.group_views.StaffGroupViewSet"
    user_viewset = "foundation.factors.user_views.StaffViewSet"
