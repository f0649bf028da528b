"""The feed API for people to read: the same types and parameters as in the OpenAPI document."""

from dataclasses import dataclass
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from website.api.feed.description import parameters_of
from website.feeds.selections import Selection


@dataclass(frozen=True)
class Part:
    """One parameter, or one field of a shape."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True)
class Described:
    """A list, or a shape. Shape: `id` can be linked to; `about` may be empty."""

    id: str
    title: str
    about: str
    parts: list[Part]


def described_list(path: str, selection: Selection) -> Described:
    parts = [
        Part(parameter["name"], _kind_of_parameter(parameter["schema"]), parameter["description"])
        for parameter in parameters_of(selection)
    ]
    return Described(f"list-{selection.name}", f"GET {path}/{selection.name}", "", parts)


def described_shapes(answers: list[type[BaseModel]]) -> list[Described]:
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


def _described_shape(shape: type[BaseModel]) -> Described:
    parts = [
        Part(name, _kind_of(field.annotation), field.description or "") for name, field in shape.model_fields.items()
    ]
    own = shape.__dict__.get("__doc__") or ""
    return Described(f"shape-{shape.__name__.lower()}", shape.__name__, cleandoc(own), parts)


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
