from typing import Any

from django.contrib.auth.models import UserManager
from django.db.models import F, QuerySet
from django.dispatch import Signal

RIGHTS = frozenset({"is_active", "is_staff", "is_superuser"})  # on the row itself; groups are told of by signals
rights_updated = Signal()  # many rows at once got other rights: `users` as they were before


class UserQuerySet(QuerySet[Any]):
    """Whoever changes the rights of many at once ends their sessions."""

    def update(self, **values: Any) -> int:
        if not RIGHTS.intersection(values):
            return super().update(**values)
        values.setdefault("session_generation", F("session_generation") + 1)
        users = list(self)
        number = super().update(**values)
        rights_updated.send(self.model, users=users)
        return number

    def end_sessions(self) -> int:
        """Whatever is signed in as one of these is signed out, in all processes: the next request finds nobody."""
        return self.update(session_generation=F("session_generation") + 1)


class StaffManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made at run time
    """Django's own, over that queryset."""

    use_in_migrations = False
