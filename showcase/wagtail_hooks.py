from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from core.wagtail_hooks import TermViewSet
from showcase.bulk_actions import MakeConcept, address_for
from showcase.models import AwardCategory, InitiativePage


class AwardCategoryViewSet(TermViewSet):
    model = AwardCategory
    icon = "pick"
    add_to_admin_menu = True
    menu_order = 460


register_snippet(AwardCategoryViewSet)
hooks.register("register_bulk_action", MakeConcept)


@hooks.register("register_page_header_buttons")
def concept_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    is_initiative = issubclass(page.specific_class or Page, InitiativePage)
    if is_initiative and page.permissions_for_user(user).can_publish():
        yield Button(_("Make a concept"), url=address_for(page), icon_name="doc-empty", priority=80)
