"""Compare privileges: nobody changes whoever may do more, and nobody hands out what they do not have."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group

from foundation.accounts.granted_permissions import Grant, grants_of_groups, grants_of_users

INTO_THE_ADMIN = "access_admin"


class Privileges:
    """All that somebody may do, sorted for comparing: also with what is given afterwards. Cost: 6 queries, or none."""

    def __init__(self, user: Any) -> None:
        self.is_everything: bool = user.is_superuser
        self.grants: dict[int, list[Grant]] = defaultdict(list)
        for grant in () if self.is_everything else grants_of_users([user.pk])[user.pk]:
            self.grants[grant.permission].append(grant)

    def lacks(self, given: Iterable[Grant]) -> list[Grant]:
        """What of it goes beyond, sorted by name."""
        return sorted((grant for grant in given if not self._holds(grant)), key=lambda grant: grant.name)

    def _holds(self, grant: Grant) -> bool:
        return self.is_everything or any(held.contains(grant) for held in self.grants[grant.permission])


def stronger(user: Any, others: Iterable[Any]) -> set[int]:
    """Who of `others` may do something that `user` may not: whoever sets their password could do it too.

    Shape: their numbers. Cost: 12 queries, however many; none for superusers.
    """
    return set(_lacking(user, others))


def above(user: Any, others: Iterable[Any]) -> set[int]:
    """Who of them `user` does not look after: of the stronger those who are let into the admin.

    Assessors score, which administrators may not; somebody must be able to reset their second factor all the same.
    """
    return {
        number
        for number, grants in _lacking(user, others).items()
        if grants is None or any(grant.codename == INTO_THE_ADMIN for grant in grants)
    }


def is_above(other: Any, user: Any) -> bool:
    return other.pk in above(user, [other])


def handed_out_by(user: Any, groups: Iterable[Group]) -> set[int]:
    """Which of `groups`, by number, give nothing that `user` does not have. Cost: 10 queries, none for superusers."""
    numbers = {group.pk for group in groups}
    if user.is_superuser or not numbers:
        return numbers
    own, given = Privileges(user), grants_of_groups(numbers)
    return {number for number in numbers if not own.lacks(given[number])}


def _lacking(user: Any, others: Iterable[Any]) -> dict[int, set[Grant] | None]:
    """All that the stronger may do, by their numbers; None is everything."""
    if user.is_superuser:
        return {}
    everybody = {other.pk: other for other in others if other.pk != user.pk}
    own, grants = Privileges(user), grants_of_users(everybody)
    return {
        number: None if other.is_superuser else grants[number]
        for number, other in everybody.items()
        if other.is_superuser or own.lacks(grants[number])
    }
