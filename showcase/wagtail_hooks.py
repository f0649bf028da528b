from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from core.wagtail_hooks import TermViewSet
from showcase.admin_views import CoverageView, may_see_coverage
from showcase.bulk_actions import MakeConcept, address_for
from showcase.models import AwardCategory, InitiativePage


class AwardCategoryViewSet(TermViewSet):
    model = AwardCategory
    icon = "pick"
    menu_name = "award-categories"
    add_to_admin_menu = True
    menu_order = 460


register_snippet(AwardCategoryViewSet)
hooks.register("register_bulk_action", MakeConcept)


@hooks.register("register_page_header_buttons")
def concept_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    is_initiative = issubclass(page.specific_class or Page, InitiativePage)
    if is_initiative and page.permissions_for_user(user).can_publish():
        yield Button(_("Make a concept"), url=address_for(page), icon_name="doc-empty", priority=80)


class CoverageMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_see_coverage(request.user)


@hooks.register("register_admin_urls")
def coverage_urls() -> list[URLPattern]:
    return [path("daekning/", CoverageView.as_view(), name="coverage_report")]


@hooks.register("register_reports_menu_item")
def coverage_item() -> MenuItem:
    return CoverageMenuItem(
        _("Coverage"), reverse_lazy("coverage_report"), name="coverage", icon_name="globe", order=90
    )
