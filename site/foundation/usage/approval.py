"""Keep the groups that approve: without them nothing that waits is ever published."""

from django.contrib.auth.models import Group
from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask

from foundation.usage.deletion_guards import register_rule


@register_rule
def keep_approvers(model: type[Model], ids: list[int]) -> dict[int, str]:
    """Groups that approve in a workflow that is in use somewhere."""
    if model is not Group:
        return {}
    tasks = GroupApprovalTask.objects.filter(active=True, workflow_tasks__workflow__active=True, groups__in=ids)
    names: dict[int, set[str]] = {}
    for pk, name in tasks.values_list("groups", "workflow_tasks__workflow__name"):
        if pk in ids:
            names.setdefault(pk, set()).add(name)
    sentence = _("This group approves in the workflow %(workflows)s and cannot be deleted. Take it out there first.")
    return {pk: sentence % {"workflows": _quoted(found)} for pk, found in names.items()}


def _quoted(names: set[str]) -> str:
    return ", ".join(_("“%(name)s”") % {"name": name} for name in sorted(names))
