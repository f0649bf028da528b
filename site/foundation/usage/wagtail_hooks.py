"""Ask the usage index before every deletion in the admin."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from foundation.usage.deletion_refusals import refuse_deletion
from foundation.usage.merging import MERGED


@hooks.register("before_delete_page")
def keep_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_deletion(request, [page])


@hooks.register("before_delete_snippet")
def keep_snippets(request: HttpRequest, instances: Iterable[Any]) -> HttpResponse | None:
    return refuse_deletion(request, instances)


@hooks.register("before_bulk_action")
def keep_many(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> HttpResponse | None:
    return refuse_deletion(request, objects) if action_type == "delete" else None


@hooks.register("before_edit_page")
def say_what_is_missing(request: HttpRequest, page: Page) -> None:
    """Of a draft, or an earlier version before it is restored, whose words have gone since it was written."""
    missing = getattr(page, "missing", [])
    if missing and request.method == "GET":
        sentence = _("Something this version named is no longer there, and was taken out of: %(fields)s.")
        messages.warning(request, sentence % {"fields": get_text_list(missing, _("and"))})


@hooks.register("register_log_actions")
def name_merge(actions: LogActionRegistry) -> None:
    actions.register_action(MERGED, gettext_lazy("Merge"), gettext_lazy("Another one was merged into this"))
