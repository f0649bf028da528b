from django.apps import AppConfig

from website.masking import mask_logs


class WebsiteConfig(AppConfig):
    name = "website"

    def ready(self) -> None:
        from website import checks  # noqa: F401  # registers them; needs the settings

        mask_logs()
