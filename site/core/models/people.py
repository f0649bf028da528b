from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.utils.crypto import salted_hmac

from foundation.accounts.fields import GenerationField
from foundation.accounts.querysets import RIGHTS, StaffManager


class User(AbstractUser):
    """A member of staff. Its own model from the first migration, so that it can grow (docs/decisions/0002-user.md).

    A session is bound to the password and to `session_generation`: a new one of either ends it at its next request.
    """

    session_generation = GenerationField()

    objects = StaffManager()  # type: ignore[misc]  # Django's stubs want a ClassVar of it

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Ends the sessions when a right on the row changes. Cost: 1 query more, 2 when so."""
        saved = kwargs.get("update_fields")
        if self.pk and (saved is None or RIGHTS.intersection(saved)):
            rights = {name: getattr(self, name) for name in RIGHTS}
            if User.objects.filter(pk=self.pk).exclude(**rights).end_sessions():
                self.refresh_from_db(fields=["session_generation"])
        super().save(*args, **kwargs)

    def get_session_auth_hash(self) -> str:
        return self._hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """What the old secret keys would have made of it."""
        return (self._hash(key) for key in settings.SECRET_KEY_FALLBACKS)

    def _hash(self, secret: str | bytes) -> str:
        bound_to = f"{self.session_generation}:{self.password}"
        return salted_hmac("core.models.User.session", bound_to, secret=secret, algorithm="sha256").hexdigest()
