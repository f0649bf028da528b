"""The feed API: `/api/feed/v1/<selection>`, flat and typed, for library websites. Read only, for anybody."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from pydantic import BaseModel

from website.api.feed import answers
from website.api.feed.description import operation_of
from website.api.feed.documentation import described_list, described_shapes
from website.feeds.caching import conditional
from website.feeds.parameters import BadParameterError
from website.feeds.selections import SELECTIONS, Selection, choose

ANSWERS: dict[str, type[BaseModel]] = {
    "concepts": answers.Concepts,
    "guides": answers.Guides,
    "initiatives": answers.Initiatives,
    "winners": answers.Winners,
    "galleries": answers.Galleries,
}
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


def _list_of(selection: Selection, answer: type[BaseModel]) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        asked = selection.read(request.GET)
        chosen = choose(selection, asked)
        more = asked.query_of_more(chosen.next_cursor) if chosen.next_cursor else ""
        next_url = f"{settings.BASE_URL}{PATH}/{selection.name}?{more}" if more else None
        said = answer(items=chosen.items, next_url=next_url, withdrawn=chosen.withdrawn)
        body = said.model_dump_json().encode()
        return conditional(request, HttpResponse(body, content_type="application/json"), chosen.changed_at)

    return view


def _options(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204, headers={"Allow": ALLOWED})


def _register(selection: Selection, answer: type[BaseModel]) -> None:
    path, view = f"/{selection.name}", _list_of(selection, answer)
    api.get(
        path,
        response={200: answer, 400: answers.Problem},
        operation_id=selection.name,
        summary=f"List {selection.name}, newest first",
        openapi_extra=operation_of(selection, answer),
    )(view)
    api.api_operation(["HEAD"], path, include_in_schema=False)(view)
    api.api_operation(["OPTIONS"], path, include_in_schema=False)(_options)


for _name, _answer in ANSWERS.items():
    _register(SELECTIONS[_name], _answer)


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """The API for people to read, from our own host."""
    lists = [described_list(PATH, SELECTIONS[name]) for name in ANSWERS]
    shapes = described_shapes([*ANSWERS.values(), answers.Problem])
    return render(request, "website/feed_api.html", {"lists": lists, "shapes": shapes, "base_url": settings.BASE_URL})
