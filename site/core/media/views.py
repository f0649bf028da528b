"""The media door for development and small installations; a large one lets its web server or S3 do this."""

from http import HTTPStatus
from pathlib import Path
from typing import IO, cast
from wsgiref.headers import Headers

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils._os import safe_join
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from whitenoise.media_types import MediaTypes
from whitenoise.responders import NotARegularFileError, Response, SlicedFile, StaticFile

from core.freshness import ANSWER, PRIVATE
from core.media.models import GoneFile, Video
from core.media.private_files import may_fetch
from core.media.storage_keys import folder_of

MEDIA_TYPES = MediaTypes(extra_types={".vtt": "text/vtt; charset=utf-8", ".avif": "image/avif"})


class StoredFile(StaticFile):
    """WhiteNoise's answer to a request for a file; mended for ranges of one byte, which it takes for empty."""

    def get_range_response(
        self, range_header: str, base_headers: list[tuple[str, str]], file_handle: IO[bytes] | None
    ) -> Response:
        size = int(dict(base_headers)["Content-Length"])
        start, end = self.get_byte_range(range_header, size)
        if start != end:
            return super().get_range_response(range_header, base_headers, file_handle)
        headers = Headers(list(base_headers))
        headers["Content-Range"] = f"bytes {start}-{end}/{size}"
        headers["Content-Length"] = "1"
        body = SlicedFile(file_handle, start, end) if file_handle else None
        return Response(HTTPStatus.PARTIAL_CONTENT, headers.items(), body)


@require_safe
def serve_media(request: HttpRequest, key: str) -> HttpResponseBase:
    """One public file by its key, whole or by range (206); 410 for one that was taken down.

    Raises: Http404 for unknown keys.
    """
    try:
        return _respond(_stored_file(settings.MEDIA_ROOT, key, ANSWER), request)
    except Http404:
        if GoneFile.objects.filter(key=key).exists():
            return gone(request)
        raise


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
    """The captions of a film that a published page shows; those who work in the admin also see those of drafts.

    Raises: Http404 when there are none to be seen.
    """
    video = Video.objects.filter(pk=video_id).exclude(captions="").first()
    if video is None or not (
        video.showings.public().exists() or video.is_withheld or _may(request, "media.change_video")
    ):
        raise Http404
    if video.is_withheld:
        return gone(request)
    response = HttpResponse(video.captions, content_type="text/vtt; charset=utf-8")
    response["Cache-Control"] = ANSWER if video.showings.public().exists() else PRIVATE
    return response


def gone(request: HttpRequest) -> HttpResponse:
    text = gettext("This was taken down. What others have downloaded before cannot be called back.")
    response = HttpResponse(text, status=HTTPStatus.GONE, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    return response


def _may(request: HttpRequest, permission: str) -> bool:
    return _is_signed_in(request) and request.user.has_perms(["wagtailadmin.access_admin", permission])


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
        return StoredFile(safe_join(root, key), headers.items())
    except (SuspiciousFileOperation, NotARegularFileError, OSError, ValueError) as error:
        raise Http404 from error


def _respond(stored: StoredFile, request: HttpRequest) -> HttpResponseBase:
    answer = stored.get_response(cast(str, request.method), request.META)
    response = FileResponse(answer.file) if answer.file else HttpResponse()
    response.status_code = int(answer.status)
    for name, value in answer.headers:
        response[name] = value
    return response
