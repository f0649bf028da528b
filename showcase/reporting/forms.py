"""Step forms of a report. A draft keeps whatever is typed; these decide only when it is sent."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.models import Objective, Platform, PostFormat, TargetGroup
from foundation.dates import Lean
from foundation.number_fields import WholeNumberField
from foundation.validators import validate_https_url
from libraries.finding import told_apart
from showcase.reporting.baseline import MOST_PASTED, understand
from showcase.reporting.enums import Channel, PeopleSeen, Reach, ReportKind
from showcase.reporting.fields import (
    DayField,
    FigureField,
    LibraryAnswerField,
    MetricField,
    NumberField,
    TenField,
    question,
    words,
)
from showcase.reporting.schema import Step, of_step
from showcase.reporting.validators import MOST_SIGNS, validate_plain_address

STORY_LENGTH = 5_000
READ_AS_MEANT = _("Choose one, so that the numbers are read as you mean them.")


def _day(label: Any, lean: Lean = Lean.BACK) -> DayField:
    return DayField(label=label, required=False, lean=lean, help_text=_("For example 1/11-2026 or 1. nov."))


def _story(label: Any, help_text: Any = "", *, missing: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        max_length=STORY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": missing},
    )


def _missing(sentence: Any) -> ValidationError:
    """Told of a field that another answer makes needed, as Django tells of one that always is."""
    return ValidationError(sentence, code="required")


class StepForm(forms.Form):
    """One step. Shape: `heading` names it in the way through the report; what its fields are, the schema says."""

    step: ClassVar[Step]
    heading: ClassVar[str | Promise]


@of_step(Step.WHAT)
class WhatForm(StepForm):
    """The minimal road: these six fields, and the report can be sent; `which` is asked where two libraries fit."""

    heading = _("What and where")
    kind = forms.ChoiceField(
        label=_("What do you tell about?"),
        choices=ReportKind.choices,
        initial=ReportKind.INITIATIVE,
        widget=forms.RadioSelect,
    )
    name = forms.CharField(
        label=_("What shall we call it?"),
        max_length=55,
        error_messages={"required": _("Give it a name; a few words are enough.")},
    )
    library = LibraryAnswerField(
        label=_("Your library"),
        max_length=120,
        widget=forms.TextInput(attrs={"list": "biblioteker", "autocomplete": "organization"}),
        error_messages={"required": _("Write your library or your municipality.")},
    )
    which = question(_("Which library do you mean?"), _("Choose one, or write more of its name above."))
    platforms = words(_("Where was it?"), Platform, missing=_("Choose at least one place."))
    what = _story(
        _("What did you do?"),
        _("As you would tell it to a colleague at another library."),
        missing=_("Tell in your own words what you did."),
    )
    email = forms.CharField(
        label=_("Your e-mail at work"),
        max_length=MOST_SIGNS,
        validators=[validate_plain_address],
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("You get a link to the draft at once, and hear from us. It is never shown."),
        error_messages={"required": _("Write your e-mail, so that we can answer.")},
    )
    started_on = _day(_("Began"))
    ended_on = _day(_("Ended"))
    post_url = forms.URLField(
        label=_("Address of the post"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[validate_https_url],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed: Mapping[str, Any] = self.data if self.is_bound else self.initial
        library: Any = self.fields["library"]
        text = str(typed.get("library") or "").strip()
        guesses = library.find(text).guesses if text else ()
        if guesses:
            library.chosen = str(typed.get("which") or "")
            self.fields["which"].choices = [(one.isil, name) for one, name in told_apart(guesses).items()]  # type: ignore[attr-defined]  # it is a choice field
        else:
            del self.fields["which"]  # nothing to ask

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        values.pop("which", None)
        start, end = values.get("started_on"), values.get("ended_on")
        if start and start > timezone.localdate():
            self.add_error("started_on", _("That day is still to come."))
        if start and end and end < start:
            self.add_error("ended_on", _("The end must not be before the start."))
        return values


@of_step(Step.WHY)
class WhyForm(StepForm):
    heading = _("For whom and why")
    target_groups = words(_("Whom did you want to reach?"), TargetGroup)
    objectives = words(_("What was it to lead to?"), Objective)
    formats = words(_("In which form?"), PostFormat)
    why = _story(_("Why did you do it?"))
    how = _story(_("How did you go about it?"), _("Who did what, how long it took, what it cost."))


@of_step(Step.NUMBERS)
class NumbersForm(StepForm):
    """Shape: `understood` is what the number and the ten mean, also before the form is checked."""

    heading = _("Numbers")
    metric = MetricField(label=_("What did you measure?"), required=False)
    value = FigureField(label=_("How many?"), required=False)
    window_days = WholeNumberField(label=_("Read after how many days?"), required=False, min_value=0, max_value=3_650)
    reach = forms.ChoiceField(
        label=_("Was it boosted?"), choices=Reach.choices, required=False, widget=forms.RadioSelect
    )
    followers = NumberField(label=_("Followers at the time"), required=False)
    baseline = forms.CharField(
        label=_("The same number of your ten latest comparable posts"),
        required=False,
        max_length=MOST_PASTED,
        help_text=_("Same platform, same form. The oldest first. Paste a column from your spreadsheet."),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    ten = TenField(label=_("Or write them one by one, the oldest first"), required=False)
    column = question(_("Which column is it?"), READ_AS_MEANT)
    reading = question(_("Two readings fit. Which is right?"), READ_AS_MEANT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        typed: Mapping[str, Any] = self.data if self.is_bound else self.initial
        metric = self.fields["metric"]
        self.understood = understand(typed, metric.kind_of(typed.get("metric")))  # type: ignore[attr-defined]  # ours
        for name, choices in (("column", self.understood.columns), ("reading", self.understood.readings)):
            if choices:
                self.fields[name].choices = choices  # type: ignore[attr-defined]  # they are choice fields
            else:
                del self.fields[name]  # nothing to ask

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for name in ("ten", "column", "reading"):  # how it was written, not what
            values.pop(name, None)
        for name, sentences in self.understood.problems.items():
            self.add_error(name, [ValidationError(sentence) for sentence in sentences])
        own, ten = self.understood.own, list(self.understood.ten)
        is_written = bool(values.get("value"))
        values |= {name: value for name, value in (("value", own), ("baseline", ten)) if name in values}
        if is_written and values.get("metric") is None and "metric" not in self.errors:
            self.add_error("metric", _missing(_("Choose what the number counts.")))
        if values.get("metric") is not None and not is_written and "value" not in self.errors:
            self.add_error("value", _missing(_("Write the number, or choose nothing to measure.")))
        elif ten and not is_written and "value" not in self.errors:
            self.add_error("value", _missing(_("Write the number of this post too.")))
        return values


@of_step(Step.PEOPLE)
class PeopleForm(StepForm):
    heading = _("Pictures and people")
    people = forms.ChoiceField(
        label=_("Who can be recognised in the pictures?"),
        choices=PeopleSeen.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    purpose = forms.CharField(
        label=_("What did they agree to?"),
        required=False,
        max_length=255,
        help_text=_("In the words of the agreement."),
    )
    channels = forms.MultipleChoiceField(
        label=_("Where may they be shown?"),
        choices=Channel.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    agreed_until = _day(_("Until when?"), Lean.AHEAD)
    has_agreement = forms.BooleanField(
        label=_("Everybody who can be recognised has agreed, for children their parents, and we keep the agreements."),
        required=False,
    )
    contact_name = forms.CharField(
        label=_("Your name"), required=False, max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("channels", "agreed_until"):
            self.fields[name].needed_when = _("(when somebody can be recognised)")  # type: ignore[attr-defined]  # ours

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("people") in {PeopleSeen.ADULTS, PeopleSeen.CHILDREN}:
            if not values.get("has_agreement"):
                self.add_error("has_agreement", _missing(_("Pictures of people need their agreement.")))
            if Channel.CATALOGUE not in values.get("channels", []):
                self.add_error("channels", _("They must have agreed to the catalogue, or we cannot show the pictures."))
            if not values.get("agreed_until") and "agreed_until" not in self.errors:
                self.add_error("agreed_until", _missing(_("An agreement ends some day. Write when.")))
        until = values.get("agreed_until")
        if until and until <= timezone.localdate():
            self.add_error("agreed_until", _("That agreement has run out."))
        return values


STEPS: tuple[type[StepForm], ...] = (WhatForm, WhyForm, NumbersForm, PeopleForm)


def form_of(step: Step) -> type[StepForm]:
    return next(form for form in STEPS if form.step == step)
