"""The doors of numbers and days: what is understood of them while they are typed. Nothing is kept here."""

from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_POST

from showcase.reporting.access import of_a_report_or_a_new_one
from showcase.reporting.answers import filled, typed_in, understood_as
from showcase.reporting.forms import STEPS
from showcase.reporting.models import Report


@of_a_report_or_a_new_one
@require_POST
def understood(request: HttpRequest, token: str, report: Report, number: int) -> JsonResponse:
    """In words, what the fields of a step have read, and the bars and questions of the numbers."""
    if not 1 <= number <= len(STEPS):
        raise Http404
    form = filled(STEPS[number - 1], typed_in(STEPS[number - 1], request.POST), is_checked=False)
    fields = {field.html_name: words for field in form if (words := understood_as(field)) is not None}
    html = render_to_string("reporting/understood.html", {"form": form}) if hasattr(form, "understood") else ""
    return JsonResponse({"fields": fields, "html": html})
