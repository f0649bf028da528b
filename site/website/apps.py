from django.apps import AppConfig

from foundation.previews import register_preview
from website.log_masking import mask_logs


class WebsiteConfig(AppConfig):
    name = "website"

    def ready(self) -> None:
        from syndication.embeds import preview  # needs the models
        from website import checks  # noqa: F401  # registers them; needs the settings

        mask_logs()
        register_preview(preview.FRAME)
