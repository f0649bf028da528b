from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Home and standard pages")

    def ready(self) -> None:
        from home import contexts  # noqa: F401 - needs the models; says what each page type shows
        from home.records import register_kinds

        register_kinds()
