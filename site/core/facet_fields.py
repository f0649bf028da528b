"""The fields of facets."""

from typing import TYPE_CHECKING, Any

from django.db.models import Model
from modelcluster.fields import ParentalManyToManyField
from wagtail.search import index

from core.facet_types import TermFacet


class FacetField(ParentalManyToManyField):
    """The words of a vocabulary that a page has, and how visitors ask for them.

    It is called as the vocabulary is. Migrations know it as what it is made of. A word reaches the pages of a type by
    the type's `pages_of_word`.
    """

    if TYPE_CHECKING:

        def __get__(self, page: Any, owner: Any) -> Any:
            """The page's words, as a related manager."""

        def __set__(self, page: Any, words: Any) -> None:
            """Several at once, as a list."""

    def __init__(
        self,
        to: type[Model] | str,
        parameter: str = "",
        *,
        example: str = "",
        is_overview: bool = True,
        is_of_pictures: bool = True,
        **kwargs: Any,
    ) -> None:
        if not isinstance(to, str):  # it is one when Django makes a field anew from what migrations know
            kwargs = {"blank": True, "verbose_name": to._meta.verbose_name_plural} | kwargs
        super().__init__(to, **kwargs)
        self.parameter, self.example = parameter, example
        self.is_overview, self.is_of_pictures = is_overview, is_of_pictures

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        if self.remote_field.related_name:
            kwargs["related_name"] = self.remote_field.related_name
        return name, "modelcluster.fields.ParentalManyToManyField", args, kwargs

    def contribute_to_class(self, cls: Any, name: str, **kwargs: Any) -> None:
        if not cls._meta.abstract and hasattr(cls, "pages_of_word"):
            self.remote_field.related_name = cls.pages_of_word
        super().contribute_to_class(cls, name, **kwargs)

    @property
    def facet(self) -> TermFacet:
        vocabulary = self.remote_field.model
        return TermFacet(self.parameter, self.name, vocabulary, self.example, self.is_overview, self.is_of_pictures)


def relations_of(model: Any) -> tuple[str, ...]:
    """The fields by which what has `facets` is sorted."""
    return tuple(facet.relation for facet in model.facets if isinstance(facet, TermFacet))


def terms_in_search(*relations: str) -> list[index.RelatedFields]:
    """Search fields that let a page be found by the words it is sorted by."""
    return [index.RelatedFields(relation, [index.SearchField("name")]) for relation in relations]
