from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from foundation import integer_lookups, length_validation, text_fields


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = _("Vocabulary and settings")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        length_validation.cut_nothing()  # before models are loaded: blocks and forms ask once, when they are made

    def ready(self) -> None:
        from core import comparing  # imports Wagtail's views and models, which are loaded from here on
        from core.models import mainstays
        from foundation import choice_fields, date_fields, exports, number_fields, staff_visibility
        from foundation.compat import wagtail_names

        text_fields.normalise_all_text_fields()
        integer_lookups.stay_within_range()
        staff_visibility.watch()
        mainstays.watch()
        exports.guard_every_spreadsheet()
        number_fields.read_numbers_in_the_admin()
        comparing.compare_in_words()
        date_fields.read_days_everywhere()
        choice_fields.tick_boxes_in_the_admin()
        wagtail_names.name_the_nameless()
