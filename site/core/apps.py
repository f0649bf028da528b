from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import lengths, lookups, text_fields


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Vocabulary and settings")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        lengths.cut_nothing()  # before models are loaded: blocks and forms ask once, when they are made

    def ready(self) -> None:
        from core import (  # import Wagtail's views and models, which are loaded from here on
            exports,
            number_fields,
            staff_sight,
        )

        text_fields.take_only_tidy_text()
        lookups.stay_within_range()
        staff_sight.watch()
        exports.guard_every_spreadsheet()
        number_fields.read_numbers_in_the_admin()
