from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from concepts.components import concept_card
from concepts.models.concepts import ConceptPage
from core.components import EmptyState, FacetPanel, FilterChips, Pager, SortLinks
from core.facets import groups, known_values, read_choice
from core.findable import Schema
from core.models import BasePage
from core.paging import PAGE_PARAMETER, page_of
from core.sorting import sorting_of


class ConceptIndexPage(BasePage):
    """All concepts, sorted by facets that stand in the address."""

    PAGE_SIZE: ClassVar[int] = 24
    SORTINGS: ClassVar[dict[str, Any]] = {"nyeste": _("Newest"), "mindst-arbejde": _("Least work")}

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["concepts.ConceptPage"]
    page_description = _("The list of all concepts, with facets. There is one.")
    template = "concepts/concept_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("concept index")

    def schema(self) -> Schema:
        return {"@type": "CollectionPage"}

    @classmethod
    def of_locale(cls, locale_id: int) -> "ConceptIndexPage | None":
        """The index in one language that the public may see. Cost: 1 query."""
        return cls.objects.visible().filter(locale=locale_id).select_related("locale").first()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        concepts = ConceptPage.objects.child_of(self).visible()
        known = known_values(ConceptPage, ConceptPage.facets)
        choice = read_choice(request.GET, ConceptPage.facets, known)
        sorting = sorting_of(request.GET, self.SORTINGS, choice.pairs)
        choice = choice.keeping(sorting.kept)
        found = choice.apply(concepts)
        ordered = found.least_effort_first() if sorting.chosen == "mindst-arbejde" else found.newest_first()
        results = page_of(ordered.for_cards(), request.GET.get(PAGE_PARAMETER, ""), self.PAGE_SIZE)
        options = groups(concepts, choice, known)
        return context | {
            "choice": choice,
            "groups": options,
            "results": results,
            "cards": [concept_card(concept, request) for concept in results],
            "panel": FacetPanel(options, choice),
            "chips": FilterChips(options, choice),
            "empty": EmptyState(_("No concept matches all of this."), "?", _("All concepts")),
            "sorting": SortLinks(sorting),
            "pager": Pager.of(results, request.GET),
        }
