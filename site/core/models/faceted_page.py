"""The facets: what concepts and initiatives are sorted by. How to add one: docs/how-to/facet.md."""

from typing import ClassVar

from wagtail.api import APIField
from wagtail.search import index

from core.api_fields import WordsField
from core.facet_fields import FacetField, terms_in_search
from core.facet_types import Facet, TermFacet
from core.models.pages import BasePage
from core.models.target_groups import TargetGroup
from core.models.vocabulary import Objective, Occasion, Platform, PostFormat


class FacetedPage(BasePage):
    """A page sorted by vocabularies.

    Every field is a facet. Panels, search, API v2, filters, counts, feeds, the component, the report of all pages, the
    admin's lists of words and who may change them follow from it.
    """

    platforms = FacetField(Platform, "platform", example="instagram")
    target_groups = FacetField(TargetGroup, "maalgruppe", example="unge")
    objectives = FacetField(Objective, "formaal", example="dialog", is_overview=False, is_of_pictures=False)
    formats = FacetField(PostFormat, "format", example="reel", is_overview=False, is_of_pictures=False)
    occasions = FacetField(Occasion, "anledning", example="jul")

    facets: ClassVar[tuple[Facet, ...]]
    pages_of_word: ClassVar[str]  # the name of the relation from a word to the pages of this type

    class Meta:
        abstract = True

    @classmethod
    def facet_names(cls) -> list[str]:
        """The fields, as panels name them."""
        return [facet.relation for facet in FACETS]

    @classmethod
    def facet_search_fields(cls) -> list[index.RelatedFields]:
        """A page is found by the words it is sorted by."""
        return terms_in_search(*cls.facet_names())

    @classmethod
    def facet_api_fields(cls) -> list[APIField]:
        return [APIField(facet.relation, serializer=WordsField(facet.parameter)) for facet in FACETS]


FACETS: tuple[TermFacet, ...] = tuple(field.facet for field in FacetedPage._meta.local_many_to_many)
FacetedPage.facets = FACETS
PICTURE_FACETS = tuple(facet for facet in FACETS if facet.is_of_pictures)
