from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.dpl import LEAD_LENGTH, TITLE_LENGTH, shortened, to_dpl
from core.media.models import CatalogueDocument
from core.media.pictures import picture_of
from core.media.showings import picture_set_of, pictures_shown_by
from core.models.pages import BasePage


class DplReadyPage(RoutablePageMixin, BasePage):
    """A page that libraries can take over to their own site, field by field, at `dpl/` beside it."""

    dpl_template: ClassVar[str]

    class Meta:
        abstract = True

    def dpl_context(self) -> dict[str, Any]:
        """What the page's `dpl_template` shows besides the page itself."""
        return {}

    def dpl_files(self) -> list[CatalogueDocument]:
        """Files to take along that everybody may fetch."""
        return []

    @property
    def dpl_url(self) -> str:
        """The export's address, empty for a page without one of its own."""
        url: str = self.get_url() or ""
        return f"{url}{self.reverse_subpage('dpl')}" if url else ""

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        self.check_visible_to(request)
        return super().route(request, path_components)

    @path("dpl/", name="dpl")
    def dpl(self, request: HttpRequest) -> HttpResponse:
        return _dpl_page(request, self)

    def dpl_body(self, base_url: str = settings.BASE_URL) -> str:
        """The page's text as DPL takes it, with its source; links within the catalogue only with a `base_url`."""
        context = {"page": self, **self.dpl_context()}
        source = render_to_string("core/dpl_source.html", {"page": self})
        return to_dpl(render_to_string(self.dpl_template, context) + source, base_url)

    def take_home_texts(self) -> dict[str, str]:
        """The texts of the file to take home, by file name."""
        return {
            _("1-title.txt"): shortened(self.title, TITLE_LENGTH),
            _("2-lead.txt"): shortened(self.lead, LEAD_LENGTH),
            _("3-text.html"): self.dpl_body(base_url=""),  # where a page lies may change after the file was made
        }


@require_safe
def _dpl_page(request: HttpRequest, page: DplReadyPage) -> HttpResponse:
    context = BasePage.get_context(page, request)
    pictures = [picture for image in pictures_shown_by(page) if (picture := picture_of(image)) and picture.fallback]
    context |= {
        "head": None,  # a copy: search engines find the page itself
        "title": shortened(page.title, TITLE_LENGTH),
        "lead": shortened(page.lead, LEAD_LENGTH),
        "body": page.dpl_body(),
        "pictures": pictures,
        "files": page.dpl_files(),
        "picture_set": picture_set_of(page),
    }
    return TemplateResponse(request, "core/dpl_page.html", context)
