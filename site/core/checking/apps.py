from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CheckingConfig(AppConfig):
    name = "core.checking"
    label = "checking"
    verbose_name = _("Checks of content")

    def ready(self) -> None:
        from core.checking import receivers  # noqa: F401 - signals need the models, which load first
