"""Admin views of the library register, which know where each library is used."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from wagtail_modeladmin.views import DeleteView

from foundation.exports import RegisterIndexView
from foundation.usage.deletion_refusals import refuse_deletion
from foundation.usage.usage_index import counts
from foundation.usage.usage_report import places_of
from libraries.models import Library


class LibraryIndexView(RegisterIndexView):
    """Cost: that of `counts` more."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        number = counts(Library, [library.pk for library in context["object_list"]])
        for library in context["object_list"]:
            library.usage_count = number[library.pk]
        return context


class DeleteLibraryView(DeleteView):
    """Only what is used nowhere, and none of the register."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        may = self.check_action_permitted(request.user)
        refusal = refuse_deletion(request, [self.instance]) if may else None
        return refusal or super().dispatch(request, *args, **kwargs)


def library_usage(request: HttpRequest, library_id: int) -> HttpResponse:
    """Where a library is used. Raises: PermissionDenied for who may not see the register."""
    if not any(request.user.has_perm(f"libraries.{action}_library") for action in ("view", "add", "change", "delete")):
        raise PermissionDenied
    library = get_object_or_404(Library, pk=library_id)
    context = {
        "thing": library,
        "places": places_of(library, request.user),
        "page_title": library,
        "header_icon": "home",
    }
    return render(request, "use/admin/where.html", context)
