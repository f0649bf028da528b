"""WhiteNoise's answer to a request for a file, mended for ranges of one byte, which it takes for empty.

Why: films are fetched in parts, and players ask for one byte to see whether they may; Django has no answer for ranges.
WhiteNoise documents its middleware alone.
Until: Django's FileResponse answers ranges. The mending alone: until WhiteNoise answers a range of one byte with 206.
"""

from http import HTTPStatus
from typing import IO
from wsgiref.headers import Headers

from whitenoise.media_types import MediaTypes
from whitenoise.responders import NotARegularFileError, Response, SlicedFile, StaticFile

__all__ = ["MediaTypes", "NotARegularFileError", "StoredFile"]


class StoredFile(StaticFile):
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
