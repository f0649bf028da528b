"""Request body limits, by address and sender, judged by the headers before any of the body is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.utils import translation
from django.utils.translation import gettext

from showcase.reporting.link_services import opens
from showcase.reporting.models import Report
from showcase.reporting.signed_tokens import BadLinkError, ExpiredLinkError, read

GetResponse = Callable[[HttpRequest], HttpResponseBase]
May = Callable[[HttpRequest, "re.Match[str]"], bool]


def _holds_a_report(request: HttpRequest, match: "re.Match[str]") -> bool:
    """Whether the address's key opens a report that still takes files. Cost: 1 query, none for a key nobody signed."""
    report = _report_of(match["token"])
    return report is not None and report.is_writable


def _holds_a_confirmed_report(request: HttpRequest, match: "re.Match[str]") -> bool:
    report = _report_of(match["token"])
    return report is not None and report.is_writable and report.is_confirmed


def _report_of(token: str) -> Report | None:
    try:
        link = read(token)
    except (BadLinkError, ExpiredLinkError):
        return None
    report = Report.objects.filter(key=link.key).first()
    return report if report and opens(link, report) else None


def _staff_with(*permissions: str) -> May:
    """Somebody signed in who may open the admin, and has one of these if any are named. Cost: 2-4 queries."""

    def may(request: HttpRequest, match: "re.Match[str]") -> bool:
        user = request.user
        may_open = user.is_authenticated and user.has_perm("wagtailadmin.access_admin")
        return may_open and (not permissions or any(user.has_perm(one) for one in permissions))

    return may


@dataclass(frozen=True)
class Intake:
    """An address that takes files: how large a body, and from whom."""

    address: "re.Pattern[str]"
    most_bytes: int
    may: May


FILES_OF_A_REPORT = re.compile(r"/(?:en/)?indberet/(?P<token>[^/]+)/billeder/")
INTAKES = (
    Intake(FILES_OF_A_REPORT, settings.MAX_FILES_BODY_BYTES, _holds_a_confirmed_report),
    Intake(FILES_OF_A_REPORT, settings.REPORT_NETWORK_QUOTA_BYTES, _holds_a_report),
    Intake(
        re.compile(r"/admin/snippets/media/video/(?:add|edit/[^/]+)/(?:preview/)?"),
        settings.MAX_FILES_BODY_BYTES,
        _staff_with("media.add_video", "media.change_video"),
    ),
    Intake(
        re.compile(r"/admin/snippets/media/consent/(?:add|edit/[^/]+)/"),
        settings.MAX_DOCUMENT_BODY_BYTES,
        _staff_with("media.add_consent", "media.change_consent"),
    ),
    # Rights to pictures and documents lie on collections; their views ask for them.
    Intake(re.compile(r"/admin/(?:images|documents)/.+"), settings.MAX_DOCUMENT_BODY_BYTES, _staff_with()),
    Intake(
        re.compile(r"/admin/redirects/import/.*"),
        settings.MAX_DOCUMENT_BODY_BYTES,
        _staff_with("wagtailredirects.add_redirect"),
    ),
    Intake(re.compile(r"/admin/account/"), settings.MAX_DOCUMENT_BODY_BYTES, _staff_with()),
)


class BodyLimitMiddleware:
    """413 for a body larger than its sender may send there; 411 for one that does not say how large it is.

    Stands after the session, which only a large body makes it look up, and before anything reads the body.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or ""
        if not length and "HTTP_TRANSFER_ENCODING" in request.META:
            return HttpResponse("Length required", status=411, content_type="text/plain; charset=utf-8")
        if length and not length.isdecimal():
            return HttpResponse("Bad request", status=400, content_type="text/plain; charset=utf-8")
        size = int(length[:20] or 0)
        if size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and size > (most := most_bytes(request)):
            return _say_too_large(most)
        return self.get_response(request)


def most_bytes(request: HttpRequest) -> int:
    """The largest body that this sender may send to this address. Cost: none, but for addresses that take files."""
    for intake in INTAKES:
        match = intake.address.fullmatch(request.path_info)
        if match and intake.may(request, match):
            return intake.most_bytes
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _say_too_large(most: int) -> HttpResponse:
    with translation.override(settings.LANGUAGE_CODE):
        sentence = gettext("That is too much at once: at most %(most)s. Go back; nothing else is lost.")
        text = sentence % {"most": filesizeformat(most)}
    return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")
