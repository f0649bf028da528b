"""Which platform to choose: what speaks for and against each, from its guide and from the concepts made for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Min, TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concepts.components import Figure
from concepts.contexts.guides import figure_of
from concepts.enums import WorkPhone
from concepts.records import GuideContent
from core.components import hours_text
from core.models import Platform, TargetGroup
from core.posts import PostKind
from core.records.models import Record, RecordTerm
from core.records.querysets import RecordQuerySet
from core.records.reading import read
from core.records.terms import having


class PhonePolicy(TextChoices):
    """Which phone a library posts from."""

    MUNICIPAL = "kommunens", gettext_lazy("A phone of the municipality's")
    OWN = "egen", gettext_lazy("A phone of its own, outside the municipality's network")


class Verdict(TextChoices):
    FITS = "passer", gettext_lazy("It fits")
    DOUBT = "tvivl", gettext_lazy("With a doubt")
    NO = "nej", gettext_lazy("Do not choose it")


@dataclass(frozen=True)
class Needs:
    """What a library has and wants. Shape: None and empty for what it has not said; `hours` a month."""

    target_group: TargetGroup | None = None
    kind: str = ""  # a `PostKind`
    hours: int | None = None
    phone: str = ""  # a `PhonePolicy`

    @property
    def is_told(self) -> bool:
        return bool(self.target_group or self.kind or self.hours or self.phone)


@dataclass(frozen=True)
class PlatformAnswer:
    """One platform beside the others.

    Shape: `against` are reasons that decide, `doubts` such as do not; `figures` tell of the group asked for
    (`are_of_group`) or else of everybody; `concepts` are made for it, the quickest of which takes `least_hours`.
    """

    platform: Platform
    guide: Record | None
    kinds: tuple[str | Promise, ...]
    figures: tuple[Figure, ...]
    are_of_group: bool
    concepts: int
    least_hours: Decimal | None
    against: tuple[str, ...]
    doubts: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        return Verdict.NO if self.against else Verdict.DOUBT if self.doubts else Verdict.FITS

    @property
    def work_phone(self) -> str | Promise:
        told = self.guide and self.guide.details.work_phone
        return WorkPhone(told).label if told else ""

    @property
    def hours(self) -> str:
        return hours_text(self.least_hours) if self.least_hours else ""


def platform_answers(needs: Needs, concepts: RecordQuerySet, guides: RecordQuerySet) -> list[PlatformAnswer]:
    """What fits best first; of what fits alike, that with the most concepts. Cost: 4 queries."""
    made = concepts.filter(having("maalgruppe", [needs.target_group.slug])) if needs.target_group else concepts
    terms = RecordTerm.objects.filter(parameter="platform", record__in=made.values("pk")).order_by()
    counted = terms.values_list("slug").annotate(number=Count("record"), least=Min("record__hours"))
    numbers = {slug: (number, least) for slug, number, least in counted}
    of_platform = {one.details.platform.slug: one for one in read(guides.in_own_order()) if one.details.platform}
    answers = [
        _answer(platform, of_platform.get(platform.slug), needs, *numbers.get(platform.slug, (0, None)))
        for platform in Platform.objects.filter(is_retired=False)
    ]
    verdicts = list(Verdict)
    return sorted(answers, key=lambda one: (verdicts.index(one.verdict), -one.concepts))


def _answer(
    platform: Platform, guide: Record | None, needs: Needs, concepts: int, least_hours: Decimal | None
) -> PlatformAnswer:
    told: GuideContent | None = guide.details if guide else None
    group = needs.target_group.slug if needs.target_group else ""
    figures = told.figures if told else ()
    of_group = [figure for figure in figures if figure.target_group == group] if group else []
    kinds = tuple(dict.fromkeys(row.kind for row in told.formats)) if told else ()
    return PlatformAnswer(
        platform=platform,
        guide=guide,
        kinds=tuple(PostKind(kind).label for kind in kinds),
        figures=tuple(map(figure_of, of_group or [figure for figure in figures if not figure.target_group])),
        are_of_group=bool(of_group),
        concepts=concepts,
        least_hours=least_hours,
        against=tuple(_against(told, kinds, needs, least_hours)),
        doubts=tuple(_doubts(told, kinds, needs, concepts)) if needs.is_told else (),
    )


def _against(
    told: GuideContent | None, kinds: Sequence[str], needs: Needs, least_hours: Decimal | None
) -> Iterator[str]:
    if told and told.work_phone == WorkPhone.REFUSED and needs.phone == PhonePolicy.MUNICIPAL:
        yield _("Its app is usually not allowed on a phone of the municipality's.")
    if needs.kind and kinds and needs.kind not in kinds:
        yield _("It has no place for “%(kind)s”.") % {"kind": PostKind(needs.kind).label}
    if needs.hours and least_hours and least_hours > needs.hours:
        hours = {"least": hours_text(least_hours), "own": hours_text(Decimal(needs.hours))}
        yield _("The quickest concept for it takes %(least)s, and you have %(own)s a month.") % hours


def _doubts(told: GuideContent | None, kinds: Sequence[str], needs: Needs, concepts: int) -> Iterator[str]:
    if told is None:
        yield _("There is no guide to it yet.")
    elif needs.phone == PhonePolicy.MUNICIPAL and told.work_phone == WorkPhone.ASK:
        yield _("Ask your IT department before anybody spends an hour on it.")
    elif needs.phone == PhonePolicy.MUNICIPAL and not told.work_phone:
        yield _("The guide does not say whether its app may lie on a work phone.")
    if told and needs.kind and not kinds:
        yield _("The guide says nothing of what formats it takes.")
    if needs.target_group and not concepts:
        yield _("The catalogue has no concept for it and that group yet.")
