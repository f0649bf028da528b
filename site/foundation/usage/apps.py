from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UseConfig(AppConfig):
    name = "foundation.usage"
    label = "use"
    verbose_name = _("Use")

    def ready(self) -> None:
        from foundation.usage import admin_views, approval, receivers  # noqa: F401 - ask all models, which are loaded now

        receivers.watch()
        admin_views.tell_all_use()
