"""Access by signed link: who holds a key holds a report; what is said when a key leads nowhere."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from foundation.autosave import is_autosave, name_of, not_saved
from foundation.throttling.rate_limits import RateLimitedError, count, network_of
from showcase.reporting.draft_answers import as_text
from showcase.reporting.link_services import GoneError, ReplacedError, Writer, opens, token_after, went_on
from showcase.reporting.models import ErasedKey, Report
from showcase.reporting.signed_tokens import BadLinkError, ExpiredLinkError, ReportLink, read
from showcase.reporting.tasks import mail
from showcase.reporting.transitions import NotOpenError
from showcase.reporting.validators import plain_address

LINKS_AT_ONCE = 5
PAGE = "side"  # the field that holds the secret of one page
FILES = {"add_report_files", "report_export"}  # the addresses that take files
PAGES = {"report_step", "report_export", "add_report_files", "describe_report_files"}  # that show what they are sent

View = Callable[..., HttpResponseBase]


class NotBegunError(Exception):
    """The key is good, and nothing was ever kept with it."""


REFUSALS = (RateLimitedError, NotOpenError, GoneError, NotBegunError, ReplacedError, ExpiredLinkError, BadLinkError)


def private(view: View) -> View:
    """For pages whose address is a key: kept by nobody, found by nobody, told to no other site.

    The key is all there is to steal, so nothing is gained by forging a request, and no cookie is needed. Not even our
    own pages are told the address (Referer), since web servers write it down.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            response = view(request, *args, **kwargs)
        except (OperationalError, *REFUSALS) as error:
            response = _refuse(request, error)
        response["Referrer-Policy"], response["X-Robots-Tag"] = "no-referrer", "noindex"
        return response

    return csrf_exempt(never_cache(answer))


def _refuse(request: HttpRequest, error: Exception) -> HttpResponse:
    """The sentence for what went wrong, and nothing lost by it."""
    match error:
        case RateLimitedError():
            return _stopped(request, too_many(), HTTPStatus.TOO_MANY_REQUESTS)
        case OperationalError():
            sentence = _("That did not go through just now. Go back, and try again in a moment; nothing is lost.")
            return _stopped(request, sentence, HTTPStatus.SERVICE_UNAVAILABLE)
        case NotOpenError():
            return _stopped(request, _("This report can no longer be changed."), HTTPStatus.CONFLICT)
        case NotBegunError():
            return message(request, _("Nothing is written here yet."), HTTPStatus.NOT_FOUND)
        case GoneError():
            return _gone(request, _("This report is erased, and nothing of it is left."))
        case ReplacedError():
            sentence = _("This link has ended: another took its place. Use the newest, or have one sent to you.")
            return lost(request, sentence, HTTPStatus.GONE)
        case ExpiredLinkError():
            return lost(request, _("This link is too old. Write your e-mail, and you get a new one."), HTTPStatus.GONE)
        case _:
            return lost(request, _("This link is not whole. Copy all of it, or get a new one."), HTTPStatus.NOT_FOUND)


def too_many() -> str:
    return _("That was a lot at once. Wait an hour, then go on; nothing is lost.")


def _stopped(request: HttpRequest, sentence: str, status: int) -> HttpResponse:
    """With what was typed, and the way back to the page it was typed on."""
    match = request.resolver_match
    token = match.kwargs.get("token", "") if match else ""
    back = request.path if match and match.url_name in PAGES else token and reverse("report", args=[token])
    return message(request, sentence, status, back=back, written=_typed(request))


def of_a_report(view: View) -> View:
    """Gives the view the key's report, and the key to go on with."""
    return private(_with_report(view))


def of_a_report_or_a_new_one(view: View) -> View:
    """The same; of a key that nothing was kept with yet, a report that is not stored."""
    of_a_begun_one = _with_report(view)

    @private
    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return of_a_begun_one(request, token, *args, **kwargs)
        except NotBegunError:
            return view(request, token, Report(key=read(token).key), *args, **kwargs)

    return answer


def _with_report(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, token: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *_opened(request, token), *args, **kwargs)
        except ReplacedError:  # perhaps by this very page, in a request that was quicker
            return view(request, *_opened(request, token), *args, **kwargs)

    return answer


def _opened(request: HttpRequest, token: str) -> tuple[str, Report]:
    """Raises: ExpiredLinkError, BadLinkError, GoneError, NotBegunError, ReplacedError."""
    link = read(token)
    report = Report.objects.filter(key=link.key).select_related("library", "initiative__locale").first()
    if report is None:
        is_first = link == ReportLink(link.key)
        raise NotBegunError if is_first and not ErasedKey.objects.knows(link.key) else GoneError
    if not opens(link, report):
        if not went_on(_words_of(request).get(PAGE, ""), report):
            raise ReplacedError
        token = token_after(token, report)
    return token, report


def _words_of(request: HttpRequest) -> QueryDict:
    """What was typed. Of files nothing is read for a key that lets nothing in, and no page sends words with them."""
    match = request.resolver_match
    return QueryDict() if match and match.url_name in FILES else request.POST


def writer_of(request: HttpRequest) -> Writer:
    return Writer(network=network_of(request), page=request.POST.get(PAGE, "")[:100])


@private
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    """Mail the links of an e-mail's reports. The answer is the same whether there are any."""
    if request.method != "POST":
        return lost(request, "", HTTPStatus.OK)
    typed = request.POST.get("email", "").strip()
    email = plain_address(typed)
    if not email:
        sentence = _("Write one e-mail address alone, for example navn@bibliotek.dk.")
        return lost(request, sentence, HTTPStatus.BAD_REQUEST, typed)
    try:
        count("link", network_of(request))
        count("link", email.lower())
    except RateLimitedError:
        return lost(request, too_many(), HTTPStatus.TOO_MANY_REQUESTS, typed)
    found = list(Report.objects.written_by(email)[:LINKS_AT_ONCE])
    for report in found or [Report(email=email)]:  # so that an unknown address costs as much time
        mail(report, "link", network=network_of(request))
    return message(request, _("If we know that address, a mail with the link is on its way."), HTTPStatus.OK)


def message(request: HttpRequest, sentence: str, status: int, **context: str) -> HttpResponse:
    """Shape: `token` leads back to the report, `back` to any page of it, `written` is what was typed and is not kept;
    `forgotten` names a report whose texts the browser is to throw away.
    """
    return _say(request, sentence, status, "reporting/message.html", context)


def lost(request: HttpRequest, sentence: str, status: int, email: str = "") -> HttpResponse:
    """With what was typed, if anything was: it stands nowhere else any more."""
    return _say(request, sentence, status, "reporting/link_expired.html", {"email": email, "typed": _typed(request)})


def _gone(request: HttpRequest, sentence: str) -> HttpResponse:
    """For a report that no link opens any more; with what was typed in an old window."""
    match = request.resolver_match
    token = (match and match.kwargs.get("token")) or _words_of(request).get("udkast", "")
    context = {"typed": _typed(request), "forgotten": browser_name_of(read(token).key)}
    return _say(request, sentence, HTTPStatus.GONE, "reporting/gone.html", context)


def browser_name_of(key: UUID) -> str:
    """What the browser calls those texts of a report that the server does not have; of its parts, `name:part`."""
    return name_of("report", key.hex)


def _typed(request: HttpRequest) -> str:
    return as_text(_words_of(request)) if request.method == "POST" else ""


def _say(request: HttpRequest, sentence: str, status: int, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page for people; the sentence alone for the script that keeps what is typed."""
    if is_autosave(request):
        return not_saved(sentence, status)
    return render(request, template, {"sentence": sentence, **context}, status=status)
