"""What editors do with several initiatives at once."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from core.models import User
from showcase.models import InitiativePage
from showcase.services import make_concept

ACTION = "make_concept"


class MakeConcept(PageBulkAction):
    """«Lav koncept»: one draft from the chosen initiatives."""

    display_name = _("Make a concept")
    action_type = ACTION
    aria_label = _("Make a concept of the selected initiatives")
    template_name = "showcase/admin/make_concept.html"
    action_priority = 90

    def check_perm(self, page: Page) -> bool:
        is_initiative = issubclass(page.specific_class or Page, InitiativePage)
        return is_initiative and bool(page.permissions_for_user(self.request.user).can_publish())

    @classmethod
    def execute_action(cls, objects: list[Page], user: User, **_kwargs: Any) -> tuple[int, int]:
        chosen = list(InitiativePage.objects.filter(pk__in=[page.pk for page in objects]).order_by("pk"))
        if chosen:
            make_concept(chosen, user)
        return len(chosen), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        if not num_parent_objects:
            return gettext("No concept was made.")
        made = ngettext(
            "A draft of a concept was made from %(number)s initiative.",
            "A draft of a concept was made from %(number)s initiatives.",
            num_parent_objects,
        )
        found = gettext("You find it under the concepts.")
        return f"{made % {'number': num_parent_objects}} {found}"


def address_for(page: Page) -> str:
    """Where a concept is made from one initiative."""
    action = reverse("wagtail_bulk_action", args=("wagtailcore", "page", ACTION))
    parent = reverse("wagtailadmin_explore", args=[page.get_parent().pk])
    return f"{action}?{urlencode({'id': page.pk, 'next': parent})}"
