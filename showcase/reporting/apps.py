from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ReportingConfig(AppConfig):
    name = "showcase.reporting"
    label = "reporting"
    verbose_name = pgettext_lazy("from libraries", "Reports")

    def ready(self) -> None:
        from media.private_files import JUDGES  # needs the models
        from showcase.reporting import consequences, receivers, words  # noqa: F401 - need the models
        from showcase.reporting.files import may_fetch  # needs the models

        JUDGES["reports"] = may_fetch
