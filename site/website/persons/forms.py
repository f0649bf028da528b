from django import forms
from django.utils.translation import gettext_lazy as _

from website.persons.enums import PersonKind


class PersonForm(forms.Form):
    """Whom it is about."""

    kind = forms.ChoiceField(label=_("Who is it?"), choices=PersonKind.choices, widget=forms.RadioSelect)
    name = forms.CharField(label=_("E-mail, username or name"), max_length=190)
