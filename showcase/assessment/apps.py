from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "showcase.assessment"
    label = "assessment"
    verbose_name = _("Assessment")

    def ready(self) -> None:
        from showcase.assessment import receivers  # noqa: F401 - needs the models
