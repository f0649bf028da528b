"""Wagtail's settings: what is switched on, off and limited."""

WAGTAILIMAGES_RENDITION_STORAGE = "public"
WAGTAIL_SITE_NAME = "SoMe-kataloget"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses are read aloud, printed and typed

WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "core.rich_text.RichTextArea"}}

# How days and times stand in the fields of the admin; read they are as Danes write them (foundation.date_fields).
WAGTAIL_DATE_FORMAT = "%d-%m-%Y"
WAGTAIL_DATETIME_FORMAT = "%d-%m-%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"

# No request to third parties from the admin either.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []

# The panel of one's own password is foundation.accounts' (its tries are counted); asking for a new one stays Wagtail's.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = True
WAGTAILADMIN_USER_PASSWORD_RESET_FORM = "foundation.accounts.passwords.QuietPasswordResetForm"

# A shared password is guessable and sets a cookie; privacy is by group.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_AUTOSAVE_INTERVAL = 3000  # milliseconds; kind to SQLite's one writer
WAGTAILADMIN_UNSAFE_PAGE_DELETION_LIMIT = 10
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # who approves is told once, as a member of its group

WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"  # a list sent in one process is imported in another

WAGTAILIMAGES_IMAGE_MODEL = "media.CatalogueImage"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic"]
WAGTAILIMAGES_INDEX_PAGE_SIZE = 60  # what is chosen at once for a bulk action
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 2**20  # bytes
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "heic": "webp", "avif": "webp"}
WAGTAILIMAGES_IMAGE_FORM_BASE = "media.forms.ImageForm"

WAGTAILDOCS_DOCUMENT_MODEL = "media.CatalogueDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "media.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "odt", "txt"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 2**20  # bytes
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []

WAGTAILAPI_LIMIT_MAX = 20
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_SEARCH_ENABLED = True

PREVIEW_CLIENT = ""  # where another front end shows a draft by its key (website.api.drafts); production may name it

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}  # in Danish, the same on both databases
