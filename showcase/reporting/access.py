"""Who holds a link holds a report: the doors of its pages, and what is said when a link leads nowhere."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.throttling.limits import TooManyError, count, network_of
from showcase.reporting.links import BadLinkError, ExpiredLinkError, read
from showcase.reporting.models import Report
from showcase.reporting.services import GoneError, NotOpenError
from showcase.reporting.tasks import send_report_mail

LINKS_AT_ONCE = 5

View = Callable[..., HttpResponseBase]


def private(view: View) -> View:
    """For pages whose address is a key: kept by nobody, found by nobody, told to no other site.

    The key is all there is to steal, so nothing is gained by forging a request, and no cookie is needed.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except TooManyError:
            response = message(request, _("That was a lot at once. Wait an hour, then go on; nothing is lost."), 429)
        except OperationalError:
            sentence = _("That did not go through just now. Go back, and try again in a moment; nothing is lost.")
            response = message(request, sentence, HTTPStatus.SERVICE_UNAVAILABLE)
        except NotOpenError:
            response = message(request, _("This report can no longer be changed."), HTTPStatus.CONFLICT)
        except GoneError:
            response = lost(request, _("This report is erased, and nothing of it is left."), HTTPStatus.GONE)
        response["Referrer-Policy"], response["X-Robots-Tag"] = "same-origin", "noindex"
        return response

    return csrf_exempt(never_cache(answer))


def of_a_report(view: View) -> View:
    """Gives the view the report of the address's link; says so when the link has run out or was never one."""

    @private
    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            key, is_from_mail = read(token)
        except ExpiredLinkError:
            return lost(request, _("This link is too old. Write your e-mail, and you get a new one."), HTTPStatus.GONE)
        except BadLinkError:
            return lost(request, _("This link is not whole. Copy all of it, or get a new one."), HTTPStatus.NOT_FOUND)
        report = Report.objects.filter(key=key).select_related("library", "initiative__locale").first()
        if report is None:
            raise GoneError
        if is_from_mail and report.email_confirmed_at is None:
            Report.objects.filter(pk=report.pk).update(email_confirmed_at=timezone.now())
        return view(request, token, report, *args, **kwargs)

    return answer


@private
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Mail the links of an e-mail's reports. The answer is the same whether there are any."""
    if request.method != "POST":
        return lost(request, "", HTTPStatus.OK)
    email = request.POST.get("email", "").strip()[:200]
    try:
        validate_email(email)
    except ValidationError:
        sentence = _("Write an e-mail address, for example navn@bibliotek.dk.")
        return lost(request, sentence, HTTPStatus.BAD_REQUEST, email)
    count("link", network_of(request))
    count("link", email.lower())
    for report in Report.objects.written_by(email)[:LINKS_AT_ONCE]:
        send_report_mail.enqueue(report_id=report.pk, kind="link")
    return message(request, _("If we know that address, a mail with the link is on its way."), HTTPStatus.OK)


def message(request: HttpRequest, sentence: str, status: int, *, token: str = "", typed: str = "") -> HttpResponse:
    return _say(request, sentence, status, "reporting/message.html", {"token": token, "typed": typed})


def lost(request: HttpRequest, sentence: str, status: int, email: str = "") -> HttpResponse:
    return _say(request, sentence, status, "reporting/lost.html", {"email": email})


def _say(request: HttpRequest, sentence: str, status: int, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page for people; the sentence alone for the script that keeps what is typed."""
    if is_quiet(request):
        return JsonResponse({"sentence": sentence}, status=status)
    return render(request, template, {"sentence": sentence, **context}, status=status)


def is_quiet(request: HttpRequest) -> bool:
    """Whether the page's script asks, while its writer goes on typing."""
    return request.headers.get("Accept") == "application/json"
