from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.models import Page, TaskState
from wagtail.query import PageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core import page_hooks as page_hooks  # registers what is in it
from core.blocks.media import ThirdPartyPostValue
from core.models import FACETS, BasePage, Metric, Occasion, TargetGroup, TargetGroupScheme
from core.models.hurdles import told
from core.rich_text import VisiblePageLinkHandler
from foundation.fields import StreamField
from foundation.staff_visibility import staff_visibility_of
from foundation.usage.views import RETIRED, USED, WordViewSet

SCRIPTS = ("core/js/checklist.js", "core/js/days.js", "core/js/save-once.js", "core/js/unsaved.js")
STYLES = ("core/css/admin.css", "core/css/entry.css")


class TermViewSet(WordViewSet):
    """A vocabulary: short lists that editors keep in order."""

    icon = "tag"
    list_display = ["name", "slug", "sort_order", USED, RETIRED]
    list_filter = ["is_retired"]
    search_fields = ["name", "slug"]
    ordering = ["sort_order", "name_order", "pk"]
    panels = ["name", "slug", "description", "sort_order", "is_retired"]


class TargetGroupViewSet(TermViewSet):
    model = TargetGroup
    list_display = ["name", "slug", "scheme", "part_of", "sort_order", USED, RETIRED]
    list_filter = ["scheme", "is_retired"]
    panels = ["scheme", *TermViewSet.panels, "part_of"]


class OccasionViewSet(TermViewSet):
    model = Occasion
    list_display = [*TermViewSet.list_display, "next_days"]
    panels = [
        *TermViewSet.panels,
        MultiFieldPanel(
            [FieldRowPanel(["begins_on", "ends_on"]), "is_yearly", "recurrence"],
            heading=_("When it is"),
            help_text=_("Shown in the year wheel and in the calendar of the admin, so that it is out in time."),
        ),
    ]


class TargetGroupSchemeViewSet(SnippetViewSet):
    model = TargetGroupScheme
    icon = "group"
    list_display = ["name", "version", "is_default"]
    panels = ["name", "version", "source", "is_default"]


class MetricViewSet(WordViewSet):
    model = Metric
    icon = "order"
    list_display = ["name", "version", "valid_from", "valid_to", USED, RETIRED]
    list_filter = ["is_retired"]
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
        "is_retired",
    ]


OWN_VIEWSETS: dict[type[Model], tuple[SnippetViewSet, ...]] = {
    TargetGroup: (TargetGroupSchemeViewSet(), TargetGroupViewSet()),
    Occasion: (OccasionViewSet(),),
}


def _viewsets_of(vocabulary: type[Model]) -> tuple[SnippetViewSet, ...]:
    """The lists of a vocabulary in the admin; one that is more than words has its own."""
    return OWN_VIEWSETS.get(vocabulary) or (TermViewSet(model=vocabulary),)


class VocabularyGroup(SnippetViewSetGroup):
    items = (*(viewset for facet in FACETS for viewset in _viewsets_of(facet.vocabulary)), MetricViewSet())
    menu_label = _("Vocabulary")
    menu_name = "vocabulary"
    menu_icon = "tag"
    menu_order = 450


register_snippet(VocabularyGroup)


@hooks.register("register_rich_text_features", order=100)
def link_only_to_visible_pages(features: FeatureRegistry) -> None:
    features.register_link_type(VisiblePageLinkHandler)


@hooks.register("construct_page_chooser_queryset")
def choose_among_what_is_seen(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return staff_visibility_of(request.user).narrow(pages).annotate_approved_schedule()  # asked of every row


DECISIONS = {
    TaskState.STATUS_APPROVED: _("“%(page)s” is approved."),
    TaskState.STATUS_REJECTED: _("You have asked for changes in “%(page)s”. Whoever sent it gets a mail."),
}


@hooks.register("after_edit_page", order=-1)
def say_what_was_decided(request: HttpRequest, page: Page) -> None:
    """In place of Wagtail's “Page has been updated”, which is all it says of an approval too."""
    if not request.POST.get("action-workflow-action"):
        return
    mine = TaskState.objects.filter(workflow_state__in=page.workflow_states, finished_by=request.user)
    decided = mine.order_by("finished_at").last()
    if decided and (sentence := DECISIONS.get(decided.status)):
        *earlier, _saved = messages.get_messages(request)
        for message in earlier:
            messages.add_message(request, message.level, message.message, message.extra_tags)
        messages.success(request, sentence % {"page": page.get_admin_display_title()})


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


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def say_what_publishing_will_ask_for(request: HttpRequest, page: Page) -> None:
    """Once a draft is saved by a press."""
    if not request.accepts("text/html") or not isinstance(page, BasePage):
        return
    if page.slug_given:
        given = _(
            "The draft has the address “%(slug)s”, because another page has the one you wrote, or you wrote none."
        )
        messages.warning(request, given % {"slug": page.slug_given})
    for what in told(page, page.hurdles()):
        messages.warning(request, _("Before the page can be published: %(what)s") % {"what": what})


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


@hooks.register("insert_global_admin_js")
def help_with_entry() -> SafeString:
    return format_html_join("\n", '<script type="module" src="{}"></script>', ((static(one),) for one in SCRIPTS))


@hooks.register("insert_global_admin_css")
def own_rules() -> SafeString:
    rules = ((static(one), "all") for one in STYLES)
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}" media="{}">', [*rules, (static("core/css/print.css"), "print")]
    )
