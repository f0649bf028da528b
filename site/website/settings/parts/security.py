"""Headers, cookies, upload limits and the two content security policies."""

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_INLINE

DEBUG = False

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # DENY would break the admin's preview panel
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 43_200  # seconds: a working day
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "website.stale_forms.refuse_stale_form"

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440  # bytes
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # the page editor sends one field per form field and block
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_PERMISSIONS = 0o640

MAX_QUERY_STRING_BYTES = 8_000
MAX_FILES_BODY_BYTES = 520 * 2**20  # a film of 500 MB and its form
MAX_DOCUMENT_BODY_BYTES = 22 * 2**20  # a document of 20 MB or a picture of 15 MB, and its form

# What a page of ours asks of the browser's devices: nothing.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "identity-credentials-get",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)

# Where a player may come from once a visitor has clicked on it (foundation/embed_providers.py); none is asked before.
PLAYER_SOURCES = [
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://www.instagram.com",
    "https://www.tiktok.com",
    "https://www.facebook.com",
    "https://www.linkedin.com",
    "https://embed.bsky.app",
]
# Public pages: no inline code, nothing from other hosts but those players.
CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": PLAYER_SOURCES,
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# Wagtail's admin needs inline scripts and styles (measured; no unsafe-eval).
ADMIN_CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "media-src": [SELF, "blob:"],
    "frame-src": [SELF, *PLAYER_SOURCES],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "base-uri": [SELF],
    "object-src": [NONE],
}

CORS_URLS_REGEX = r"^/(api|feeds|embed|oembed)/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = False
CORS_EXPOSE_HEADERS = ["ETag", "Last-Modified", "Katalog-Note"]
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]


def allow_media_from(public_url: str, *private_urls: str) -> None:
    """Let pages show what lies at another address of ours; signed addresses only in the admin."""
    for kind in ("img-src", "media-src"):
        CONTENT_SECURITY_POLICY["DIRECTIVES"][kind] = [SELF, public_url]
        ADMIN_CONTENT_SECURITY_POLICY[kind] = [*ADMIN_CONTENT_SECURITY_POLICY[kind], public_url, *private_urls]
