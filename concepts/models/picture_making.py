"""What a concept answers who want its pictures for posts with their own title, colour and picture in them."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import urlencode
from zipfile import ZipFile

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from concepts.being_made import being_made, private
from concepts.forms import OwnPicturesForm
from concepts.models.ordered_pictures import OrderedPictures
from foundation.danish.file_names import disposition, file_name
from foundation.throttling.rate_limits import RateLimitedError, network_of
from libraries.finding import told_apart
from libraries.models import Library
from media.enums import PIXELS, PictureShape
from media.usage import download_package_of

ALL_OF_THEM = "alle.zip"  # Danish, as the other addresses are
CONTENT_TYPES = {"png": "image/png", "jpg": "image/jpeg", "zip": "application/zip"}


class OwnPicture(NamedTuple):
    """One shape of it. Shape: sizes in pixels; addresses of it over the concept's picture, and of its band alone."""

    shape: PictureShape
    width: int
    height: int
    picture_url: str
    picture_name: str
    layer_url: str
    layer_name: str


@require_safe
def own_pictures_page(request: HttpRequest, page: Any) -> HttpResponse:
    """The form, and what was asked for with it once it is drawn."""
    package, form = download_package_of(page), _form(request, page)
    if package is None:
        return _being_made(request, page)
    context: dict[str, Any] = {"form": form, "libraries": told_apart(Library.objects.offered()), "head": None}
    if form.is_valid():
        try:
            order = OrderedPictures.objects.asked_for(form.told, network_of(request), package=package)
        except RateLimitedError:
            return _being_made(request, page, status=HTTPStatus.TOO_MANY_REQUESTS)
        except IntegrityError:  # the package went meanwhile
            return _being_made(request, page)
        if not order.file:
            return _being_made(request, page)
        context |= {"pictures": list(_pictures_of(page, form)), "all_url": _address(page, form, ALL_OF_THEM)}
    answer = TemplateResponse(request, "concepts/own_pictures.html", page.shared_context(request) | context)
    return private(answer)


@require_safe
def own_picture_file(request: HttpRequest, page: Any, name: str) -> HttpResponse:
    """One of them, or all of them as a ZIP. Raises: Http404 for what nobody asked for, and what is not drawn yet."""
    package, form = download_package_of(page), _form(request, page)
    order = OrderedPictures.objects.kept(form.told, package=package) if package and form.is_valid() else None
    if order is None or not order.file:
        raise Http404
    with order.file.open("rb") as stored:
        content = stored.read() if name == ALL_OF_THEM else _member(stored, name)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[name.rpartition(".")[2]])
    answer["Content-Disposition"] = disposition(_name_at_home(form, name))
    return private(answer)


def _name_at_home(form: OwnPicturesForm, name: str) -> str:
    """What a file is called there: by the title in it, and its shape."""
    shape, _dot, ending = name.partition(".")
    return file_name(" ".join((form.told["title"], shape)), f".{ending}")


def _member(stored: Any, name: str) -> bytes:
    """Raises: Http404."""
    with ZipFile(stored) as package:
        path = next((path for path in package.namelist() if path.rpartition("/")[2] == name), None)
        if path is None:
            raise Http404
        return package.read(path)


def _form(request: HttpRequest, page: Any) -> OwnPicturesForm:
    typed = request.GET.dict() if "titel" in request.GET else None
    return OwnPicturesForm(typed, page=page)


def _pictures_of(page: Any, form: OwnPicturesForm) -> Iterator[OwnPicture]:
    for shape in PictureShape:
        named = (f"{shape.value}.jpg", f"{shape.value}.png")
        told = (part for name in named for part in (_address(page, form, name), _name_at_home(form, name)))
        yield OwnPicture(shape, *PIXELS[shape.value], *told)


def _address(page: Any, form: OwnPicturesForm, name: str) -> str:
    return f"{page.own_pictures_url}{name}?{urlencode(form.cleaned_data)}"


def _being_made(request: HttpRequest, page: Any, *, status: HTTPStatus = HTTPStatus.ACCEPTED) -> HttpResponse:
    context = page.shared_context(request) | {
        "title": page.title,
        "back_url": page.own_pictures_url,
        "back_label": _("Back"),
    }
    return being_made(request, context, status=status)
