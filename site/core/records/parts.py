"""What contents of several kinds are made of."""

from typing import Any

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Word(Part):
    """A word of a vocabulary."""

    slug: str
    name: str

    @classmethod
    def of(cls, word: Any) -> "Word | None":
        """None for none: a draft may lack it."""
        return cls(slug=word.slug, name=word.name) if word else None


class Whose(Part):
    """The library it is about."""

    name: str
    municipality: str
    is_example: bool

    @classmethod
    def of(cls, library: Any) -> "Whose | None":
        """None for none: a draft may lack it."""
        if library is None:
            return None
        return cls(name=library.display_name, municipality=library.municipality, is_example=library.is_example)

    def __str__(self) -> str:
        return self.name
