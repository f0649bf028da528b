"""The feed API: `/api/feed/v1/<source>`, flat and typed, for library websites. Read only, for anybody."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from pydantic import BaseModel

from syndication.feed_api.openapi import operation_of
from syndication.feed_api.reference import described_list, described_shapes
from syndication.feed_api.response_schemas import RESPONSES, Problem
from syndication.feeds.caching import conditional
from syndication.feeds.fetching import fetch
from syndication.feeds.parameters import BadParameterError
from syndication.feeds.sources import SOURCES, FeedSource

ALLOWED = "GET, HEAD, OPTIONS"
PATH = "/api/feed/v1"

api = NinjaAPI(
    title="SoMe-kataloget: feed API",
    version="1",
    description="Concepts, guides, initiatives, winners and pictures for library websites. Read only, no key.",
    urls_namespace="feed_api",
    docs_url=None,
    openapi_url="/openapi.json",
    docs_decorator=require_safe,
    servers=[{"url": settings.BASE_URL}],
)


@api.exception_handler(BadParameterError)
def refuse(request: HttpRequest, error: BadParameterError) -> HttpResponse:
    return api.create_response(request, {"detail": str(error)}, status=400)


def _list_of(source: FeedSource, answer: type[BaseModel]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        asked = source.read(request.GET)
        chosen = fetch(source, asked)
        more = asked.query_of_more(chosen.next_cursor) if chosen.next_cursor else ""
        next_url = f"{settings.BASE_URL}{PATH}/{source.name}?{more}" if more else None
        said = answer(items=chosen.items, next_url=next_url, withdrawn=chosen.withdrawn, notes=asked.choice.notes)
        body = said.model_dump_json().encode()
        return conditional(
            request, HttpResponse(body, content_type="application/json"), chosen.changed_at, asked.choice
        )

    return view


def _options(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204, headers={"Allow": ALLOWED})


def _register(source: FeedSource, answer: type[BaseModel]) -> None:
    path, view = f"/{source.name}", _list_of(source, answer)
    api.get(
        path,
        response={200: answer, 400: Problem},
        operation_id=source.name,
        summary=f"List {source.name}, newest first",
        openapi_extra=operation_of(source, answer),
    )(view)
    api.api_operation(["HEAD"], path, include_in_schema=False)(view)
    api.api_operation(["OPTIONS"], path, include_in_schema=False)(_options)


for _name, _answer in RESPONSES.items():
    _register(SOURCES[_name], _answer)


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """The API for people to read, from our own host."""
    lists = [described_list(PATH, SOURCES[name]) for name in RESPONSES]
    shapes = described_shapes([*RESPONSES.values(), Problem])
    return render(request, "website/feed_api.html", {"lists": lists, "shapes": shapes, "base_url": settings.BASE_URL})
