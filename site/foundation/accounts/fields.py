from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F

if TYPE_CHECKING:
    Number = models.PositiveIntegerField[int, int]
else:
    Number = models.PositiveIntegerField


class GenerationField(Number):
    """A number that is only ever raised, and only in the database.

    Saving an instance leaves it as it is there: one that was loaded earlier must not bring an old number back.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "default": 0, "editable": False})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, arguments, options = super().deconstruct()
        return name, path, list(arguments), {key: options[key] for key in options if key not in {"default", "editable"}}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        return value if add else F(self.attname)
