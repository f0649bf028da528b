"""Production: refuses to start without its secrets and hosts, and names the variable that is missing."""

from website.settings import env, rules
from website.settings.common import *
from website.settings.common import LOGGING, STORAGES
from website.settings.parts import storage
from website.settings.parts.security import allow_media_from

DEMO = False

SECRET_KEY = env.checked("CATALOGUE_SECRET_KEY", rules.fault_of_key)
SECRET_KEY_FALLBACKS = env.words(env.text("CATALOGUE_OLD_SECRET_KEYS", ""))
env.refuse("CATALOGUE_OLD_SECRET_KEYS", rules.fault_of_keys(SECRET_KEY, SECRET_KEY_FALLBACKS, ()))
ALLOWED_HOSTS = env.words(env.checked("CATALOGUE_HOSTS", lambda value: rules.fault_of_hosts(env.words(value))))
BASE_URL = env.checked(
    "CATALOGUE_BASE_URL", lambda value: rules.fault_of_base_url(value.rstrip("/"), ALLOWED_HOSTS)
).rstrip("/")
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = BASE_URL
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DATABASES = {"default": env.database(env.required("DATABASE_URL"))}

S3_IS_USED = bool(env.text("CATALOGUE_S3_PUBLIC_BUCKET", ""))
if S3_IS_USED:
    S3_PUBLIC_URL = env.required("CATALOGUE_S3_PUBLIC_URL").rstrip("/")
    S3_ENDPOINT = env.text("CATALOGUE_S3_ENDPOINT", "")
    STORAGES |= storage.s3(
        endpoint=S3_ENDPOINT,
        region=env.text("CATALOGUE_S3_REGION", "us-east-1"),
        access_key=env.required("CATALOGUE_S3_ACCESS_KEY"),
        secret_key=env.required("CATALOGUE_S3_SECRET_KEY"),
        public=(env.required("CATALOGUE_S3_PUBLIC_BUCKET"), S3_PUBLIC_URL),
        private=env.required("CATALOGUE_S3_PRIVATE_BUCKET"),
    )
    allow_media_from(S3_PUBLIC_URL, *([S3_ENDPOINT] if S3_ENDPOINT else []))

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if env.flag("CATALOGUE_BEHIND_PROXY", default=False):  # the proxy must strip the header from clients
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sid"
DEVICE_COOKIE_NAME = "__Host-device"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

EMAIL_HOST = env.text("CATALOGUE_EMAIL_HOST", "localhost")
EMAIL_PORT = env.number("CATALOGUE_EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("CATALOGUE_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env.text("CATALOGUE_EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("CATALOGUE_EMAIL_TLS", default=False)
EMAIL_TIMEOUT = 10  # seconds
env.refuse(
    "CATALOGUE_SECRET_KEY",
    rules.fault_of_keys(
        SECRET_KEY,
        SECRET_KEY_FALLBACKS,
        (EMAIL_HOST_PASSWORD, env.text("CATALOGUE_S3_SECRET_KEY", ""), str(DATABASES["default"].get("PASSWORD", ""))),
    ),
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("CATALOGUE_EMAIL_FROM", "webmaster@localhost")

LOOK_UP_LINKS = env.flag("CATALOGUE_LOOK_UP_LINKS", default=True)
PREVIEW_CLIENT = env.text("CATALOGUE_PREVIEW_CLIENT", "")
env.refuse(
    "CATALOGUE_PREVIEW_CLIENT",
    "" if not PREVIEW_CLIENT or PREVIEW_CLIENT.startswith("https://") else "must begin with https://",
)

LOGGING["root"]["level"] = "INFO"
