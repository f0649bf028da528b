from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.blocks.media import ThirdPartyPostValue
from core.fields import StreamField
from core.models import Metric, Objective, Occasion, Platform, PostFormat, TargetGroup, TargetGroupScheme
from core.rich_text import VisiblePageLinkHandler
from core.staff_sight import sight_of


class TermViewSet(SnippetViewSet):
    """A vocabulary: short lists that editors keep in order."""

    icon = "tag"
    list_display = ["name", "slug", "sort_order"]
    search_fields = ["name", "slug"]
    ordering = ["sort_order", "name_order", "pk"]
    panels = ["name", "slug", "description", "sort_order"]


class PlatformViewSet(TermViewSet):
    model = Platform


class TargetGroupViewSet(TermViewSet):
    model = TargetGroup
    list_display = ["name", "slug", "scheme", "sort_order"]
    list_filter = ["scheme"]
    panels = ["scheme", *TermViewSet.panels]


class ObjectiveViewSet(TermViewSet):
    model = Objective


class PostFormatViewSet(TermViewSet):
    model = PostFormat


class OccasionViewSet(TermViewSet):
    model = Occasion


class TargetGroupSchemeViewSet(SnippetViewSet):
    model = TargetGroupScheme
    icon = "group"
    list_display = ["name", "version", "is_default"]
    panels = ["name", "version", "source", "is_default"]


class MetricViewSet(SnippetViewSet):
    model = Metric
    icon = "order"
    list_display = ["name", "version", "valid_from", "valid_to"]
    panels = [
        "name",
        "slug",
        "version",
        "numerator",
        "denominator",
        "window_days",
        "valid_from",
        "valid_to",
        "pitfalls",
    ]


class VocabularyGroup(SnippetViewSetGroup):
    items = (
        PlatformViewSet,
        TargetGroupSchemeViewSet,
        TargetGroupViewSet,
        ObjectiveViewSet,
        PostFormatViewSet,
        OccasionViewSet,
        MetricViewSet,
    )
    menu_label = _("Vocabulary")
    menu_icon = "tag"
    menu_order = 450


register_snippet(VocabularyGroup)


@hooks.register("register_rich_text_features", order=100)
def link_only_to_visible_pages(features: FeatureRegistry) -> None:
    features.register_link_type(VisiblePageLinkHandler)


@hooks.register("construct_page_chooser_queryset")
def choose_among_what_is_seen(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return sight_of(request.user).narrow(pages)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_which_posts_are_only_linked(request: HttpRequest, page: Page) -> None:
    """Once a page is saved by a press, not while it is written."""
    if not request.accepts("text/html"):
        return
    streams = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField)]
    addresses = [address for name in streams for address in _only_linked(getattr(page, name))]
    if addresses:
        sentence = _("These posts are shown as your copy with a link, for there is no player for them: %(addresses)s")
        messages.info(request, sentence % {"addresses": ", ".join(dict.fromkeys(addresses))})


def _only_linked(value: Any) -> Iterator[str]:
    """The addresses of posts without a player, anywhere in a stream."""
    if isinstance(value, ThirdPartyPostValue):
        if value.get("url") and not value.elsewhere:
            yield value["url"]
    elif isinstance(value, StreamValue):
        yield from (address for child in value for address in _only_linked(child.value))
    elif isinstance(value, StructValue | ListValue):
        parts = value.values() if isinstance(value, StructValue) else value
        yield from (address for part in parts for address in _only_linked(part))


@hooks.register("insert_global_admin_js")
def count_texts() -> SafeString:
    template = render_to_string("core/components/count.html")
    return format_html('{}<script type="module" src="{}"></script>', template, static("core/js/count.js"))


@hooks.register("insert_global_admin_css")
def own_rules() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("core/css/admin.css"))
