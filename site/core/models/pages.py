from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.api import APIField
from wagtail.models import Locale, Page
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail.utils.decorators import cached_classmethod

from core.api_fields import CoverField
from core.breadcrumbs import breadcrumbs
from core.checking.findings import Finding
from core.components import Breadcrumbs
from core.contexts import context_of
from core.forms import LEAD_MAX_LENGTH, UNTITLED, CataloguePageForm, DanishSlugInput
from core.models.changes import AtomicPage
from core.models.hurdles import unfinished_rows
from core.models.mainstays import why_it_stays
from core.models.settings import contact_email
from core.records.models import Record
from core.seo import Schema, Translation, metadata_of
from core.visibility_panel import VisibilityPanel
from foundation.length_validation import length_of
from foundation.previews import modes_of, other_preview
from foundation.querysets import CataloguePageManager, is_open_to, is_visible
from foundation.usage.dangling_references import without_gone

LEAD_ROOM = 2_000  # characters a draft may have


class BasePage(AtomicPage, Page):
    """What every page of the catalogue has: a lead, a cover, and the house's rule of what may be seen."""

    lead = models.CharField(
        _("lead"),
        max_length=LEAD_ROOM,
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

    intro_panels = [
        TitleFieldPanel("title", required_on_save=False),
        FieldPanel("lead", widget=AdminAutoHeightTextInput),
        FieldPanel("cover"),
    ]
    own_tabs: ClassVar[list[ObjectList]] = []
    start_label: ClassVar[str | Promise] = _("Start a new one from this")
    slug_given = ""  # in a form: what the draft is called while its own address is taken, or none
    is_told_hidden = False  # while an editor is told that nobody can open it, it has no address to offer her
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug", widget=DanishSlugInput, required_on_save=False), "seo_title", "search_description"],
            heading=_("In search engines"),
        ),
        MultiFieldPanel(["show_in_menus"], heading=_("In the menu")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead", boost=2)]
    api_fields = [APIField("lead"), APIField("cover", serializer=CoverField())]

    base_form_class = CataloguePageForm
    expected: ClassVar[tuple[str, ...]] = ()  # fields a reader misses when nothing is in them (core.checking)

    objects = CataloguePageManager()

    # The fields of a version whose words or libraries have gone since; nothing of a row.
    missing: ClassVar[list[str]] = []

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls) -> TabbedInterface:
        """The one way tabs are built: what is written, the type's `own_tabs`, the address, and Wagtail's settings.

        The settings bring the schedule and the comments; a page type has no `edit_handler` of its own.
        """
        tabs = [
            ObjectList([VisibilityPanel(), *cls.content_panels], heading=_("Content")),
            *cls.own_tabs,
            ObjectList(cls.promote_panels, heading=_("Address and search")),
            ObjectList(cls.settings_panels, heading=_("Settings")),
        ]
        return TabbedInterface(tabs, base_form_class=cls.base_form_class).bind_to_model(cls)

    def clean(self) -> None:
        super().clean()
        if self.expire_at and self.pk and (reason := why_it_stays(self)):
            raise ValidationError({"expire_at": reason})

    def hurdles(self) -> Iterator[tuple[str, str]]:
        """What must be mended before this version can be published: fields, and why. A draft may have all of it."""
        if self.title == UNTITLED:
            yield "title", gettext("Give the page a title.")
        if len(self.lead) > LEAD_MAX_LENGTH:
            yield "lead", length_of(self.lead, LEAD_MAX_LENGTH)
        yield from unfinished_rows(self)

    @classmethod
    def from_serializable_data(cls, data: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """A version opens whatever of it has gone since, and knows what is missing. Cost: that of `without_gone`."""
        data, missing = without_gone(cls, data)
        page = super().from_serializable_data(data, *args, **kwargs)
        if missing and page:
            page.missing = missing
        return page

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Nothing below or at a hidden page has an address for the public.

        Raises: Http404 when the page is hidden; a member of staff who may see a private page gets it.
        """
        self.check_visible_to(request)
        return super().route(request, path_components)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        parts: tuple[int, str, str] | None = super().get_url_parts(request)
        return None if self.is_told_hidden else parts

    def check_visible_to(self, request: HttpRequest) -> None:
        """Raises: Http404 when this page is hidden from the one who asks."""
        if not is_visible(self) and not is_open_to(self, request):
            raise Http404

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = self.shared_context(request, *args, **kwargs)
        return context | context_of(self, request, context)

    def shared_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the template of every page gets; what is its own type's, `core.contexts` adds."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        crumbs = breadcrumbs(self)
        return context | {
            "breadcrumbs": Breadcrumbs(tuple(crumbs), self.title) if crumbs else None,
            "contact_email": contact_email(request),
            "head": metadata_of(self, crumbs, self._translations(), self.schema()),
        }

    def title_of_next(self) -> str:
        """What one that begins as this page is called until its editor has said."""
        return ""

    def slug_of_next(self, title: str) -> str:
        """What the address of one that begins as this page is made of."""
        return title

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        return modes_of(self)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        other = other_preview(self, mode_name)
        return other.serve(request, self) if other else super().serve_preview(request, mode_name)

    def own_findings(self) -> Iterable[Finding]:
        """What a check of the content finds that only this kind of page knows of. It advises; it stops nobody."""
        return ()

    def schema(self) -> Schema:
        """What schema.org calls this page, beyond title, description, address and picture."""
        return {"@type": "WebPage"}

    def _translations(self) -> tuple[Translation, ...]:
        """This page in every language the public may read it in; none when it is the only one. Cost: 1 query."""
        parts = self.get_url_parts()
        languages = Locale.objects.filter(language_code=OuterRef("language")).values("pk")[:1]
        records = Record.objects.filter(key=self.translation_key).order_by(Subquery(languages), "page_id")
        found = [
            Translation(language, f"{parts[1] if parts else ''}{path}")
            for language, path in records.values_list("language", "path")
        ]
        return tuple(found) if len(found) > 1 else ()
