from django.http import HttpRequest
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from website.guide.views import ChapterView, GuideView

WAGTAILS = ("whats-new-in-wagtail", "editor-guide")  # in English, about another product, and elsewhere


@hooks.register("register_admin_urls")
def guide_urls() -> list[URLPattern]:
    return [
        path("vejledning/", GuideView.as_view(), name="guide"),
        path("vejledning/<slug:slug>/", ChapterView.as_view(), name="guide_chapter"),
    ]


@hooks.register("register_help_menu_item")
def guide_item() -> MenuItem:
    return MenuItem(_("Guide"), reverse_lazy("guide"), name="guide", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def help_with_this_product(request: HttpRequest, items: list[MenuItem]) -> None:
    """Our own guide stands in the place of Wagtail's."""
    items[:] = [item for item in items if not item.name.startswith(WAGTAILS)]
