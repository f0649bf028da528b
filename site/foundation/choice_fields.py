"""Choosing several: boxes to tick in place of a list where one click lets go of all other choices."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.db import models
from django.forms.models import ModelChoiceIterator
from wagtail.admin.forms.models import register_form_field_override

from foundation.retiring import OffersOnly

MANY = 12  # choices from which they can be searched


class Checklist(OffersOnly, forms.CheckboxSelectMultiple):
    """Boxes under the headings of their groups, with a search where there are many (core/js/checklist.js)."""

    template_name = "core/widgets/checklist.html"
    group_label: Any = ""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        found = groupby(context["widget"]["optgroups"], key=lambda one: one[0])  # Django makes a group of each without
        groups = [(group, [option for _name, options, _index in parts for option in options]) for group, parts in found]
        number = sum(len(options) for _group, options in groups)
        return {**context, "groups": groups, "group_label": self.group_label, "is_long": number >= MANY}


class GroupedChoices(ModelChoiceIterator):  # type: ignore[type-arg]  # generic for type checkers only
    """The choices of a model that names what they are grouped by (`choices_grouped_by`), group after group."""

    def __iter__(self) -> Iterator[Any]:
        name = getattr(self.queryset.model, "choices_grouped_by", "")
        if not name:
            yield from super().__iter__()
            return
        ordered = self.queryset.select_related(name).order_by(name, *self.queryset.model._meta.ordering)
        for group, found in groupby(ordered, key=lambda one: getattr(one, name)):
            yield str(group), [self.choice(one) for one in found]


class ChecklistField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic for type checkers only
    widget = Checklist
    iterator = GroupedChoices

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.widget, Checklist):
            self.widget.group_label = self.label


def tick_boxes_in_the_admin() -> None:
    """Let every choice of several in the admin's forms of models be made by these fields."""
    register_form_field_override(models.ManyToManyField, override={"form_class": ChecklistField})
