"""Guard bulk actions: “all in the list” means the list that was seen.

Wagtail's bulk actions take “all” for everything of the kind, whatever filters the list was narrowed by: deleting all
pictures without credit would delete all pictures.
"""

from typing import Any

from django.apps import apps
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page

NOT_NARROWING = {"id", "childOf", "next", "ordering", "layout", "p"}
HEED_SEARCH = (Page, AbstractImage, AbstractDocument)


def refuse_unseen(request: HttpRequest, kwargs: dict[str, Any]) -> HttpResponse | None:
    """Back to the list when “all” of it is meant and it was narrowed in a way the action does not heed."""
    if "all" not in request.GET.getlist("id") or not _is_narrowed(request, kwargs):
        return None
    sentence = _("“All in the list” cannot be used while the list is filtered. Choose them page by page instead.")
    messages.error(request, sentence)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def _is_narrowed(request: HttpRequest, kwargs: dict[str, Any]) -> bool:
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        return False
    heeded = NOT_NARROWING | ({"q"} if issubclass(model, HEED_SEARCH) else set())
    return any(value for name, values in request.GET.lists() if name not in heeded for value in values)
