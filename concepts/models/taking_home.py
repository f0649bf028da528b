"""What a concept answers beside itself: its texts to fill in, its kit, and itself on paper."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.db import IntegrityError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from concepts.being_made import being_made, private
from concepts.forms import LocalDetailsForm
from concepts.local_details import LocalDetail
from concepts.models.filled_kits import FilledKit
from foundation.blocks import told
from foundation.danish.file_names import disposition, file_name
from foundation.throttling.rate_limits import RateLimitedError, network_of
from libraries.finding import told_apart
from libraries.models import Library
from media.models import DownloadPackage
from media.usage import download_package_of

EXTENSIONS = {"file": ".zip", "pdf": ".pdf"}


@require_safe
def local_texts_page(request: HttpRequest, page: Any) -> HttpResponse:
    """The texts of a kit with what a library writes into them. Raises: Http404 where there is nothing to fill in."""
    if not page.details_asked_for:
        raise Http404
    libraries = told_apart(Library.objects.offered())
    form = _form(request, page, libraries)
    context = {
        "head": None,
        "form": form,
        "local_details": form.details,
        "libraries": libraries,
        "package": download_package_of(page),
        "checklists": list(told(page.body.stream_block, page.body, "checklists_in")),
    }
    return private(TemplateResponse(request, "concepts/local_texts.html", page.shared_context(request) | context))


def _form(request: HttpRequest, page: Any, libraries: Mapping[Library, str]) -> LocalDetailsForm:
    towns = {name: one.municipality for one, name in libraries.items()}
    return LocalDetailsForm(page.details_asked_for, towns, request.GET.dict())


@require_safe
def taken_home(request: HttpRequest, page: Any, field: str) -> HttpResponseBase:
    """To the file of this field of the page's download package, or that it is being made: never half of one.

    With details of a library it is the file with those in it, kept by no cache.
    """
    package = download_package_of(page)
    if package is None:
        return _being_made(request, page)
    if any(request.GET.get(name, "").strip() for name in page.details_asked_for):
        return _filled(request, page, package, field)
    stored = getattr(package, field)
    return HttpResponseRedirect(stored.url) if stored else _being_made(request, page)


def _filled(request: HttpRequest, page: Any, package: DownloadPackage, field: str) -> HttpResponseBase:
    form = _form(request, page, told_apart(Library.objects.offered()))
    if not form.is_valid():
        return HttpResponseRedirect(f"{page.local_texts_url}?{request.GET.urlencode()}")  # where it is told
    details = {name: value for name, value in form.details.items() if value}
    try:
        kit = FilledKit.objects.asked_for(details, network_of(request), package=package)
    except RateLimitedError:
        return _being_made(request, page, status=HTTPStatus.TOO_MANY_REQUESTS)
    except IntegrityError:  # the package went meanwhile
        return _being_made(request, page)
    if not (stored := getattr(kit, field)):
        return _being_made(request, page)
    answer = FileResponse(stored.open("rb"))
    whose = details.get(LocalDetail.LIBRARY) or details.get(LocalDetail.TOWN, "")
    name = file_name(" - ".join(filter(None, (page.title, whose))), EXTENSIONS[field])
    answer["Content-Disposition"] = disposition(name)
    return private(answer)


def _being_made(request: HttpRequest, page: Any, *, status: HTTPStatus = HTTPStatus.ACCEPTED) -> HttpResponse:
    url = page.get_url(request)
    context = page.shared_context(request) | {
        "title": page.title,
        "back_url": f"{url}#tekster",
        "back_label": _("Back to the concept"),
        "instead_url": f"{url}pakke.zip",
    }
    return being_made(request, context, status=status)
