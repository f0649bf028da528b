from typing import Any

from django import template
from django.template.context import Context

from core.checking.models import PageCheck

register = template.Library()


@register.inclusion_tag("checking/light.html", takes_context=True)
def content_light(context: Context, page: Any) -> dict[str, Any]:
    """What was found of the page a row is about, for those who may edit it.

    Cost: 1 query for the whole table, and that of Wagtail's own question whether she may.
    """
    check = _checks_of(context["table"]).get(page.pk)
    may_edit = check is not None and page.permissions_for_user(context["request"].user).can_edit()
    return {"check": check if may_edit and check and check.checked_at else None}


def _checks_of(table: Any) -> dict[int, PageCheck]:
    if not hasattr(table, "content_checks"):
        pages = [page.pk for page in table.data]
        table.content_checks = {check.page_id: check for check in PageCheck.objects.filter(page__in=pages)}
    checks: dict[int, PageCheck] = table.content_checks
    return checks
