"""Quick settings for the tests; everything that decides what is seen stays as in production."""

import tempfile
from pathlib import Path

from website.settings import env, rules
from website.settings.common import *
from website.settings.common import INSTALLED_APPS, MEDIA_URL, PRIVATE_MEDIA_URL
from website.settings.parts import storage

DEMO = True
INSTALLED_APPS = ["demo", *INSTALLED_APPS]
SECRET_KEY = rules.PUBLISHED_KEYS["tests"]
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
BASE_URL = "http://testserver"
WAGTAILADMIN_BASE_URL = WAGTAILAPI_BASE_URL = BASE_URL

DATABASES = {"default": env.database("sqlite://:memory:")}
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="catalogue-test-media-"))
PRIVATE_MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="catalogue-test-private-"))
STORAGES = {
    **storage.local(public=(MEDIA_ROOT, MEDIA_URL), private=(PRIVATE_MEDIA_ROOT, PRIVATE_MEDIA_URL)),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
S3_IS_USED = bool(env.text("CATALOGUE_S3_PUBLIC_BUCKET", ""))
if S3_IS_USED:  # started by tests/services/s3.py
    S3_ENDPOINT = env.required("CATALOGUE_S3_ENDPOINT")
    STORAGES |= storage.s3(
        endpoint=S3_ENDPOINT,
        region="us-east-1",
        access_key=env.required("CATALOGUE_S3_ACCESS_KEY"),
        secret_key=env.required("CATALOGUE_S3_SECRET_KEY"),
        public=(env.required("CATALOGUE_S3_PUBLIC_BUCKET"), env.required("CATALOGUE_S3_PUBLIC_URL")),
        private=env.required("CATALOGUE_S3_PRIVATE_BUCKET"),
    )
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = []
SECOND_FACTOR_IS_REQUIRED = False
COUNTS_WRITTEN_EVERY = 0
EMAIL_DELIVERY = "django.core.mail.backends.locmem.EmailBackend"
