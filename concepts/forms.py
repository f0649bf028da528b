from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.forms import ShortTitleForm


class ConceptForm(ShortTitleForm):
    def clean_number(self) -> int | None:
        """A number belongs to one concept in each language. A copy keeps its number until it is edited."""
        number: int | None = self.cleaned_data["number"]
        others = type(self.instance).objects.filter(number=number, alias_of=None).exclude(pk=self.instance.pk)
        if self.instance.locale_id:
            others = others.filter(locale_id=self.instance.locale_id)
        if number is not None and (taken := others.first()):
            raise ValidationError(
                _("Number %(number)d belongs to “%(title)s”.") % {"number": number, "title": taken.title}
            )
        return number
