"""Views of the publishing calendar."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from core.models import Occasion
from foundation.date_fields import FIRST_YEAR, LAST_YEAR
from foundation.dates import in_words
from foundation.refusals import RefusedError
from website.desk import rescheduling
from website.desk.calendar_entries import EntryKind, editable_pages, entries_between
from website.desk.calendar_months import Month

MONTH, VIEW, LIST = "maaned", "vis", "liste"


def calendar_of(day: date) -> str:
    """The address of the calendar with this day in it."""
    return f"{reverse('publishing_calendar')}?{urlencode({MONTH: f'{day:%Y-%m}'})}"


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """A month, in weeks or as a list."""

    template_name = "desk/calendar.html"
    page_title = gettext_lazy("Calendar")
    header_icon = "calendar"
    breadcrumbs_items = [*WagtailAdminTemplateMixin.breadcrumbs_items, {"url": "", "label": page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        month = Month.read(self.request.GET.get(MONTH, ""))
        is_list = self.request.GET.get(VIEW) == LIST
        dates = month.dates
        entries = entries_between(self.request.user, dates[0][0], dates[-1][-1])
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "month": month,
            "is_list": is_list,
            "weekdays": dates[0],
            "weeks": [] if is_list else month.weeks(entries),
            "listed": list(month.listed(entries)) if is_list else [],
        }


class MoveForm(forms.Form):
    day = forms.DateField(label=gettext_lazy("New day"), widget=AdminDateInput)


class MoveView(WagtailAdminTemplateMixin, FormView[MoveForm]):
    """Asks for another day, and moves. What is refused is said above the field."""

    template_name = "desk/move.html"
    page_title = gettext_lazy("Move to another day")
    header_icon = "calendar"
    breadcrumbs_items = [
        *WagtailAdminTemplateMixin.breadcrumbs_items,
        {"url": reverse_lazy("publishing_calendar"), "label": CalendarView.page_title},
        {"url": "", "label": page_title},
    ]
    form_class = MoveForm

    def told(self) -> tuple[str, str]:
        """What is moved, and when it is now. Raises: RefusedError."""
        raise NotImplementedError

    def move(self, day: date) -> str:
        """Returns: the sentence about it. Raises: RefusedError."""
        raise NotImplementedError

    def form_valid(self, form: MoveForm) -> HttpResponse:
        try:
            sentence = self.move(form.cleaned_data["day"])
        except RefusedError as refused:
            form.add_error("day", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, sentence)
        return redirect(calendar_of(form.cleaned_data["day"]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            what, now = self.told()
        except RefusedError as refused:
            what, now = str(refused), ""
        return super().get_context_data(**kwargs) | {"what": what, "now": now, "back": reverse("publishing_calendar")}


class MovePageView(MoveView):
    """Raises: Http404 for a page its reader may not change."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if kwargs["kind"] not in rescheduling.FIELDS:
            raise Http404
        self.kind = EntryKind(kwargs["kind"])
        self.page: Any = get_object_or_404(editable_pages(request.user), pk=kwargs["page_id"]).specific

    def told(self) -> tuple[str, str]:
        now = rescheduling.date_of(self.page, self.kind)
        return f"{self.page.get_admin_display_title()} · {self.kind.label}", date_format(now, "DATETIME_FORMAT")

    def move(self, day: date) -> str:
        after = rescheduling.move_page(self.page.pk, self.kind, day, self.request.user)
        told = {"title": self.page.get_admin_display_title(), "what": self.kind.label.lower()}
        return _("“%(title)s”: %(what)s %(day)s.") % {**told, "day": date_format(after, "DATETIME_FORMAT")}


class MoveOccasionView(MoveView):
    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        if not request.user.has_perm("core.change_occasion"):
            raise PermissionDenied
        self.occasion = get_object_or_404(Occasion, pk=kwargs["occasion_id"])
        try:
            self.begins = date.fromisoformat(kwargs["begins"])
        except ValueError as error:
            raise Http404 from error
        if not FIRST_YEAR <= self.begins.year <= LAST_YEAR:
            raise Http404

    def told(self) -> tuple[str, str]:
        return str(self.occasion), in_words(self.begins)

    def move(self, day: date) -> str:
        rescheduling.move_occasion(self.occasion.pk, self.begins, day, self.request.user)
        return _("“%(title)s” now begins on %(day)s.") % {"title": self.occasion, "day": in_words(day)}
