"""Views of the editors' guide, in the admin's help menu."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from website.guide.chapters import BY_SLUG, CHAPTERS, Chapter


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """All chapters, for whoever may open the admin."""

    template_name = "guide/guide.html"
    page_title = _("Guide")
    header_icon = "help"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(chapters=CHAPTERS, **kwargs)


class ChapterView(GuideView):
    """One chapter, with the ways to the others. Raises: Http404 when there is none of that name."""

    template_name = "guide/chapter.html"

    @property
    def chapter(self) -> Chapter:
        try:
            return BY_SLUG[self.kwargs["slug"]]
        except KeyError:
            raise Http404 from None

    def get_page_title(self) -> str:
        return self.chapter.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        guide = {"url": reverse("guide"), "label": self.page_title}
        return [*self.breadcrumbs_items, guide, {"url": "", "label": self.chapter.title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(chapter=self.chapter, **kwargs)
