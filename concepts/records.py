"""What the public may see of concepts and platform guides, as records."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from concepts.models import ConceptIndexPage, ConceptPage, PlatformGuideIndexPage, PlatformGuidePage, YearWheelPage
from core.records.kinds import Content, Kind, register, relations_of
from core.records.parts import Part, Word


class ConceptContent(Content):
    """Shape: `number` stands on the spine; `cost_kr` in kroner."""

    number: int | None
    effort_hours: Decimal | None
    cost_kr: Decimal | None
    skills: str


class GuideFigure(Part):
    """The figure by which platforms are compared."""

    value: str
    label: str
    year: int | None
    valid_until: date | None
    source: str
    source_url: str
    is_secondary: bool

    @classmethod
    def of(cls, figure: Any) -> "GuideFigure":
        return cls(**{name: getattr(figure, name) for name in cls.model_fields})

    @property
    def is_outdated(self) -> bool:
        return _is_past(self.valid_until)


class GuideFormat(Part):
    """What a platform does with a post of one kind. Shape: as `PlatformFormat`."""

    name: str
    kind: str
    shape: str
    text_limit: int | None
    lines_shown: int | None
    checked_on: date | None
    valid_until: date | None
    source: str
    source_url: str

    @classmethod
    def of(cls, row: Any) -> "GuideFormat":
        return cls(**{name: getattr(row, name) for name in cls.model_fields})

    @property
    def is_outdated(self) -> bool:
        return _is_past(self.valid_until)


def _is_past(day: date | None) -> bool:
    return day is not None and day < timezone.localdate()


class GuideContent(Content):
    platform: Word | None
    reviewed_on: date | None
    figure: GuideFigure | None = None
    formats: tuple[GuideFormat, ...] = ()


def concept_content(page: Any) -> ConceptContent:
    return ConceptContent(number=page.number, effort_hours=page.effort_hours, cost_kr=page.cost_kr, skills=page.skills)


def guide_content(page: Any) -> GuideContent:
    compared = (GuideFigure.of(figure) for figure in page.figures.all() if figure.is_compared)
    return GuideContent(
        platform=Word.of(page.platform),
        reviewed_on=page.reviewed_on,
        figure=next(compared, None),
        formats=tuple(GuideFormat.of(row) for row in page.sizes.all()),
    )


def _guides_to_record(pages: Any) -> Any:
    return pages.select_related("platform").prefetch_related("figures", "sizes").defer("checklist")


def register_kinds() -> None:
    register(
        Kind(
            "concept",
            ConceptPage,
            ConceptContent,
            concept_content,
            fetch=lambda pages: pages.defer("body", "kit"),
            relations=relations_of(ConceptPage.facets),
            hours=lambda page: page.effort_hours,
        )
    )
    register(
        Kind(
            "guide",
            PlatformGuidePage,
            GuideContent,
            guide_content,
            fetch=_guides_to_record,
        )
    )
    for model in (ConceptIndexPage, PlatformGuideIndexPage, YearWheelPage):
        register(Kind("page", model))
