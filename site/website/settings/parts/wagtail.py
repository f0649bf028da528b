"""Wagtail: what the house switches on, off and limits."""

from django.utils.translation import gettext_lazy as _

WAGTAILIMAGES_RENDITION_STORAGE = "public"
WAGTAIL_SITE_NAME = "SoMe-kataloget"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are read aloud, printed and typed
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("da", "Dansk"), ("en", "English")]
WAGTAIL_USER_TIME_ZONES = ["Europe/Copenhagen", "Atlantic/Faroe", "America/Nuuk"]  # all others would break in browsers

# No request to third parties from the admin either.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# The panel of one's own password is core.accounts' (its tries are counted); asking for a new one stays Wagtail's.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "core.accounts.passwords.QuietPasswordResetForm"

# A shared password is guessable and sets a cookie; privacy is by group.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_AUTOSAVE_INTERVAL = 3000  # milliseconds; kind to SQLite's one writer
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10

WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"  # a list sent in one process is imported in another

WAGTAILIMAGES_IMAGE_MODEL = "media.CatalogueImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 2**20  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "heic": "webp", "avif": "webp"}
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.media.forms.ImageForm"

WAGTAILDOCS_DOCUMENT_MODEL = "media.CatalogueDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.media.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 2**20  # bytes
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

WAGTAILAPI_LIMIT_MAX = 20
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_SEARCH_ENABLED = True

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}  # in Danish, the same on both databases
