from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ShowcaseConfig(AppConfig):
    name = "showcase"
    verbose_name = _("Initiatives and awards")

    def ready(self) -> None:
        from showcase import contexts, history  # noqa: F401 - need the models; both register
        from showcase.records import register_kinds

        register_kinds()
