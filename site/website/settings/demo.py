"""The demo on a newcomer's own machine: local files, plain http, known logins."""

from website.settings import env, rules
from website.settings.common import *
from website.settings.common import INSTALLED_APPS, PORT, STORAGES

DEMO = True  # the only place that allows the demo's logins
INSTALLED_APPS = ["demo", *INSTALLED_APPS]

SECRET_KEY = rules.PUBLISHED_KEYS["demo"]
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
BASE_URL = f"http://127.0.0.1:{PORT}"
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = BASE_URL

# Straight from the source folders: nothing to collect before the first page.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0
EMAIL_DELIVERY = "django.core.mail.backends.filebased.EmailBackend"  # read at /demo/post/
AUTH_PASSWORD_VALIDATORS = []
SECOND_FACTOR_IS_REQUIRED = env.flag("CATALOGUE_REQUIRE_SECOND_FACTOR", default=False)  # whoever has one is asked
PASSKEY_HOST = "localhost"  # browsers make none for an address of digits
