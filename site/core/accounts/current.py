"""The request that is being answered, for what must tell who did it and is not handed one (signals of models)."""

from contextvars import ContextVar

from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)

current_request = _request.get
begin_request = _request.set
end_request = _request.reset
