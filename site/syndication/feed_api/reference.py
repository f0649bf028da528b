"""The feed API for people to read: the same types and parameters as in the OpenAPI document."""

from dataclasses import dataclass
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from syndication.feed_api.openapi import parameters_of
from syndication.feeds.sources import FeedSource


@dataclass(frozen=True)
class ReferencePart:
    """One parameter, or one field of a shape."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True)
class ReferenceEntry:
    """A list, or a shape. Shape: `id` can be linked to; `about` may be empty."""

    id: str
    title: str
    about: str
    parts: list[ReferencePart]


def described_list(path: str, source: FeedSource) -> ReferenceEntry:
    parts = [
        ReferencePart(parameter["name"], _kind_of_parameter(parameter["schema"]), parameter["description"])
        for parameter in parameters_of(source)
    ]
    return ReferenceEntry(f"list-{source.name}", f"GET {path}/{source.name}", "", parts)


def described_shapes(answers: list[type[BaseModel]]) -> list[ReferenceEntry]:
    """The answers and everything they are made of, each once."""
    found: dict[str, type[BaseModel]] = {}
    for answer in answers:
        _collect(answer, found)
    return [_described_shape(shape) for shape in found.values()]


def _collect(shape: type[BaseModel], found: dict[str, type[BaseModel]]) -> None:
    if shape.__name__ in found:
        return
    found[shape.__name__] = shape
    for field in shape.model_fields.values():
        for part in (field.annotation, *get_args(field.annotation)):
            if isinstance(part, type) and issubclass(part, BaseModel):
                _collect(part, found)


def _described_shape(shape: type[BaseModel]) -> ReferenceEntry:
    parts = [
        ReferencePart(name, _kind_of(field.annotation), field.description or "")
        for name, field in shape.model_fields.items()
    ]
    own = shape.__dict__.get("__doc__") or ""
    return ReferenceEntry(f"shape-{shape.__name__.lower()}", shape.__name__, cleandoc(own), parts)


def _kind_of_parameter(schema: dict[str, Any]) -> str:
    return f"{schema['type']} of {schema['items']['type']}" if schema["type"] == "array" else str(schema["type"])


def _kind_of(annotation: Any) -> str:
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is list:
        return f"list of {_kind_of(args[0])}"
    if origin is Literal:
        return f'"{args[0]}"'
    if origin is UnionType:
        return " or ".join(_kind_of(part) for part in args)
    return "null" if annotation is NoneType else str(annotation.__name__)
