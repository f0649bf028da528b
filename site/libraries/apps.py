from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibrariesConfig(AppConfig):
    name = "libraries"
    label = "libraries"
    verbose_name = _("Libraries")

    def ready(self) -> None:
        from libraries import receivers  # noqa: F401 - needs the models
