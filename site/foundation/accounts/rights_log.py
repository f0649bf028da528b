"""Log changed rights of users and groups, and end the sessions they concern.

The rights are read from their tables and compared with what was told last: what a form writes in bulk, what `update`
or SQL does is told like the rest, at the latest by the clock. Signals and forms only say when to look, so that the
line names who did it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from foundation.accounts.enums import EventKind, HolderKind
from foundation.accounts.granted_permissions import grants_of_groups, groups_of_users, own_grants_of_users
from foundation.accounts.log import note
from foundation.accounts.models import ToldRights

Rights = dict[str, str]  # by a key that stays the same, what it is called
NEEDED = {"accounts": "toldrights", "core": "user", "factors": "grouppolicy", "wagtailcore": "groupsitepermission"}
FLAGS = {"is_active": _("active"), "is_staff": _("staff"), "is_superuser": _("superuser")}
# What there is nothing to tell about while it is new: an account is active, a group may do nothing.
ORDINARY: dict[HolderKind, Rights] = {HolderKind.USER: {"is_active": ""}, HolderKind.GROUP: {}}
LONGEST_LINE = 150
Reader = Callable[[Collection[int]], dict[int, Rights]]
more_of_groups: list[Reader] = []  # what other apps keep about groups that belongs in the log
_later: ContextVar[dict[HolderKind, set[int]] | None] = ContextVar("later", default=None)


def tell_of(kind: HolderKind, numbers: Collection[int] | None = None) -> bool:
    """Compare, and write what is different; of all users or groups without `numbers`.

    Returns: whether there was anything. Cost: 6 queries when there is nothing.
    """
    later = _later.get()
    if later is not None and numbers is not None:
        later[kind].update(numbers)
        return False
    differing = _differing(kind, set(numbers) if numbers is not None else _everybody(kind))
    if differing:
        _tell(kind, differing)
    return bool(differing)


def tell_all() -> None:
    """A scheduled job: what was changed past Django is told too, as nobody's doing."""
    for kind in HolderKind:
        tell_of(kind)


@contextmanager
def told_together() -> Iterator[None]:
    """What is done inside is told at its end, as one change."""
    later: dict[HolderKind, set[int]] = defaultdict(set)
    token = _later.set(later)
    try:
        yield
    finally:
        _later.reset(token)
    for kind, numbers in later.items():
        tell_of(kind, numbers)


def forget(kind: HolderKind, number: int) -> None:
    """It is deleted, and that was told."""
    ToldRights.objects.filter(kind=kind, number=number).delete()


def remember_quietly(apps: Any = None, **_kwargs: Any) -> None:
    """What is there before anything was told, in a new database or a new release, is nobody's change.

    `apps` is how far `migrate` has come; where it stopped before our tables, there is nothing to do.
    """
    if apps is not None and not all(model in apps.all_models[app] for app, model in NEEDED.items()):
        return
    for kind in HolderKind:
        missing = _everybody(kind) - set(ToldRights.objects.filter(kind=kind).values_list("number", flat=True))
        now, names = _rights(kind, missing), _names(kind, missing)
        rows = [ToldRights(kind=kind, number=one, name=names[one], rights=now[one]) for one in missing]
        ToldRights.objects.bulk_create(rows, ignore_conflicts=True)


def _tell(kind: HolderKind, numbers: set[int]) -> None:
    """One at a time: who comes second finds that it has been told."""
    with transaction.atomic():
        blank = [ToldRights(kind=kind, number=number, rights=ORDINARY[kind]) for number in numbers]
        ToldRights.objects.bulk_create(blank, ignore_conflicts=True)
        told = ToldRights.objects.select_for_update().filter(kind=kind, number__in=numbers)
        rows = {row.number: row for row in told.order_by("number")}
        now, names = _rights(kind, numbers), _names(kind, numbers)
        changed = [number for number, row in rows.items() if row.rights.keys() != now[number].keys()]
        for number, row in rows.items():
            row.name = names.get(number, row.name)
            with translation.override(settings.LANGUAGE_CODE):
                _write(row, now[number])
            row.rights = now[number]
        ToldRights.objects.bulk_update(rows.values(), ["name", "rights"])
        _end_sessions(kind, changed)


def _write(row: ToldRights, now: Rights) -> None:
    changes = (
        (_("given: {what}"), [name for key, name in now.items() if key not in row.rights]),
        (_("taken: {what}"), [str(FLAGS.get(key, name)) for key, name in row.rights.items() if key not in now]),
    )
    for change, names in changes:
        for what in _in_lines(sorted(names)):
            told = format_lazy(change, what=what)
            if row.kind == HolderKind.USER:
                note(EventKind.RIGHTS_CHANGED, user=get_user_model()(pk=row.number), detail=told)
            else:
                note(EventKind.RIGHTS_CHANGED, detail=format_lazy("{group}: {told}", group=row.name, told=told))


def _in_lines(names: list[str]) -> Iterator[str]:
    """So many to a line that none is cut off."""
    line = ""
    for name in names:
        if line and len(line) + len(name) > LONGEST_LINE:
            yield line
            line = ""
        line = f"{line}, {name}" if line else name
    if line:
        yield line


def _end_sessions(kind: HolderKind, numbers: list[int]) -> None:
    users = get_user_model().objects
    of_them = {"pk__in": numbers} if kind is HolderKind.USER else {"groups__in": numbers}
    users.filter(pk__in=list(users.filter(**of_them).values_list("pk", flat=True))).end_sessions()


def _differing(kind: HolderKind, numbers: set[int]) -> set[int]:
    rows = ToldRights.objects.filter(kind=kind, number__in=numbers)
    told, now = dict(rows.values_list("number", "rights")), _rights(kind, numbers)
    return {number for number in numbers if told.get(number, ORDINARY[kind]).keys() != now[number].keys()}


def _everybody(kind: HolderKind) -> set[int]:
    """Those that are there, and those that were when something was told of them."""
    there = get_user_model().objects if kind is HolderKind.USER else Group.objects
    told = ToldRights.objects.filter(kind=kind)
    return {*there.values_list("pk", flat=True), *told.values_list("number", flat=True)}


def _names(kind: HolderKind, numbers: Collection[int]) -> dict[int, str]:
    there: Any = get_user_model().objects if kind is HolderKind.USER else Group.objects
    field = get_user_model().USERNAME_FIELD if kind is HolderKind.USER else "name"
    return dict(there.filter(pk__in=numbers).values_list("pk", field))


def _rights(kind: HolderKind, numbers: Collection[int]) -> dict[int, Rights]:
    """Of whom there is no more: nothing."""
    readers = [_flags, _groups, _own_rights] if kind is HolderKind.USER else [_rights_of_group, *more_of_groups]
    found: dict[int, Rights] = defaultdict(dict)
    with translation.override(settings.LANGUAGE_CODE):
        for reader in readers if numbers else []:
            for number, rights in reader(numbers).items():
                found[number] |= rights
    return found


def _flags(users: Collection[int]) -> dict[int, Rights]:
    rows = get_user_model().objects.filter(pk__in=users).values("pk", *FLAGS)
    return {row["pk"]: {flag: str(name) for flag, name in FLAGS.items() if row[flag]} for row in rows}


def _groups(users: Collection[int]) -> dict[int, Rights]:
    found = groups_of_users(users)
    return {user: {f"group|{group}": name for group, name in groups.items()} for user, groups in found.items()}


def _own_rights(users: Collection[int]) -> dict[int, Rights]:
    return {user: {one.key: one.name for one in grants} for user, grants in own_grants_of_users(users).items()}


def _rights_of_group(groups: Collection[int]) -> dict[int, Rights]:
    return {group: {one.key: one.name for one in grants} for group, grants in grants_of_groups(groups).items()}
