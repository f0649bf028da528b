"""Signal receivers that keep the 98 libraries of the register from being deleted."""

from django.db.models import Model
from django.utils.translation import gettext as _

from foundation.usage.deletion_guards import register_rule
from libraries.models import Library
from libraries.services import official_isils


@register_rule
def keep_the_register(model: type[Model], ids: list[int]) -> dict[int, str]:
    if model is not Library:
        return {}
    found = Library.objects.filter(pk__in=ids, is_example=False, isil__in=official_isils())
    return {library.pk: _in_register(library) for library in found}


def _in_register(library: Library) -> str:
    sentence = _(
        "“%(name)s” stands in the register of the country's libraries and cannot be deleted. Retire it instead."
    )
    return sentence % {"name": library}
