from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of staff. Its own model from the first migration, so that it can grow (docs/decisions/0002-user.md)."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username
