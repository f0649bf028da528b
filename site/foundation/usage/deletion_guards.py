"""Guard rows against deletion, and say why.

Every door of the admin asks `protected_among` first and says it in words; whoever goes round them, in code or with a
queryset, meets the same answer as an error.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Model, ProtectedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from foundation.refusals import RefusedError
from foundation.usage.querysets import base_of
from foundation.usage.usage_index import counts, is_guarded

# Given a model and ids, it tells which of them must stay, and why in a sentence.
Rule = Callable[[type[Model], list[int]], dict[int, str]]
_rules: list[Rule] = []
_are_lifted: ContextVar[bool] = ContextVar("guards_lifted", default=False)


class InUseError(ProtectedError, RefusedError):
    """Its text says what is kept and why: an editor is told it at doors that did not ask either."""

    def __init__(self, sentence: str, thing: Model) -> None:
        super().__init__(sentence, {thing})
        self.page_id = None


@dataclass(frozen=True)
class ProtectedThing:
    """One row that stays."""

    thing: Model
    sentence: str


def register_rule(rule: Rule) -> Rule:
    """Also ask this before anything goes."""
    _rules.append(rule)
    return rule


@contextmanager
def guards_lifted() -> Iterator[None]:
    """For commands that take away whole what an installation began with. Columns the database protects stay so."""
    token = _are_lifted.set(True)
    try:
        yield
    finally:
        _are_lifted.reset(token)


def protected_among(things: Iterable[Model]) -> list[ProtectedThing]:
    """Those that may not go, with everything below them where they are pages. Cost: a few queries for each model."""
    found: list[ProtectedThing] = []
    by_model = groupby(sorted(things, key=lambda thing: thing._meta.label), key=lambda thing: base_of(type(thing)))
    for model, some in by_model:
        found += _kept_of(model, _with_descendants(list(some)))
    return found


def refuse_what_is_kept(instance: Any, **_signal: Any) -> None:
    """Before a row is deleted by any road. Raises: InUseError."""
    if _are_lifted.get():
        return
    if kept := _kept_of(base_of(type(instance)), [instance]):
        raise InUseError(kept[0].sentence, instance)


def _with_descendants(things: list[Any]) -> Sequence[Any]:
    pages = [thing for thing in things if isinstance(thing, Page)]
    below = [one for page in pages if not page.is_leaf() for one in page.get_descendants()]
    return list({thing.pk: thing for thing in (*things, *below)}.values())


def _kept_of(model: type[Model], things: Sequence[Any]) -> list[ProtectedThing]:
    ids = [thing.pk for thing in things]
    sentences: dict[int, str] = {}
    for rule in _rules:
        sentences = rule(model, ids) | sentences
    number = counts(type(things[0]), ids) if things and is_guarded(model) else {}
    sentences = {pk: _in_use(thing, number[pk]) for thing in things if number.get(pk := thing.pk)} | sentences
    return [ProtectedThing(thing, sentences[thing.pk]) for thing in things if thing.pk in sentences]


def _in_use(thing: Model, number: int) -> str:
    sentence = ngettext(
        "%(kind)s “%(name)s” is used in %(number)s place and cannot be deleted.",
        "%(kind)s “%(name)s” is used in %(number)s places and cannot be deleted.",
        number,
    )
    values = {"kind": capfirst(thing._meta.verbose_name), "name": str(thing), "number": number}
    instead = _("Retire it instead: it is no longer offered, and stays where it is.")
    return f"{sentence % values} {instead}"
