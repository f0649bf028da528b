from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from website.api.draft_views import draft_address


@hooks.register("register_admin_urls")
def draft_urls() -> list[URLPattern]:
    return [path("pages/<int:page_id>/draft-address/", draft_address, name="draft_address")]


@hooks.register("register_page_header_buttons")
def offer_draft(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    if view_name == "edit" and page.pk and page.permissions_for_user(user).can_edit():
        address = reverse("draft_address", args=[page.pk])
        yield Button(_("Draft for another website"), address, icon_name="code", priority=90)
