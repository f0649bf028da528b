"""Admin views of reports: the queue, one report, and what can be done with it."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.auth import user_passes_test
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.views.generic import IndexView, InspectView

from concepts.models import ConceptPage
from foundation.compat.titled_columns import NamedTitles
from foundation.length_validation import in_digits, length_of
from foundation.text import normalise_typed
from libraries.finding import libraries_named_like
from showcase.reporting import triage, withdrawal
from showcase.reporting.forms import STORY_LENGTH
from showcase.reporting.mail import as_it_would_go
from showcase.reporting.models import Report
from showcase.reporting.parsing import answers_in_words
from showcase.reporting.services import is_from_the_library, rank_of
from showcase.reporting.transitions import NotOpenError, Who
from showcase.services import NoIndexError

# Apps above hang panels on a report's page: `(request, report) -> components`.
PANELS_HOOK = "construct_report_panels"

may_triage = user_passes_test(lambda user: user.has_perm(Who.STAFF.value))


class QueueView(NamedTitles, IndexView):
    """What has been sent in, the newest first; drafts are their reporters' own."""

    template_name = "reporting/admin/queue.html"
    title_id = "report_{}_title"
    list_export: ClassVar[list[str]] = [
        *("receipt", "title", "library", "municipality_group", "kind", "state", "sent_at", "closed_at")
    ]

    def get_base_queryset(self) -> Any:
        return Report.objects.sent().select_related("library", "initiative", "assignee").prefetch_related("platforms")

    @cached_property
    def columns(self) -> list[Any]:
        return [BulkActionsCheckboxColumn("bulk_actions", obj_type="report"), *super().columns]

    def search_queryset(self, queryset: Any) -> Any:
        """By its library too, whatever that is called."""
        if not self.is_searching:
            return queryset
        in_fields = super().search_queryset(queryset).order_by().values("pk")
        return queryset.filter(Q(library__in=libraries_named_like(self.search_query)) | Q(pk__in=in_fields))

    def to_row_dict(self, item: Report) -> dict[str, Any]:
        """Without names and e-mails, and with words for codes."""
        row: dict[str, Any] = super().to_row_dict(item)
        return row | {"kind": item.get_kind_display(), "state": item.get_state_display()}


class ReportView(InspectView):
    """One report with everything its reporter told, and the ways on."""

    template_name = "reporting/admin/report.html"
    page_title = pgettext_lazy("from a library", "Report")

    def get_object(self, queryset: Any = None) -> Report:
        return get_object_or_404(Report.objects.sent().select_related("library", "initiative", "assignee"), pk=self.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "report": self.object,
            "told": answers_in_words(self.object),
            "most": STORY_LENGTH,
            "panels": [panel for make in hooks.get_hooks(PANELS_HOOK) for panel in make(self.request, self.object)],
            "rank": rank_of(self.object),
            "files": self.object.files.all(),
            "talk": self.object.messages.select_related("author"),
            "is_confirmed": is_from_the_library(self.object),
            "alike": self.object.alike(),
        }


def _acted(
    act: Callable[[HttpRequest, Report], str | HttpResponse | None],
) -> Callable[[HttpRequest, int], HttpResponse]:
    """A button on a report's page: does something, says what, and comes back; a returned address or page leads on."""

    @require_POST
    @may_triage
    def view(request: HttpRequest, report_id: int) -> HttpResponse:
        report = get_object_or_404(Report.objects.sent().select_related("library"), pk=report_id)
        try:
            answer = act(request, report)
        except NotOpenError:
            messages.error(request, _("This report is closed already."))
            answer = None
        return (
            answer
            if isinstance(answer, HttpResponse)
            else redirect(answer or reverse("reports:inspect", args=[report.pk]))
        )

    return view


@_acted
def take_up(request: HttpRequest, report: Report) -> None:
    triage.take_up(report, request.user)  # type: ignore[arg-type]  # only staff get here
    messages.success(request, _("You have taken it on. The library sees that somebody works on it."))


@_acted
def write(request: HttpRequest, report: Report) -> HttpResponse | None:
    """Ask, or decline with a reason, as the button says; declining cannot be undone, so its mail is shown first."""
    text = normalise_typed(request.POST.get("text", "")).strip()
    if not text or len(text) > STORY_LENGTH:
        sentence = _("Write something, of at most %(most)s characters.") % in_digits(most=STORY_LENGTH)
        if text:
            sentence = f"{sentence} {length_of(text, STORY_LENGTH)}."
        return _still_to_write(request, report, text, sentence)
    try:
        if "decline" in request.POST and normalise_typed(request.POST.get("seen", "")).strip() != text:
            return _mail_to_see(request, report, text)
        _write(request, report, text)
    except NotOpenError:
        report.refresh_from_db()
        return _still_to_write(request, report, text, _("This report is closed already."))
    return None


def _write(request: HttpRequest, report: Report, text: str) -> None:
    """Raises: NotOpenError."""
    if "decline" in request.POST:
        triage.decline(report, request.user, text)  # type: ignore[arg-type]  # only staff get here
        messages.success(request, _("Declined. The reporter gets your reason by mail."))
    else:
        triage.ask(report, request.user, text)  # type: ignore[arg-type]  # only staff get here
        messages.success(request, _("The reporter gets your question by mail."))


def _still_to_write(request: HttpRequest, report: Report, text: str, problem: str) -> HttpResponse:
    """The box with what was written in it, and why it has not gone."""
    context = {"report": report, "text": text, "problem": problem, "most": STORY_LENGTH}
    return render(request, "reporting/admin/write.html", context, status=HTTPStatus.BAD_REQUEST)


def _mail_to_see(request: HttpRequest, report: Report, text: str) -> HttpResponse:
    if not report.is_open:
        raise NotOpenError
    subject, body = as_it_would_go(report, "declined", text)
    context = {"report": report, "subject": subject, "body": body, "text": text, "most": STORY_LENGTH}
    return render(request, "reporting/admin/decline.html", context)


@_acted
def confirm(request: HttpRequest, report: Report) -> None:
    if triage.confirm_domain(report):
        messages.success(request, _("From now on mails from that domain are known as this library's."))
    else:
        messages.error(request, _("That is free mail, which anybody can have. It proves nothing."))


@_acted
def make_initiative(request: HttpRequest, report: Report) -> str | None:
    try:
        page = triage.make_initiative(report, request.user)  # type: ignore[arg-type]  # only staff get here
    except NoIndexError:
        sentence = _("%(language)s: there is no page that initiatives lie under. Make one first.")
        language = get_language_info(report.language)["name_translated"]
        messages.error(request, sentence % {"language": language})
        return None
    messages.success(request, _("A draft is made. Read it through, then publish it; the reporter is told then."))
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


@require_POST
@may_triage
def release_copy(request: HttpRequest, report_id: int, page_id: int) -> HttpResponse:
    """An editor says that nothing of a report is left in a concept, so that the rest of it can go."""
    report = get_object_or_404(Report.objects.filter(take_down_asked_at__isnull=False), pk=report_id)
    concept = get_object_or_404(ConceptPage, pk=page_id, pk__in=report.copies.values("page"))
    if not concept.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    withdrawal.release(report, concept)
    messages.success(request, _("Noted: nothing of it is left there. What was made of the report goes by itself."))
    return redirect("wagtailadmin_home")
