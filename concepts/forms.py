"""Forms that visitors fill in on a concept."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from concepts.local_details import LocalDetail
from concepts.own_pictures import PostTold


class LocalDetailsForm(forms.Form):
    """The details that the texts of a kit ask for, and no others.

    Shape: `towns` are the libraries of the register by name, each with its town, which stands in the field where none
    is written. What is too long is told, and leaves the texts open.
    """

    bibliotek = forms.CharField(
        label=LocalDetail.LIBRARY.label,
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "biblioteker", "autocomplete": "organization"}),
    )
    by = forms.CharField(
        label=LocalDetail.TOWN.label,
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    titel = forms.CharField(
        label=LocalDetail.TITLE.label,
        required=False,
        max_length=120,
        help_text=_("Of the book or the thing it is about."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    dato = forms.CharField(
        label=LocalDetail.DAY.label,
        required=False,
        max_length=60,
        help_text=_("As it is to stand in the text."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    link = forms.CharField(
        label=LocalDetail.LINK.label,
        required=False,
        max_length=500,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}
        ),
    )

    def __init__(self, asked: Collection[str], towns: Mapping[str, str], typed: Mapping[str, str]) -> None:
        town = typed.get(LocalDetail.TOWN) or towns.get(typed.get(LocalDetail.LIBRARY, "").strip(), "")
        super().__init__({**typed, LocalDetail.TOWN: town} if typed else None)
        for name in set(self.fields).difference(asked):
            del self.fields[name]

    @property
    def details(self) -> dict[str, str]:
        """What can be filled in."""
        self.full_clean()
        return getattr(self, "cleaned_data", {})


class OwnPicturesForm(forms.Form):
    """What stands in the pictures for posts that a concept is drawn into."""

    titel = forms.CharField(
        label=_("Title in the picture"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    bibliotek = forms.CharField(
        label=LocalDetail.LIBRARY.label,
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"list": "biblioteker", "autocomplete": "organization"}),
    )
    farve = forms.CharField(
        label=_("Your colour"),
        validators=[RegexValidator(r"\A#[0-9a-fA-F]{6}\Z", _("Write the colour as #0f4838."))],
        help_text=_("The text becomes light or dark, whichever is read best on it."),
        widget=forms.TextInput(attrs={"type": "color"}),
    )

    def __init__(self, typed: Mapping[str, str] | None, *, page: Any) -> None:
        offered = {"titel": page.title[:80], "farve": "#0f4838"}
        super().__init__({**offered, **typed} if typed is not None else None, initial=offered)
        self.language = page.locale.language_code

    @property
    def told(self) -> PostTold:
        """What is drawn. Only after `is_valid`."""
        told = self.cleaned_data
        return {
            "title": told["titel"],
            "library": told["bibliotek"],
            "colour": told["farve"].lower(),
            "language": self.language,
        }
