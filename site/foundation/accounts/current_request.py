"""The request being answered, for signal receivers that must tell who did it and are not handed one."""

from contextvars import ContextVar

from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)

current_request = _request.get
begin_request = _request.set
end_request = _request.reset
