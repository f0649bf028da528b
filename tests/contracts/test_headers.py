"""Every kind of answer, and the headers that each must have."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import path

from media.tasks import make_renditions
from tests.factories import core, pages
from tests.factories.site import Tree
from website import urls as known

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
}


def _fail(request: Any) -> HttpResponse:
    raise ZeroDivisionError


urlpatterns = [path("fejler/", _fail), *known.urlpatterns]
handler403, handler404 = known.handler403, known.handler404
SAME, CROSS = "same-origin", "cross-origin"
# What is asked for, by which method and with which headers -> status, and which sites may show the answer.
ANSWERS: dict[str, tuple[str, str, dict[str, str], int, str]] = {
    "page": ("GET", "{page}", {}, 200, SAME),
    "not modified": ("GET", "/feeds/concepts.json", {"if-none-match": "{etag}"}, 304, CROSS),
    "redirect": ("GET", "/koncepter", {}, 301, SAME),
    "bad query": ("GET", "/?q=%00", {}, 400, SAME),
    "bad parameter": ("GET", "/api/v2/pages/?limit=x", {}, 400, CROSS),
    "bad host": ("GET", "/koncepter", {"host": "andre.example"}, 400, SAME),
    "no such page": ("GET", "/findes-ikke/", {}, 404, SAME),
    "no such file": ("GET", "/media/images/findes-ikke.webp", {}, 404, CROSS),
    "no such frame": ("GET", "/embed/v1/findes-ikke/", {}, 404, CROSS),
    "private file": ("GET", "/private/original_images/findes-ikke", {}, 404, SAME),
    "wrong method": ("POST", "/api/feed/v1/concepts", {}, 405, CROSS),
    "without token": ("POST", "/admin/login/", {}, 403, SAME),
    "chunked": ("POST", "/indberet/", {"transfer-encoding": "chunked"}, 411, SAME),
    "too much": ("POST", "/admin/images/add/", {"content-length": "1000000000"}, 413, SAME),
    "server error": ("GET", "/fejler/", {}, 500, SAME),
    "not ready": ("GET", "/readyz", {}, 503, SAME),
    "alive": ("GET", "/livez", {}, 200, SAME),
    "style sheet": ("GET", "/static/website/css/base.css", {}, 200, CROSS),
    "picture": ("GET", "{picture}", {}, 200, CROSS),
    "feed": ("GET", "/feeds/concepts.atom", {}, 200, CROSS),
    "feed API": ("GET", "/api/feed/v1/concepts", {}, 200, CROSS),
    "API": ("GET", "/api/v2/pages/", {}, 200, CROSS),
    "frame": ("GET", "/embed/v1/koncepter/", {}, 200, CROSS),
    "component": ("GET", "/embed/v1/some-katalog.js", {}, 200, CROSS),
    "oEmbed": ("GET", "/oembed/", {}, 400, CROSS),
    "sitemap": ("GET", "/sitemap.xml", {}, 200, SAME),
    "admin": ("GET", "/admin/", {}, 302, SAME),
    "sign-in": ("GET", "/admin/login/", {}, 200, SAME),
}


@pytest.fixture
def client_and_addresses(tree: Tree, settings: Any) -> tuple[Client, dict[str, str]]:
    settings.ROOT_URLCONF = __name__
    settings.WHITENOISE_USE_FINDERS = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 63_072_000, True
    settings.SECURE_HSTS_PRELOAD = True
    client = Client(raise_request_exception=False, enforce_csrf_checks=True)
    image = core.make_image()
    make_renditions.call(image_id=image.pk)
    concept = pages.make_concept(tree.concepts, cover=image)
    etag = client.get("/feeds/concepts.json", secure=True)["ETag"]
    return client, {"page": concept.get_url(), "picture": image.renditions.all()[0].url, "etag": etag}


def test_every_answer_has_every_header(client_and_addresses: tuple[Client, dict[str, str]]) -> None:
    client, addresses = client_and_addresses
    for kind, (method, asked, headers, status, resource_policy) in ANSWERS.items():
        sent = {name: value.format(**addresses) for name, value in headers.items()}

        response = client.generic(method, asked.format(**addresses), secure=True, headers=sent)

        assert response.status_code == status, kind
        assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS, kind
        assert response["Cross-Origin-Resource-Policy"] == resource_policy, kind
        assert "camera=()" in response["Permissions-Policy"], kind
        assert "default-src" in response["Content-Security-Policy"], kind


def test_plain_http_promises_nothing(tree: Tree, client: Client) -> None:
    assert "Strict-Transport-Security" not in client.get("/livez").headers
