from typing import Any

from django.db import models
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core.breadcrumbs import breadcrumbs
from core.components import Breadcrumbs
from core.findable import Schema, Translation, head_of
from core.forms import DanishSlugInput
from core.media.serializers import PictureField
from core.models.changes import AtomicPage
from core.models.settings import contact_email
from core.querysets import CataloguePageManager, is_open_to, is_visible, only_visible

LEAD_MAX_LENGTH = 160


class BasePage(AtomicPage, Page):
    """What every page of the catalogue has: a lead, a cover, and the house's rule of what may be seen."""

    lead = models.CharField(
        _("lead"),
        max_length=LEAD_MAX_LENGTH,
        blank=True,
        help_text=_("One or two sentences that make the reader go on. Used on cards, in search and in feeds."),
    )
    cover = models.ForeignKey(
        "media.CatalogueImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
    )

    intro_panels = [TitleFieldPanel("title"), "lead", FieldPanel("cover")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug", widget=DanishSlugInput), "seo_title", "search_description"],
            heading=_("In search engines"),
        ),
        MultiFieldPanel(["show_in_menus"], heading=_("In the menu")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead", boost=2)]
    api_fields = [APIField("lead"), APIField("cover", serializer=PictureField())]

    objects = CataloguePageManager()

    class Meta:
        abstract = True

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Nothing below or at a hidden page has an address for the public.

        Raises: Http404 when the page is hidden; a member of staff who may see a private page gets it.
        """
        self.check_visible_to(request)
        return super().route(request, path_components)

    def check_visible_to(self, request: HttpRequest) -> None:
        """Raises: Http404 when this page is hidden from the one who asks."""
        if not is_visible(self) and not is_open_to(self, request):
            raise Http404

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        crumbs = breadcrumbs(self, request)
        return context | {
            "breadcrumbs": Breadcrumbs(tuple(crumbs), self.title) if crumbs else None,
            "contact_email": contact_email(request),
            "head": head_of(self, crumbs, self._translations(), self.schema()),
        }

    def schema(self) -> Schema:
        """What schema.org calls this page, beyond title, description, address and picture."""
        return {"@type": "WebPage"}

    def _translations(self) -> tuple[Translation, ...]:
        """This page in every language the public may read it in; none when it is the only one. Cost: 1 query."""
        pages = only_visible(Page.objects.filter(translation_key=self.translation_key)).select_related("locale")
        found = [Translation(page.locale.language_code, page.full_url or "") for page in pages.order_by("locale_id")]
        return tuple(found) if len(found) > 1 else ()
