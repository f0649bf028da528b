"""Strict reading of API parameters: whatever could make a database stumble is a bad request first."""

from collections.abc import Mapping

from django.http import QueryDict
from wagtail.api.v2.utils import BadRequestError

from concepts.models import ConceptPage
from showcase.models import InitiativePage

FACET_PARAMETERS = frozenset(facet.parameter for facet in (*ConceptPage.facets, *InitiativePage.facets))
NUMBERS = frozenset({"limit", "offset", "id", "number", "year"})
TREE = frozenset({"child_of", "descendant_of", "ancestor_of", "translation_of"})
PAGE_ORDERS = frozenset({"id", "title", "slug", "first_published_at", "number", "year", "started_on", "ended_on"})
MAX_LENGTH = 200  # characters of one value
MAX_FIELDS = 40
MAX_DIGITS = 9
# What a list may be narrowed by. Other columns would let outsiders guess at values bit by bit.
FILTERS = frozenset({"id", "title", "slug", "number", "year"})


def check_parameters(query: QueryDict) -> None:
    """Raises: BadRequestError for repeated, overlong or wrongly typed parameters."""
    for name, values in query.lists():
        if len(values) > 1 and name not in FACET_PARAMETERS:
            raise BadRequestError(f"{name} may be given once")
        if any(len(value) > MAX_LENGTH for value in values):
            raise BadRequestError(f"{name} is longer than {MAX_LENGTH} characters")
    _check_numbers({name: query.get(name, "") for name in NUMBERS.intersection(query)})
    _check_numbers({name: query.get(name, "") for name in TREE.intersection(query) if query.get(name) != "root"})
    _check_order(query.get("order", ""))
    if query.get("fields", "").count(",") >= MAX_FIELDS or query.get("fields", "").count("(") > 1:
        raise BadRequestError(f"fields may name at most {MAX_FIELDS} fields, nested once")


def _check_numbers(values: Mapping[str, str]) -> None:
    for name, value in values.items():
        if not (value.isascii() and value.isdigit() and len(value) <= MAX_DIGITS):
            raise BadRequestError(f"{name} must be a whole number of at most {MAX_DIGITS} digits")


def _check_order(order: str) -> None:
    for name in filter(None, order.split(",")):
        if name.removeprefix("-") not in PAGE_ORDERS:
            raise BadRequestError(f"cannot order by {name}")
