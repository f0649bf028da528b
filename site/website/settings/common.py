"""Safe production values that every environment shares; demo, test and production add or relax."""

from typing import Any

from website.settings import env
from website.settings.parts import cache, storage

DATA_DIR = env.data_dir()

INSTALLED_APPS = [
    "website",
    "syndication.feeds",
    "website.desk",
    "website.statistics",
    "website.guide",
    "website.persons",
    "home",
    "search",
    "showcase",
    "showcase.assessment",
    "showcase.reporting",
    "concepts",
    "core",
    "foundation.accounts",
    "core.checking",
    "core.records",
    "foundation.counting",
    "foundation.factors",
    "media",
    "libraries",
    "foundation.throttling",
    "foundation.usage",
    "foundation.worker",
    "axes",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "laces",
    "wagtail_modeladmin",
    "wagtail.embeds",
    "wagtail.sites",
    "foundation.factors.apps.StaffUsersConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "corsheaders",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.admin",  # no address of its own: wagtail-modeladmin's list filters look for it
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # where the words are in which Wagtail says how long ago something was
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "website.headers.SecurityHeadersMiddleware",
    "website.forwarded_headers.ForwardingMiddleware",
    "website.tracking.TrackingParametersMiddleware",
    "website.middleware.CacheControlMiddleware",
    "website.middleware.RefuseMalformedRequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "website.middleware.ContentSecurityPolicyMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "website.middleware.LanguageFromPathMiddleware",
    "website.statistics.middleware.CountUseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "foundation.factors.middleware.SecondFactorMiddleware",
    "website.body_limits.BodyLimitMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # lets allauth's code find the request; no page of its own is open
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "website.signed_out.SignedOutFormsMiddleware",
    "foundation.staff_page_access.StaffVisibilityMiddleware",
    "website.middleware.HiddenPathsMiddleware",
    "website.middleware.VisibleRedirectsMiddleware",
    "website.middleware.StorageUnavailableMiddleware",
    "website.middleware.RefusalsMiddleware",
    "website.transactions.AllOrNothingMiddleware",
    "foundation.accounts.middleware.AccountsMiddleware",
    "axes.middleware.AxesMiddleware",  # last: answers 429 in place of the view
]
ROOT_URLCONF = "website.urls"
WSGI_APPLICATION = "website.wsgi.application"
DEFAULT_EXCEPTION_REPORTER = "website.log_masking.MaskedReporter"  # error mails too hold no keys
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.site_layout",
            ],
        },
    }
]
DATABASES = {"default": env.database(f"sqlite:///{DATA_DIR / 'catalogue.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = cache.shared(redis_url=env.text("CATALOGUE_REDIS_URL", ""))
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # what is ended is ended in every process

PORT = env.number("PORT", 8000)  # where `make demo` listens

EMAIL_BACKEND = "website.mail.AfterCommit"
EMAIL_DELIVERY = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"  # where the demo's mails land; nothing is sent from there

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
# What the public may fetch, and what only the staff may: originals, sent films, documents, proofs of consent.
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PRIVATE_MEDIA_URL = "/private/"
PRIVATE_MEDIA_ROOT = DATA_DIR / "private"
STORAGES: dict[str, dict[str, Any]] = {
    **storage.local(public=(MEDIA_ROOT, MEDIA_URL), private=(PRIVATE_MEDIA_ROOT, PRIVATE_MEDIA_URL)),
    "staticfiles": {"BACKEND": "website.storage.StaticFilesStorage"},
}
S3_IS_USED = False

from website.settings.parts.accounts import *  # noqa: E402
from website.settings.parts.background_jobs import *  # noqa: E402
from website.settings.parts.factors import *  # noqa: E402
from website.settings.parts.languages import *  # noqa: E402
from website.settings.parts.limits import *  # noqa: E402
from website.settings.parts.logs import *  # noqa: E402
from website.settings.parts.security import *  # noqa: E402
from website.settings.parts.wagtail import *  # noqa: E402
