from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Vocabulary and settings")

    def ready(self) -> None:
        from core import staff_sight  # imports the page types, which are known from here on

        staff_sight.watch()
