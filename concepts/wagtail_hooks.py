from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import page_permission_policy

from concepts.components import GuidesDuePanel
from concepts.models import PlatformGuidePage


@hooks.register("construct_homepage_panels")
def warn_of_guides_due(request: HttpRequest, panels: list[Any]) -> None:
    """Show those who may edit them which guides are due for review."""
    mine = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    guides = PlatformGuidePage.objects.filter(pk__in=mine.values("pk")).due_for_review().by_title()
    panels.append(GuidesDuePanel(list(guides.only("title", "reviewed_on")[:20])))
