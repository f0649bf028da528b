"""Pages with a number that no other published page has: a concept's on its spine, an edition's year."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core.models.pages import BasePage
from foundation.before_commit import atomic
from foundation.querysets import is_visible
from foundation.refusals import RefusedError


class NumberedPage(BasePage):
    """A page whose number is its own among those of its type and language that are published or scheduled to be.

    A draft holds no number: it has one, the next free when it came into being, and when somebody else was quicker to
    publish with it, publishing asks for another. A copy is a new page and gets a new number; a translation keeps the
    one it was translated from; a mirror has no number of its own.
    Source: docs/decisions/0043-what-pages-have.md.
    """

    numbered_by: ClassVar[str]  # the field; a subclass lists it in `exclude_fields_in_copy`
    highest_number: ClassVar[int]

    class Meta:
        abstract = True

    @property
    def own_number(self) -> int | None:
        number: int | None = getattr(self, self.numbered_by)
        return number

    @own_number.setter
    def own_number(self, number: int | None) -> None:
        setattr(self, self.numbered_by, number)

    @classmethod
    def first_number(cls) -> int:
        return 1

    @classmethod
    def next_number(cls, locale_id: int) -> int:
        """The one after the highest that was ever published, or the first gap when that is the last. Cost: 1 query."""
        known = cls._numbered(locale_id).filter(cls._is_holding() | Q(first_published_at__isnull=False))
        used = set(known.values_list(cls.numbered_by, flat=True))
        first = cls.first_number()
        following = max(used, default=first - 1) + 1
        if following <= cls.highest_number:
            return following
        return next(number for number in range(first, cls.highest_number + 1) if number not in used)

    def number_of_next(self) -> int:
        """The number of one that begins as this page."""
        return self.next_number(self.locale_id)

    def holder_of(self, number: int | None, *, is_due: bool = False) -> "NumberedPage | None":
        """The other page that this number belongs to, None when it is free. Cost: 1 query, 1 more when it may be due.

        Of two that are scheduled it is the first one's; `is_due` when this one's time has come, and it is stored.
        """
        if number is None or self.alias_of_id:
            return None
        holders = self._numbered(self.locale_id).filter(self._is_holding(), **{self.numbered_by: number})
        others = holders.exclude(pk=self.pk).order_by("pk")
        return next((one for one in others if one.live or not self._comes_before(one, is_due=is_due)), None)

    def taken_sentence(self, holder: "NumberedPage") -> str:
        """Whose number it is, and which one is free. Cost: 1 query and that of `hidden_paths`."""
        title = holder.title if is_visible(holder) else _("a page that is not public yet")
        values = {"number": holder.own_number, "title": title, "free": self.next_number(self.locale_id)}
        return _("%(number)d belongs to “%(title)s”. The next free one is %(free)d.") % values

    def hurdles(self) -> Iterator[tuple[str, str]]:
        yield from super().hurdles()
        if not self._held_before() and (holder := self.holder_of(self.own_number)):
            yield self.numbered_by, self.taken_sentence(holder)

    @atomic()
    def publish(self, *args: Any, **kwargs: Any) -> Any:
        """Published or scheduled: the number is asked for when nobody else can take it."""
        self._wait_in_line()
        return super().publish(*args, **kwargs)

    @atomic()
    def save(self, *args: Any, **kwargs: Any) -> Any:
        if self._state.adding and self.own_number is None and not self.alias_of_id:
            self.own_number = self._number_translated_from() or self.next_number(self.locale_id)
        if self.live and not self._held_before():
            self._refuse_taken_number()
        return super().save(*args, **kwargs)

    @classmethod
    def _numbered(cls, locale_id: int) -> Any:
        pages = cls._default_manager.filter(locale=locale_id, alias_of=None, **{f"{cls.numbered_by}__isnull": False})
        return pages.annotate_approved_schedule()

    @staticmethod
    def _is_holding() -> Q:
        return Q(live=True) | Q(_approved_schedule=True)

    def _comes_before(self, other: "NumberedPage", *, is_due: bool) -> bool:
        """Whether both are scheduled, and this one first."""
        if self.go_live_at is None or other.go_live_at is None or not (is_due or self.approved_schedule):
            return False
        return bool((self.go_live_at, self.pk) < (other.go_live_at, other.pk))

    def _held_before(self) -> bool:
        """Whether this very number is published already. Cost: 1 query for a page that is stored."""
        if self._state.adding:
            return False
        stored = type(self)._default_manager.filter(pk=self.pk, live=True)
        return stored.filter(**{self.numbered_by: self.own_number}).exists()

    def _number_translated_from(self) -> int | None:
        """The number of the page in another language, where it is free in this one. Cost: 2 queries."""
        others = type(self)._default_manager.filter(translation_key=self.translation_key, alias_of=None)
        number = others.values_list(self.numbered_by, flat=True).order_by("pk").first()
        return None if self.holder_of(number) else number

    def _wait_in_line(self) -> None:
        """Two that are published or scheduled at once wait for each other here."""
        list(Locale.objects.select_for_update(no_key=True).filter(pk=self.locale_id).values_list("pk"))

    def _refuse_taken_number(self) -> None:
        """Raises: RefusedError."""
        self._wait_in_line()
        if holder := self.holder_of(self.own_number, is_due=True):
            raise RefusedError(self.taken_sentence(holder), self.pk)
