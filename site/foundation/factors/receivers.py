"""Whether a group asks for a second factor is told in the log like its rights."""

from collections.abc import Collection
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _

from foundation.accounts.enums import HolderKind
from foundation.accounts.rights_log import more_of_groups, tell_of
from foundation.factors.models import GroupPolicy


def demand_of_groups(groups: Collection[int]) -> dict[int, dict[str, str]]:
    policies = GroupPolicy.objects.filter(group__in=groups, requires_factor=True)
    told = {"requires_factor": _("the demand for a second factor")}
    return dict.fromkeys(policies.values_list("group_id", flat=True), told)


more_of_groups.append(demand_of_groups)


@receiver([post_save, post_delete], sender=GroupPolicy)
def look_at_group(instance: GroupPolicy, **kwargs: Any) -> None:
    tell_of(HolderKind.GROUP, [instance.group_id])
