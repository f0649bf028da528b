"""The answer while the worker makes a file: that it is being made, or that too many are."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse

from foundation.cache_control import PRIVATE

RETRY_SECONDS = "20"  # about what the worker takes for one
TRY_LATER_SECONDS = "3600"

Answer = TypeVar("Answer", bound=HttpResponseBase)


def private(response: Answer) -> Answer:
    """What a library is up to is nobody's to keep or to find, and what stands in an address is not ours."""
    response["Cache-Control"], response["X-Robots-Tag"] = PRIVATE, "noindex"
    return response


def being_made(
    request: HttpRequest, context: Mapping[str, Any], *, status: HTTPStatus = HTTPStatus.ACCEPTED
) -> HttpResponse:
    """Shape: the context has `title`, `back_url`, `back_label`, and `instead_url` where there is a file to take now."""
    is_refused = status is HTTPStatus.TOO_MANY_REQUESTS
    context = {**context, "head": None, "is_refused": is_refused}
    response = TemplateResponse(request, "concepts/being_made.html", context, status=status)
    response["Retry-After"] = TRY_LATER_SECONDS if is_refused else RETRY_SECONDS
    return private(response)
