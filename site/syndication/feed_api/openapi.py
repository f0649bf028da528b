"""What the OpenAPI document says besides the types: parameters and whole examples."""

from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from core.facet_types import EffortFacet, Facet
from syndication.feeds.parameters import DEFAULT_LIMIT, MAX_LENGTH, MAX_LIMIT
from syndication.feeds.sources import FeedSource

EXAMPLES: dict[str, Any] = {
    "UUID": "6f1c2f8e-2f0b-4a57-9a35-0d1d3f1f9b52",
    "datetime": "2026-03-01T09:00:00Z",
    "date": "2026-03-01",
    "bool": False,
}


def operation_of(source: FeedSource, answer: type[BaseModel]) -> dict[str, Any]:
    """The parts of a list's OpenAPI operation that its types do not tell."""
    example = {"application/json": {"example": example_of(answer)}}
    malformed = {"text/plain": {"schema": {"type": "string", "example": "Bad request"}}}  # what no browser sends
    return {
        "parameters": parameters_of(source),
        "responses": {200: {"content": example}, 400: {"content": malformed}},
    }


def parameters_of(source: FeedSource) -> list[dict[str, Any]]:
    whole = {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT}
    text = {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH}
    return [
        *(_facet(facet) for facet in source.facets),
        _parameter("limit", "Items a page.", whole, 5),
        _parameter("cursor", "The page after; take it from `next_url`.", text, "1764000000000000-42"),
        _parameter("updated_since", "A day or a moment (ISO 8601; UTC without a zone).", text, "2026-01-01"),
    ]


def _facet(facet: Facet) -> dict[str, Any]:
    values: dict[str, Any] = {"type": "string", "minLength": 1, "maxLength": MAX_LENGTH}
    if isinstance(facet, EffortFacet):
        values["enum"] = list(facet.steps)
    schema = {"type": "array", "items": values}
    about = (
        "Any of these; by slug, as on the site's own list. Former slugs work; one that is gone is left out, "
        "with a note. One that never was is answered 400."
    )
    return _parameter(facet.parameter, about, schema, [facet.example]) | {
        "style": "form",
        "explode": True,
    }


def _parameter(name: str, description: str, schema: dict[str, Any], example: Any) -> dict[str, Any]:
    return {
        "in": "query",
        "name": name,
        "description": description,
        "schema": schema,
        "example": example,
        "required": False,
    }


def example_of(shape: type[BaseModel]) -> dict[str, Any]:
    """A whole example, from those of the fields."""
    return {name: _example(field) for name, field in shape.model_fields.items()}


def _example(field: FieldInfo) -> Any:
    if field.examples:
        return field.examples[0]
    return field.default if isinstance(field.default, str) else _example_of_type(field.annotation)


def _example_of_type(annotation: Any) -> Any:
    if get_origin(annotation) is list:
        return [_example_of_type(get_args(annotation)[0])]
    if get_origin(annotation) is UnionType:
        return _example_of_type(next(part for part in get_args(annotation) if part is not NoneType))
    return example_of(annotation) if issubclass(annotation, BaseModel) else EXAMPLES[annotation.__name__]
