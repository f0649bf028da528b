from django import forms
from django.utils.translation import gettext_lazy as _

from website.persons.enums import PersonKind


class PersonForm(forms.Form):
    """Whom it is about."""

    kind = forms.ChoiceField(label=_("Who is it?"), choices=PersonKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("E-mail, username or name"), max_length=190)


class FoundForm(PersonForm):
    """The same, with whom the page had found when one of its buttons was pressed."""

    found_kind = forms.ChoiceField(choices=PersonKind.choices, required=False, widget=forms.HiddenInput)
    found_name = forms.CharField(max_length=190, required=False, widget=forms.HiddenInput)

    @property
    def is_still_found(self) -> bool:
        """Whether the fields still name the one whose things are shown under them."""
        given = self.cleaned_data
        return (given["kind"], given["name"]) == (given["found_kind"], given["found_name"])
