"""Security headers of every answer: pages, files, redirects, errors, and early refusals."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from foundation.cache_control import PRIVATE
from website.log_masking import holds_key

# What other sites show: frames, feeds, API, and the public files they point at.
SHOWN_ELSEWHERE = ("/api/", "/feeds/", "/embed/", "/oembed/", settings.MEDIA_URL, settings.STATIC_URL)
# An answer that no view of ours gave shows nothing and runs nothing.
BARE_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# Where the address holds a key, also of a page that is not there, or that nobody answered: kept by nobody, found by
# nobody, told to nobody, our own web server's log included.
OF_A_KEY = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex", "Cache-Control": PRIVATE}
GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SecurityHeadersMiddleware:
    """Outermost, so that nothing answers without these; what a view or an inner middleware has said stays."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_shown_elsewhere = request.path_info.startswith(SHOWN_ELSEWHERE)
        headers = {
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
            "Permissions-Policy": settings.PERMISSIONS_POLICY,
            "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
            "Cross-Origin-Resource-Policy": "cross-origin" if is_shown_elsewhere else "same-origin",
            "Content-Security-Policy": BARE_POLICY,
        }
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            headers["Strict-Transport-Security"] = _strict_transport()
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        for name, value in OF_A_KEY.items() if holds_key(request.path_info) else ():
            response[name] = value
        return response


def _strict_transport() -> str:
    parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
    parts += ["includeSubDomains"] if settings.SECURE_HSTS_INCLUDE_SUBDOMAINS else []
    parts += ["preload"] if settings.SECURE_HSTS_PRELOAD else []
    return "; ".join(parts)
