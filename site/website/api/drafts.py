"""Draft preview over API v2, for whoever holds a short-lived signed key.

The key is signed and kept nowhere. It says whose it is: with her right to edit the page, with her sessions and after
half an hour it ends.
"""

from django.conf import settings
from django.core import signing
from django.http import Http404
from django.utils.crypto import constant_time_compare, salted_hmac
from rest_framework.request import Request
from rest_framework.response import Response
from wagtail.models import Page

from core.models import BasePage, User
from website.api.views import PagesEndpoint

SALT = "website.api.drafts"
MINUTES = 30


def key_for(page: Page, user: User) -> str:
    return signing.dumps([page.pk, user.pk, _session_of(user)], salt=SALT)


def address_for(page: Page, user: User) -> str:
    return f"{settings.BASE_URL}/api/preview/v1/{key_for(page, user)}/"


def draft_behind(key: str) -> BasePage:
    """The newest version of the page. Raises: Http404 when the key is none, or not any more. Cost: 5 queries."""
    try:
        page_id, user_id, session = signing.loads(key, salt=SALT, max_age=MINUTES * 60)
    except (signing.BadSignature, ValueError) as error:
        raise Http404 from error
    user = User.objects.filter(pk=user_id, is_active=True).first()
    page = Page.objects.filter(pk=page_id).select_related("latest_revision").first()
    if user is None or page is None or not constant_time_compare(session, _session_of(user)):
        raise Http404
    may_edit = user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(user).can_edit()
    draft = page.get_latest_revision_as_object()
    if not may_edit or not isinstance(draft, BasePage):
        raise Http404
    return draft


def _session_of(user: User) -> str:
    """Something that changes with her password and when her sessions are ended, and tells nothing of either."""
    return salted_hmac(SALT, user.get_session_auth_hash(), algorithm="sha256").hexdigest()[:32]


class DraftEndpoint(PagesEndpoint):
    """One draft in the shape of API v2. What the public may not see of other pages is left out here too."""

    def draft_view(self, request: Request, key: str) -> Response:
        self.action = "detail_view"  # whose fields are shown
        return super().detail_view(request, pk=0)

    def find_page(self) -> BasePage:
        return draft_behind(self.kwargs["key"])
