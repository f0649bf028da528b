from rest_framework.fields import Field

from core.libraries.models import Library


class LibraryField(Field):
    """A library in API v2; `is_example` marks the invented ones of the demo."""

    def to_representation(self, library: Library) -> dict[str, str | bool]:
        return {"isil": library.isil, "name": library.display_name, "is_example": library.is_example}
