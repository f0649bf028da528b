"""Login limits: django-axes refuses, the counting is our own (docs/decisions/0019-signing-in.md)."""

AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["foundation.accounts.backends.GuardedBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 3600  # seconds

AXES_HANDLER = "foundation.accounts.lockout_handler.SharedCount"
AXES_CLIENT_IP_CALLABLE = "foundation.throttling.rate_limits.network_of"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "foundation.accounts.views.say_locked"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # what is turned away counts for nothing
AXES_DISABLE_ACCESS_LOG = True  # foundation.accounts keeps the log
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

DEVICE_COOKIE_NAME = "device"  # of a browser that has signed in before
