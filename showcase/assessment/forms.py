"""Forms of an assessment. A draft keeps half of it; only what is delivered must be whole."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.length_validation import AtMost
from showcase.assessment.models import TEXT_LENGTH, Criterion
from showcase.assessment.scoring import HIGHEST, LOWEST

MOST_KEPT = 100_000  # characters of one text in a draft
POINTS = [(points, str(points)) for points in range(LOWEST, HIGHEST + 1)]


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=TEXT_LENGTH, widget=widget)


def _says_something(form: forms.Form, values: dict[str, Any]) -> None:
    if not (values.get("why_it_works") or values.get("flops_when") or form.errors):
        form.add_error("why_it_works", _("Write why it works or when it flops; best of all both."))


class AssessmentForm(forms.Form):
    """Points by each criterion, and the reasons."""

    why_it_works = _text(_("Why does it work?"), _("What is it about it that another library can lean on?"))
    flops_when = _text(_("When does it flop?"), _("Where would you not do it, or not like this?"))

    def __init__(self, criteria: Iterable[Criterion], *args: Any, is_final: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = {f"criterion_{criterion.pk}": criterion for criterion in criteria}
        self.is_final = is_final
        asked = {name: _points(criterion, required=is_final) for name, criterion in self.criteria.items()}
        self.fields = {**asked, **self.fields}
        if not is_final:
            for name in ("why_it_works", "flops_when"):
                self.fields[name].validators = [AtMost(MOST_KEPT)]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if self.is_final:
            _says_something(self, values)
        return values

    @property
    def points(self) -> dict[Criterion, int]:
        """The points given so far, of a form that was checked."""
        given = self.cleaned_data
        return {criterion: given[name] for name, criterion in self.criteria.items() if given.get(name)}


def _points(criterion: Criterion, *, required: bool) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=criterion.name,
        help_text=criterion.question,
        choices=POINTS,
        coerce=int,
        empty_value=None,
        required=required,
        widget=forms.RadioSelect,
    )


class SignOffForm(forms.Form):
    """What becomes public, and what the reporter is told."""

    settlement = _text(
        _("How did you settle it?"), _("You disagree on something above. Only you and the editors see this.")
    )
    why_it_works = _text(_("Why does it work?"), _("Public: stands on the initiative's page."))
    flops_when = _text(_("When does it flop?"), _("Public: stands on the initiative's page."))
    feedback = _text(
        _("To the reporter"), _("It goes by mail. Begin with what is good; leave it empty, and no mail is sent.")
    )

    def __init__(self, *args: Any, is_disputed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settlement = self.fields["settlement"]
        settlement.required = is_disputed
        settlement.error_messages["required"] = _("Talk about what you disagree on, and write what you agreed.")
        if not is_disputed:
            del self.fields["settlement"]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        _says_something(self, values)
        return values
