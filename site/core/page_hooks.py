"""What the admin does with pages beyond Wagtail's own: numbers, beginnings, and the truth about who sees them.

`wagtail_hooks` takes it in, so that its hooks are registered.
"""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db import connection
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.action_menu import UnpublishMenuItem
from wagtail.admin.widgets.button import Button, ButtonWithDropdownFromHook
from wagtail.models import Page
from wagtail.signals import init_new_page

from core import starting
from core.models import BasePage, NumberedPage
from core.models.mainstays import why_it_stays
from core.visibility import hidings_for, visibility_of


@receiver(init_new_page)
def offer_next_number(page: Page, parent: Page, **_signal: Any) -> None:
    """In the form of a new page; when it is saved the number is what stands there."""
    if isinstance(page, NumberedPage):
        page.own_number = page.next_number(parent.locale_id)


@hooks.register("after_copy_page")
def say_number_of_copy(request: HttpRequest, page: Page, copy: Page) -> None:
    if isinstance(copy, NumberedPage) and not copy.alias_of_id:
        field = copy._meta.get_field(copy.numbered_by).verbose_name
        sentence = _("The copy has a %(field)s of its own: %(number)s.") % {"field": field, "number": copy.own_number}
        messages.info(request, sentence)


@hooks.register("after_publish_page")
def say_what_hides_it(request: HttpRequest, page: BasePage) -> None:
    """A page published under a hidden one is published, but nobody can open it: no link says that they could."""
    visibility = visibility_of(page)
    if page.live and not visibility.is_open:
        page.is_told_hidden = True
        messages.warning(request, _("Nobody can open the page yet. %(reason)s.") % {"reason": visibility.sentence})


@hooks.register("construct_page_listing_buttons")
def offer_no_dead_link(buttons: list[Any], page: Page, user: Any, context: dict[str, Any]) -> None:
    """Wagtail offers to view whatever has been published, hidden from above or not."""
    if not page.live or visibility_of(page, hidings_for(context.get("request"))).is_open:
        return
    for menu in (button.dropdown_buttons for button in buttons if isinstance(button, ButtonWithDropdownFromHook)):
        menu[:] = [item for item in menu if item.url is None or item.url != page.url]


@hooks.register("register_admin_urls")
def starting_urls() -> list[URLPattern]:
    return [
        path("pages/<int:page_id>/ny/", starting.start, name="start_from_page"),
        path("pages/<int:page_id>/skabelon/", starting.mark_as_template, name="mark_as_template"),
    ]


@hooks.register("register_page_header_buttons")
def start_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    parent = page.get_parent()
    if parent is not None and starting.may_start_from(page.specific, parent.specific, user):
        label = page.specific.start_label
        yield Button(label, url=reverse("start_from_page", args=[page.pk]), icon_name="copy", priority=31)


hooks.register("before_create_page", starting.offer_templates)


@hooks.register("construct_page_action_menu")
def offer_no_unpublishing_of_mainstays(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    page = context.get("page")
    if page and any(isinstance(item, UnpublishMenuItem) for item in items) and why_it_stays(page):
        items[:] = [item for item in items if not isinstance(item, UnpublishMenuItem)]


@hooks.register("before_edit_page")
def hold_page(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Before Wagtail stores its writer's subscription: whoever takes the page away holds it, and goes for that."""
    if request.method != "POST" or not connection.in_atomic_block:
        return None
    if Page.objects.select_for_update().filter(pk=page.pk).values_list("pk").first():
        return None
    messages.error(request, _("The page is no longer there: it was taken away while you wrote."))
    return redirect("wagtailadmin_explore_root")
