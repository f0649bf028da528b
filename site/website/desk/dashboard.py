"""Admin home page: the desk, and what there is to do when nothing waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from laces.components import Component
from wagtail.admin.views.home import UserObjectsInWorkflowModerationPanel, WorkflowObjectsToModeratePanel
from wagtail.images import get_image_model
from wagtail.permissions import page_permission_policy, policy_registry

from concepts.models import ConceptIndexPage, ConceptPage
from foundation.desk import DeskSection, desk_items_of

REPLACED = (WorkflowObjectsToModeratePanel, UserObjectsInWorkflowModerationPanel)
MOST_ACTIONS = 3


@dataclass(frozen=True)
class StartAction:
    """Something her role can do, and where."""

    text: str
    url: str
    icon: str


class DeskPanel(Component):
    """What lies on the desk, place by place; with nothing to do, a sentence and the ways on."""

    name = "desk"
    template_name = "desk/desk.html"
    order = 120

    class Media:
        css = {"all": ["desk/css/desk.css"]}

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        matters = desk_items_of(self.user)
        places = [(place, [one for one in matters if one.place == place]) for place in DeskSection]
        is_done = not any(one.place == DeskSection.TODAY for one in matters)
        return {
            "places": [(place, found) for place, found in places if found],
            "is_done": is_done,
            "actions": list(actions_of(self.user))[:MOST_ACTIONS] if is_done else [],
        }


def arrange(request: Any, panels: list[Component]) -> None:
    """The desk in place of Wagtail's two panels of the workflow, which tell part of the same."""
    panels[:] = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels.append(DeskPanel(request.user))


def actions_of(user: Any) -> Iterator[StartAction]:
    """What she can begin with, the most likely first; never none."""
    if index := _index_to_write_under(user):
        address = ("concepts", ConceptPage._meta.model_name, index.pk)
        yield StartAction(_("Write a concept"), reverse("wagtailadmin_pages:add", args=address), "edit")
    elif root := page_permission_policy.explorable_root_instance(user):
        yield StartAction(_("Go to your pages"), reverse("wagtailadmin_explore", args=[root.pk]), "folder-open-inverse")
    if user.has_perm("reporting.change_report"):
        yield StartAction(_("Look through the reports"), reverse("reports:index"), "mail")
    if policy_registry.get_by_type(get_image_model()).user_has_permission(user, "add"):
        yield StartAction(_("Add pictures"), reverse("wagtailimages:add_multiple"), "image")
    yield StartAction(_("See what is planned"), reverse("publishing_calendar"), "calendar")
    yield StartAction(_("See to your account"), reverse("wagtailadmin_account"), "user")


def _index_to_write_under(user: Any) -> ConceptIndexPage | None:
    """Of those she may write under, the one in the language of the site before others."""
    is_of_site = Q(locale__language_code=settings.LANGUAGE_CODE)
    indexes = ConceptIndexPage.objects.filter(live=True).order_by(Case(When(is_of_site, then=0), default=1), "pk")
    return next((one for one in indexes if one.permissions_for_user(user).can_add_subpage()), None)
