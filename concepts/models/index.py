from django.utils.translation import gettext_lazy as _

from core.models import BasePage
from core.records.models import Record
from core.seo import Schema


class ConceptIndexPage(BasePage):
    """All concepts, sorted by facets that stand in the address."""

    content_panels = BasePage.intro_panels
    parent_page_types = ["home.HomePage"]
    subpage_types = ["concepts.ConceptPage"]
    page_description = _("The list of all concepts, with facets. There is one.")
    template = "concepts/concept_index_page.html"
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("concept index")
        verbose_name_plural = _("concept indexes")

    def schema(self) -> Schema:
        return {"@type": "CollectionPage"}

    @classmethod
    def record_in_language_of(cls, page: BasePage) -> Record | None:
        """The index that the public may see. Cost: 1 query."""
        return Record.objects.of_type(cls).in_language_of(page).order_by("page_id").first()
