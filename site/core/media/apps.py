from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "core.media"
    label = "media"
    verbose_name = _("Pictures and films")

    def ready(self) -> None:
        from core.media import receivers  # signals need the models, which load first

        receivers.connect_forget_files()
