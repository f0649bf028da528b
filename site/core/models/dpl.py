from collections.abc import Iterator
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.contexts import dpl_context_of
from core.forms import TITLE_MAX_LENGTH
from core.models.pages import BasePage
from core.models.settings import licence_for, settings_for
from foundation.dpl import LEAD_LENGTH, TITLE_LENGTH, shortened, to_dpl
from foundation.previews import Preview, other_preview, register_preview
from media.licences import Licence, licence_of
from media.models import CatalogueDocument
from media.pictures import picture_of
from media.usage import download_package_of, pictures_shown_by, pictures_used_by


class DplReadyPage(RoutablePageMixin, BasePage):
    """A page that libraries can take over to their own site, field by field, at `dpl/` beside it."""

    dpl_template: ClassVar[str]

    class Meta:
        abstract = True

    def hurdles(self) -> Iterator[tuple[str, str]]:
        yield from super().hurdles()
        if len(self.title) > TITLE_MAX_LENGTH:
            sentence = _("The title has %(length)d characters; there is room for %(limit)d.")
            yield "title", sentence % {"length": len(self.title), "limit": TITLE_MAX_LENGTH}

    def dpl_files(self) -> list[CatalogueDocument]:
        """Files to take along that everybody may fetch."""
        return []

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Of the routable page only its first address: what else is previewed is ours."""
        if other_preview(self, mode_name):
            return BasePage.serve_preview(self, request, mode_name)
        return super().serve_preview(request, mode_name)

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

    def own_licence(self) -> Licence:
        """The catalogue's, for the texts and all that has none of its own. Cost: 2 queries."""
        return licence_for(self.get_site())

    def dpl_body(self, base_url: str = settings.BASE_URL, licence: Licence | None = None) -> str:
        """The page's text as DPL takes it, with source and licence; links within the catalogue only with a `base_url`.

        Cost: that of `own_licence` without a `licence`.
        """
        context = {"page": self, **dpl_context_of(self)}
        source = render_to_string("core/dpl_source.html", {"page": self, "licence": licence or self.own_licence()})
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
    context = page.shared_context(request)
    shown = pictures_used_by(page) if getattr(request, "is_preview", False) else pictures_shown_by(page)
    pictures = [picture for image in shown if (picture := picture_of(image)) and picture.fallback]
    chosen = settings_for(request)
    own = chosen.licence if chosen else page.own_licence()
    context |= {
        "head": None,  # a copy: search engines find the page itself
        "title": shortened(page.title, TITLE_LENGTH),
        "lead": shortened(page.lead, LEAD_LENGTH),
        "body": page.dpl_body(licence=own),
        "pictures": [(picture, licence_of(picture.licence, own)) for picture in pictures],
        "licence": own,
        "files": page.dpl_files(),
        "download_package": download_package_of(page),
    }
    return TemplateResponse(request, "core/dpl_page.html", context)


register_preview(Preview("dpl", gettext_lazy("DPL-ready"), lambda page: isinstance(page, DplReadyPage), _dpl_page))
