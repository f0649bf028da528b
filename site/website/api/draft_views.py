"""View that gives an editor the API address of her draft, for another front end."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from core.models import User
from website.api.drafts import MINUTES, address_for, key_for


@require_safe
def draft_address(request: HttpRequest, page_id: int) -> HttpResponse:
    """For whoever may edit the page; nothing is kept of it."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        return permission_denied(request)
    user, client = cast(User, request.user), settings.PREVIEW_CLIENT
    context = {
        "page": page,
        "address": address_for(page, user),
        "client_url": f"{client}{'&' if '?' in client else '?'}token={key_for(page, user)}" if client else "",
        "minutes": MINUTES,
    }
    return TemplateResponse(request, "website/draft_address.html", context)
