from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "core.records"
    label = "records"
    verbose_name = _("Published records")

    def ready(self) -> None:
        from core.records import receivers  # asks all models, which are loaded now

        receivers.watch()
