"""Somebody to write for, in a library's own words, on one sheet."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import TargetGroup
from foundation.usage.former_slugs import slugs_now

MOST_SIGNS = 300  # of one answer: five of them fill a sheet
MOST_IN_ADDRESS = 4_000  # of the whole query; servers refuse what is twice as long


def _answer(label: Any, help_text: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=MOST_SIGNS, widget=widget)


class PersonaForm(forms.Form):
    """What stands in its address once it is right. Its fields are called as the parameters."""

    navn = forms.CharField(
        label=gettext_lazy("A name for the group"),
        help_text=gettext_lazy("One you will say to each other. For example: the parents at the bus stop."),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    maalgruppe = forms.ModelChoiceField(
        label=gettext_lazy("Closest to"),
        queryset=TargetGroup.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=gettext_lazy("None of them"),
        error_messages={"invalid_choice": gettext_lazy("That group is no longer in use. Choose another, or none.")},
    )
    hvem = _answer(
        gettext_lazy("Who they are"), gettext_lazy("What they do on an ordinary day. No names, nobody you know.")
    )
    behov = _answer(gettext_lazy("What they need"), gettext_lazy("What would make their day easier, or more fun?"))
    steder = _answer(gettext_lazy("Where they are"), gettext_lazy("Platforms, groups, and places in town."))
    tone = _answer(gettext_lazy("How you talk to them"), gettext_lazy("Three words, and a sentence you would write."))
    undgaa = _answer(gettext_lazy("What not to do"), gettext_lazy("What makes them scroll on, or angry."))

    def __init__(self, typed: QueryDict | None = None) -> None:
        told = typed.dict() if typed else None
        if told and (group := str(told.get("maalgruppe", ""))):
            told["maalgruppe"] = slugs_now(TargetGroup, [group]).get(group) or group
        super().__init__(told)
        groups: Any = self.fields["maalgruppe"]
        groups.queryset = TargetGroup.offered_whole()

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not self.errors and len(self.query) > MOST_IN_ADDRESS:
            raise forms.ValidationError(_("That is more than an address can hold. Write less, or leave signs out."))
        return told

    @property
    def query(self) -> str:
        """What is told, as an address has it."""
        told = {name: getattr(value, "slug", value) for name, value in self.cleaned_data.items()}
        return urlencode({name: value for name, value in told.items() if value})

    @property
    def name(self) -> str:
        return str(self.cleaned_data["navn"] or self.cleaned_data["maalgruppe"] or _("Our target group"))

    @property
    def parts(self) -> list[tuple[str, list[str]]]:
        """What was told, under its labels."""
        group = self.cleaned_data["maalgruppe"]
        closest = ". ".join(filter(None, (group.name, group.description))) if group else ""
        told = [(self.fields[name].label, self.cleaned_data[name]) for name in ANSWERS]
        return [(str(label), text.splitlines()) for label, text in ((_("Closest to"), closest), *told) if text]


ANSWERS = ("hvem", "behov", "steder", "tone", "undgaa")
