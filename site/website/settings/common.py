"""Safe production values that every environment shares; demo, test and production add or relax."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from website.settings import env
from website.settings.parts import cache, storage

PACKAGE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_dir()

INSTALLED_APPS = [
    "website",
    "website.feeds",
    "website.persons",
    "home",
    "search",
    "showcase",
    "showcase.assessment",
    "showcase.reporting",
    "concepts",
    "core",
    "core.accounts",
    "core.factors",
    "core.media",
    "core.libraries",
    "core.throttling",
    "core.worker",
    "axes",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "laces",
    "wagtail_modeladmin",
    "wagtail.embeds",
    "wagtail.sites",
    "core.factors.apps.StaffUsersConfig",  # wagtail.users
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
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "website.headers.SecureEveryAnswer",
    "website.proxies.WatchForwarding",
    "website.middleware.DecideWhoKeepsAnswers",
    "website.middleware.RefuseMalformedRequests",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "website.middleware.ContentSecurityPolicy",
    "corsheaders.middleware.CorsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "website.middleware.LanguageFromPath",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "core.factors.middleware.AuthenticateBothSteps",
    "website.bodies.RefuseLargeBodies",
    "allauth.account.middleware.AccountMiddleware",  # lets allauth's code find the request; no page of its own is open
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.staff_doors.StaffSight",
    "website.middleware.RememberHiddenPaths",
    "website.middleware.RedirectToVisiblePages",
    "website.middleware.SayStorageIsDown",
    "website.middleware.SayWhatWasTakenBack",
    "website.transactions.AllOrNothing",
    "core.accounts.middleware.WatchAccounts",
    "axes.middleware.AxesMiddleware",  # last: answers 429 in place of the view
]
ROOT_URLCONF = "website.urls"
WSGI_APPLICATION = "website.wsgi.application"
DEFAULT_EXCEPTION_REPORTER = "website.masking.MaskedReporter"  # error mails too hold no keys
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.chrome",
            ],
        },
    }
]

DATABASES = {"default": env.database(f"sqlite:///{DATA_DIR / 'catalogue.sqlite3'}")}
IS_POSTGRESQL = DATABASES["default"]["ENGINE"].endswith("postgresql")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = cache.shared(redis_url=env.text("CATALOGUE_REDIS_URL", ""))
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # what is ended is ended in every process

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["core.accounts.backends.GuardedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600  # seconds

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE_DIR / "locale", PACKAGE_DIR / "locale_wagtail"]
PORT = env.number("PORT", 8000)  # where `make demo` listens
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

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
WAGTAILIMAGES_RENDITION_STORAGE = "public"
FFMPEG = env.text("CATALOGUE_FFMPEG", "")

# Work that must not happen in a request goes to the "background" queue, worked by `manage.py run_worker`.
# The default backend runs at once, so that Wagtail's own indexing never waits for a worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "media", "films", "moves"]},
}
# What the worker's clock does every CLOCK_INTERVAL_SECONDS: name -> function without arguments.
CLOCK_TICKS = {
    "publish-scheduled": "core.worker.scheduled.publish_scheduled",
    "reap-dead-jobs": "core.worker.ticks.reap_dead_jobs",
    "prune-finished-jobs": "core.worker.ticks.prune_finished_jobs",
    "mind-films": "core.media.services.mind_films",
    "mind-consents": "core.media.services.mind_consents",
    "mind-exposure": "core.media.exposure.mind_exposure",
    "mind-moves": "core.media.moving.mind_moves",
    "delete-loose-files": "core.media.stored.delete_loose_files",
    "erase-old-contacts": "showcase.reporting.taking_back.erase_old_contacts",
    "carry-on-taking-back": "showcase.reporting.taking_back.carry_on",
    "forget-attempts": "core.throttling.limits.forget_attempts",
    "forget-sessions": "core.accounts.sessions.forget_sessions",
    "forget-account-events": "core.accounts.log.forget_old_events",
    "note-withdrawals": "website.feeds.withdrawals.note_withdrawals",
}
CLOCK_INTERVAL_SECONDS = 15

# How often somebody may do what: action -> (times, within seconds), by network, e-mail or report.
LIMITS = {
    "begin": (400, 3_600),
    "send": (20, 3_600),
    "files": (100, 3_600),
    "send-unknown": (400, 3_600),  # of one network, by e-mails not confirmed
    "link": (10, 3_600),
    "mail-report": (10, 3_600),  # links and receipts: of one report, to one e-mail, from one network
    "mail-address": (10, 3_600),
    "mail-network": (60, 3_600),
    "reply": (20, 3_600),
    # Tries at a password: for an account and network together, for each alone, and for a browser known to the account.
    "password": (10, 900),
    "password-network": (50, 900),
    "password-account": (100, 86_400),
    "password-browser": (10, 900),
    "locked": (1, 900),  # lines of the log
    # Mails with a link to a new password.
    "reset": (3, 3_600),
    "reset-network": (20, 3_600),
    # Tries at the second step, by account: only whoever has the password gets there.
    "factor": (10, 900),
    "factor-day": (50, 86_400),
    "factor-warning": (1, 86_400),  # mails about them
}
REPORT_QUOTA_BYTES = env.number("CATALOGUE_REPORT_QUOTA_GB", 20) * 2**30  # of all reports' files together
REPORT_EMAIL_QUOTA_BYTES = env.number("CATALOGUE_REPORT_EMAIL_QUOTA_MB", 2_048) * 2**20  # of one confirmed e-mail
REPORT_NETWORK_QUOTA_BYTES = env.number("CATALOGUE_REPORT_NETWORK_QUOTA_MB", 200) * 2**20  # of a network's unconfirmed
PROXY_HOPS = env.number("CATALOGUE_PROXY_HOPS", 0)  # trusted proxies in front that add to X-Forwarded-For

from website.settings.parts.accounts import *  # noqa: E402
from website.settings.parts.factors import *  # noqa: E402
from website.settings.parts.logs import *  # noqa: E402
from website.settings.parts.security import *  # noqa: E402
from website.settings.parts.wagtail import *  # noqa: E402
