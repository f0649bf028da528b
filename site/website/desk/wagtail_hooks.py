from datetime import date
from typing import Any

from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry, LogFormatter

from foundation.dates import in_words
from foundation.desk import DESK_HOOK
from website.desk import views
from website.desk.dashboard import arrange
from website.desk.digest import DigestPanel
from website.desk.menu import group_main_menu
from website.desk.page_items import MATTERS
from website.desk.rescheduling import MOVED

LAST = 1_000  # of all hooks of a name, so that it sees what the others have done

for matters in MATTERS:
    hooks.register(DESK_HOOK, matters)
hooks.register("construct_homepage_panels", arrange)
hooks.register("construct_main_menu", group_main_menu, order=LAST)


@hooks.register("register_admin_urls")
def calendar_urls() -> list[URLPattern]:
    return [
        path("kalender/", views.CalendarView.as_view(), name="publishing_calendar"),
        path("kalender/side/<int:page_id>/<slug:kind>/", views.MovePageView.as_view(), name="move_page_date"),
        path(
            "kalender/anledning/<int:occasion_id>/<slug:begins>/",
            views.MoveOccasionView.as_view(),
            name="move_occasion",
        ),
    ]


@hooks.register("register_admin_menu_item")
def calendar_item() -> MenuItem:
    label = pgettext_lazy("of publishing", "Calendar")
    return MenuItem(label, reverse_lazy("publishing_calendar"), name="calendar", icon_name="calendar", order=150)


@hooks.register("register_account_settings_panel")
def digest_panel(request: Any, user: Any, profile: Any) -> DigestPanel:
    return DigestPanel(request, user, profile)


@hooks.register("register_log_actions")
def name_moves(actions: LogActionRegistry) -> None:
    @actions.register_action(MOVED)
    class MovedFormatter(LogFormatter):
        label = _("Move a date in the calendar")

        def format_message(self, log_entry: Any) -> str:
            days = {name: in_words(date.fromisoformat(log_entry.data[name])) for name in ("from", "to")}
            return gettext("Moved in the calendar from %(from)s to %(to)s") % days
