"""The media door for development and small installations; a large one lets its web server or S3 do this."""

from http import HTTPStatus
from pathlib import PurePosixPath
from typing import IO, cast
from wsgiref.headers import Headers

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils._os import safe_join
from django.views.decorators.http import require_safe
from whitenoise.media_types import MediaTypes
from whitenoise.responders import NotARegularFileError, Response, SlicedFile, StaticFile

PUBLIC_FOLDERS = frozenset({"images", "videos", "captions"})
STAFF_FOLDERS = frozenset({"original_images"})
YEAR_SECONDS = 31_536_000
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
    """One stored file by its key, whole or by range (206); keys are random, so they may be cached for a year.

    Raises: Http404 for unknown keys, for folders that are not public and for originals asked for by the public.
    """
    folder = PurePosixPath(key).parts[:1]
    is_for_staff = bool(STAFF_FOLDERS.intersection(folder))
    if is_for_staff and not _is_staff(request):
        raise Http404
    if not is_for_staff and not PUBLIC_FOLDERS.intersection(folder):
        raise Http404
    headers = Headers([("Content-Type", MEDIA_TYPES.get_type(key)), ("X-Content-Type-Options", "nosniff")])
    headers["Cache-Control"] = "private, no-store" if is_for_staff else f"public, max-age={YEAR_SECONDS}, immutable"
    headers["Accept-Ranges"] = "bytes"
    headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return _respond(_stored_file(key, headers), request)


def _is_staff(request: HttpRequest) -> bool:
    has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
    return has_session and request.user.has_perm("wagtailadmin.access_admin")


def _stored_file(key: str, headers: Headers) -> StoredFile:
    try:
        path = safe_join(settings.MEDIA_ROOT, key)
        return StoredFile(path, headers.items())
    except (SuspiciousFileOperation, NotARegularFileError, OSError, ValueError) as error:
        raise Http404 from error


def _respond(stored: StoredFile, request: HttpRequest) -> HttpResponseBase:
    answer = stored.get_response(cast(str, request.method), request.META)
    response = FileResponse(answer.file) if answer.file else HttpResponse()
    response.status_code = int(answer.status)
    for name, value in answer.headers:
        response[name] = value
    return response
