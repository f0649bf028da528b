"""What the editor's side panel shows: the newest saved version of a page, looked at now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from core.checking.enums import LinkState
from core.checking.findings import light_of
from core.checking.models import OutsideLink
from core.checking.rules import findings_of
from core.checking.strings import addresses_of, texts_of
from foundation.danish.readability import readability_of


@require_safe
def findings(request: HttpRequest, page_id: int) -> HttpResponse:
    """For whoever may edit the page. Shape: a piece of HTML for the panel."""
    page = get_object_or_404(Page.objects.select_related("latest_revision"), pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        return permission_denied(request)
    draft = page.get_latest_revision_as_object()
    found = findings_of(draft) if hasattr(draft, "own_findings") else []
    addresses = addresses_of(draft)
    unknown = (
        len(addresses) - OutsideLink.objects.filter(address__in=addresses).exclude(state=LinkState.UNKNOWN).count()
    )
    context = {
        "findings": found,
        "light": light_of(found),
        "reading": readability_of(texts_of(draft)),
        "unknown_links": unknown,
    }
    return TemplateResponse(request, "checking/findings.html", context)
