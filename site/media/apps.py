from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    label = "media"
    verbose_name = _("Pictures and films")

    def ready(self) -> None:
        from media import consequences, receivers  # noqa: F401 - need the models, which load first

        receivers.connect_forget_files()
