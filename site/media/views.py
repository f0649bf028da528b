"""Views that serve stored files: each asks what the file belongs to, and who may see that.

A web server or an S3 service in front hands out public files without asking; `media.exposure` sees to those.
"""

from contextlib import suppress
from http import HTTPStatus
from pathlib import Path
from typing import cast
from wsgiref.headers import Headers

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve

from foundation.cache_control import ANSWER, PRIVATE
from foundation.compat.file_ranges import MediaTypes, NotARegularFileError, StoredFile
from foundation.danish.file_names import disposition, file_name
from media.enums import Exposure
from media.exposure import is_public, shown_documents, shown_videos, was_public
from media.models import CatalogueDocument, Video
from media.private_files import may_fetch, may_preview, may_preview_file
from media.storage_keys import folder_of

MEDIA_TYPES = MediaTypes(extra_types={".vtt": "text/vtt; charset=utf-8", ".avif": "image/avif"})


@require_safe
def serve_media(request: HttpRequest, key: str) -> HttpResponseBase:
    """One file that a visible page shows, whole or by range (206); 410 for one that no page shows any more.

    Raises: Http404 for unknown keys, and for what was never shown to anybody but the staff, who may look at it.
    Cost: 2 queries, 1 more for what is not public.
    """
    is_shown = is_public(key)
    if is_shown or (_is_signed_in(request) and may_preview_file(request, key)):
        with suppress(Http404):  # it is being taken down
            return _respond(_stored_file(settings.MEDIA_ROOT, key, ANSWER if is_shown else PRIVATE), request)
    if was_public(key):
        return gone(request)
    raise Http404


@require_safe
def serve_private_file(request: HttpRequest, key: str) -> HttpResponseBase:
    """One private file, for those who work in the admin and may see what it belongs to.

    Raises: Http404 for everybody else, for unknown keys, every other spelling of a key, and files with other doors.
    """
    if not (_is_signed_in(request) and may_fetch(request.user, key)):
        raise Http404
    return _respond(_stored_file(settings.PRIVATE_MEDIA_ROOT, key, PRIVATE), request)


@require_safe
def captions(request: HttpRequest, video_id: int) -> HttpResponse:
    """The captions of a film that a visible page shows, 410 when none does any more; the staff see those of drafts.

    Raises: Http404 when there are none to be seen.
    """
    video = Video.objects.filter(pk=video_id).exclude(captions="").first()
    if video is None:
        raise Http404
    is_shown = shown_videos().filter(pk=video_id).exists()
    if is_shown or (_is_signed_in(request) and not video.is_withheld and may_preview(request, video)):
        headers = {"Cache-Control": ANSWER if is_shown else PRIVATE}
        headers["Content-Disposition"] = disposition(file_name(video.title, ".vtt"), as_attachment=False)
        return HttpResponse(video.captions, content_type="text/vtt; charset=utf-8", headers=headers)
    if video.exposure != Exposure.NEVER:
        return gone(request)
    raise Http404


@require_safe
def serve_document(request: HttpRequest, token: str, name: str) -> HttpResponseBase:
    """A document that a visible page offers, 410 when none does any more; the staff may see the others.

    Raises: Http404 for everything else, and for a name that is not the document's.
    """
    document = CatalogueDocument.objects.filter(token=token).select_related("collection").first()
    if document is None or document.filename != name:
        raise Http404
    is_shown = shown_documents().filter(pk=document.pk).exists()
    if is_shown or (_is_signed_in(request) and may_preview(request, document)):
        response: HttpResponseBase = serve(request, document.pk, document.filename)
        response["Cache-Control"] = ANSWER if is_shown else PRIVATE
        if "Content-Disposition" in response:  # Wagtail's has the name of the address
            response["Content-Disposition"] = disposition(document.download_name)
        return response
    if document.exposure != Exposure.NEVER:
        return gone(request)
    raise Http404


def gone(request: HttpRequest) -> HttpResponse:
    text = gettext("This was taken down. What others have downloaded before cannot be called back.")
    response = HttpResponse(text, status=HTTPStatus.GONE, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def _is_signed_in(request: HttpRequest) -> bool:
    """Anonymous visitors are not even looked up."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated


def _stored_file(root: Path, key: str, cache_control: str) -> StoredFile:
    if not folder_of(key):
        raise Http404
    headers = Headers([("Content-Type", MEDIA_TYPES.get_type(key)), ("X-Content-Type-Options", "nosniff")])
    headers["Cache-Control"] = cache_control
    headers["Accept-Ranges"] = "bytes"
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    try:
        return StoredFile(FileSystemStorage(root).path(key), headers.items())
    except (SuspiciousFileOperation, NotARegularFileError, OSError, ValueError) as error:
        raise Http404 from error


def _respond(stored: StoredFile, request: HttpRequest) -> HttpResponseBase:
    answer = stored.get_response(cast(str, request.method), request.META)
    response = FileResponse(answer.file) if answer.file else HttpResponse()
    response.status_code = int(answer.status)
    for name, value in answer.headers:
        response[name] = value
    return response
