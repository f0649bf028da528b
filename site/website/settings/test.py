"""Quick settings for the tests; everything that decides what is seen stays as in production."""

import tempfile
from pathlib import Path

from website.settings import env
from website.settings.common import *

DEMO = True
SECRET_KEY = "tests-only-key-that-signs-nothing-of-value-anywhere-0123456789"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = BASE_URL
SERVE_MEDIA = True

DATABASES = {"default": env.database("sqlite://:memory:")}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="catalogue-test-media-"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = []
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
