"""Views of the agency: what waits, one case, and the words they agree on. No way from here into the admin."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundation.autosave import is_autosave, moved_on_to, name_of, not_saved, revision_of, saved, signed_out
from foundation.factors.views import SignInView
from foundation.paging import PAGE_PARAMETER, page_of
from foundation.text import normalise_typed
from showcase.assessment import blind_report, services
from showcase.assessment.forms import AssessmentForm, SignOffForm
from showcase.assessment.models import FEWEST_ASSESSMENTS, Assessment, Case, Criterion
from showcase.reporting.file_views import sent_file

PAGE_SIZE = 24
TEXTS = ("why_it_works", "flops_when", "settlement", "feedback")


def for_assessors(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Whoever is not logged in is asked to; who is no assessor is refused. Kept and indexed by nobody."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    may = permission_required("assessment.add_assessment", raise_exception=True)
    inside = login_required(may(answer), login_url="assessor_login")

    @wraps(view)
    def at_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "POST" and not request.user.is_authenticated:
            return _keep_her_words(request)
        return inside(request, *args, **kwargs)

    return never_cache(at_the_door)


def _keep_her_words(request: HttpRequest) -> HttpResponse:
    """Her session ended while she wrote: the script has the words still, else they are shown as of any old form."""
    if is_autosave(request):
        return signed_out(redirect_to_login(request.path, reverse("assessor_login")).url)
    refuse: Callable[[HttpRequest], HttpResponse] = import_string(settings.CSRF_FAILURE_VIEW)
    return refuse(request)


log_in = SignInView.as_view(
    next_page="assess",
    heading=gettext_lazy("Log in to assess"),
    lead=gettext_lazy("For those who assess reports for the catalogue. Editors make the logins."),
    forgotten="assessor_password",
)


@for_assessors
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """What waits for this assessor, what she has delivered, what is signed off. Cost: 4 queries beside the login's."""
    everything = Case.objects.select_related("report__library").with_counts()
    signed = page_of(everything.signed(), request.GET.get(PAGE_PARAMETER, ""), PAGE_SIZE)
    context = {
        "waiting": [(case, blind_report.while_blind_head(case)) for case in everything.waiting_for(request.user)],
        "delivered": everything.delivered_by(request.user),
        "signed": signed,
        "fewest": FEWEST_ASSESSMENTS,
    }
    return render(request, "assessment/cases.html", context)


@for_assessors
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """A case to score; or, once one's own is in, what all of them found."""
    found = _case(case_id)
    own = found.assessments.filter(assessor=request.user.pk).prefetch_related("scores").first()
    if _is_open_to(found, request):
        if request.method == "POST":
            return _outcome_page(request, found, problem=_("This one is delivered, and stays as it is."), status=409)
        return _outcome_page(request, found)
    criteria = list(Criterion.objects.filter(is_used=True))
    if request.method != "POST":
        return _score_page(request, found, AssessmentForm(criteria, initial=_kept(own), is_final=True), own)
    form = AssessmentForm(criteria, _tidied(request), is_final="deliver" in request.POST)
    if not form.is_valid():
        return _score_page(request, found, form, own, status=HTTPStatus.BAD_REQUEST)
    act = services.deliver if form.is_final else services.keep
    try:
        revision = request.POST.get("revision", "")
        own = act(found, request.user, form.points, form.cleaned_data, revision=revision)  # type: ignore[arg-type]  # only users get here
    except services.NotAllowedError as error:
        return _score_page(request, found, form, own, problem=str(error), status=HTTPStatus.CONFLICT)
    except services.StaleAssessmentError:
        sentence = _("You have also written in another window. This is from this one: press again to keep it.")
        return _score_page(request, found, form, own, problem=sentence, status=HTTPStatus.CONFLICT)
    if is_autosave(request):
        return saved(revision_of(services.draft_of(own)))
    address = reverse("assess_case", args=[found.pk])
    return redirect(address if form.is_final else f"{address}?gemt")


@for_assessors
@require_http_methods(["GET", "HEAD", "POST"])
def sign_off(request: HttpRequest, case_id: int) -> HttpResponse:
    """The words the assessors agree on; with them the case is done."""
    if request.method != "POST":
        return redirect("assess_case", case_id)
    found = _case(case_id)
    if not _has_delivered(found, request):
        return _refused(request, _("Only one of those who assessed it can sign it off."))
    outcome = services.outcome_of(services.delivered_to(found))
    form = SignOffForm(_tidied(request), is_disputed=bool(outcome and outcome.is_disputed))
    address = reverse("assess_case", args=[found.pk])
    if not form.is_valid():
        return _outcome_page(request, found, form, status=HTTPStatus.BAD_REQUEST)
    try:
        services.sign_off(found, request.user, form.cleaned_data)  # type: ignore[arg-type]  # only users get here
    except services.NotAllowedError as error:
        return _outcome_page(request, found, form, problem=str(error), status=HTTPStatus.CONFLICT)
    return moved_on_to(address) if is_autosave(request) else redirect(address)


@for_assessors
@require_safe
def picture(request: HttpRequest, case_id: int, file_id: int) -> HttpResponseBase:
    """A picture or film of the case's own report that this assessor may see. Raises: Http404 for any other."""
    found = _case(case_id)
    files_of = blind_report.files_afterwards if _is_open_to(found, request) else blind_report.files_while_blind
    for file in files_of(found):
        if file.pk == file_id:
            return sent_file(file)
    raise Http404


def _case(case_id: int) -> Case:
    return get_object_or_404(Case.objects.to_assess().select_related("report__library", "signed_by"), pk=case_id)


def _is_open_to(case: Case, request: HttpRequest) -> bool:
    """Whether this assessor may know whose it is: hers is in, or nobody scores it any more."""
    return case.signed_at is not None or _has_delivered(case, request)


def _has_delivered(case: Case, request: HttpRequest) -> bool:
    return case.assessments.filter(assessor=request.user.pk, delivered_at__isnull=False).exists()


def _tidied(request: HttpRequest) -> dict[str, str]:
    typed = {name: request.POST.get(name, "") for name in request.POST}
    return {name: normalise_typed(value) if name in TEXTS else value for name, value in typed.items()}


def _kept(own: Assessment | None) -> dict[str, Any]:
    """What a draft holds, as the form wants it."""
    draft = services.draft_of(own)
    return {**draft, **{f"criterion_{criterion}": points for criterion, points in draft["points"].items()}}


def _with_addresses(case: Case, shown: blind_report.ShownToAssessors) -> list[tuple[Any, Any, str]]:
    return [(file, pieces, reverse("assess_picture", args=[case.pk, file.pk])) for file, pieces in shown.files]


def _score_page(
    request: HttpRequest,
    case: Case,
    form: AssessmentForm,
    own: Assessment | None,
    problem: str = "",
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    if is_autosave(request):
        errors = " ".join(f"{field.label}: {' '.join(map(str, field.errors))}." for field in form if field.errors)
        return not_saved(problem or _("Not kept. %(errors)s") % {"errors": errors}, status)
    shown = blind_report.while_blind(case)
    context = {
        "case": case,
        "shown": shown,
        "files": _with_addresses(case, shown),
        "form": form,
        "problem": problem,
        "is_kept": "gemt" in request.GET,
        "name": name_of("assessment", case.pk, request.user.pk),
        "revision": revision_of(services.draft_of(own)),
        "is_outdated": services.is_outdated(case),
    }
    return render(request, "assessment/score.html", context, status=status)


def _outcome_page(
    request: HttpRequest, case: Case, form: SignOffForm | None = None, problem: str = "", status: int = HTTPStatus.OK
) -> HttpResponse:
    delivered = services.delivered_to(case)
    outcome = services.outcome_of(delivered)
    may_sign = not case.signed_at and len(delivered) >= FEWEST_ASSESSMENTS
    if may_sign and form is None:
        form = SignOffForm(initial=_proposal(delivered), is_disputed=bool(outcome and outcome.is_disputed))
    shown = blind_report.afterwards(case)
    context = {
        "case": case,
        "shown": shown,
        "files": _with_addresses(case, shown),
        "delivered": delivered,
        "outcome": outcome,
        "is_changed": any(one.report_revision != case.report.revision for one in delivered),
        "form": form if may_sign else None,
        "name": name_of("settlement", case.pk, request.user.pk),
        "problem": problem,
    }
    return render(request, "assessment/outcome.html", context, status=status)


def _proposal(delivered: list[Assessment]) -> dict[str, str]:
    """What all of them wrote, one after the other, to make one text of."""
    return {
        name: "\n\n".join(dict.fromkeys(text for one in delivered if (text := getattr(one, name))))
        for name in ("why_it_works", "flops_when")
    }


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    return render(request, "assessment/refused.html", {"sentence": sentence}, status=HTTPStatus.FORBIDDEN)
