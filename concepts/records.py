"""What the public may see of concepts and platform guides, as records."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from concepts.models import (
    ConceptIndexPage,
    ConceptPage,
    PlatformFigure,
    PlatformGuideIndexPage,
    PlatformGuidePage,
    YearWheelPage,
)
from core.records.kinds import Content, Kind, register, relations_of
from core.records.parts import Part, Word
from core.rich_text import first_sentence


class ConceptContent(Content):
    """Shape: `number` stands on the spine; `cost_kr` in kroner."""

    number: int | None
    effort_hours: Decimal | None
    cost_kr: Decimal | None
    skills: str


class GuideFigure(Part):
    """A figure about a platform's users. Shape: `target_group` is the slug of the one it tells of, empty for more."""

    value: str
    label: str
    year: int | None
    valid_until: date | None
    source: str
    source_url: str
    is_secondary: bool
    target_group: str = ""

    @classmethod
    def of(cls, figure: Any) -> "GuideFigure":
        group = figure.target_group.slug if figure.target_group else ""
        said = {name: getattr(figure, name) for name in cls.model_fields if name != "target_group"}
        return cls(**said, target_group=group)

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
    """Shape: `figure` is the one by which platforms are compared; `accessibility` how its section begins."""

    platform: Word | None
    reviewed_on: date | None
    figure: GuideFigure | None = None
    figures: tuple[GuideFigure, ...] = ()
    formats: tuple[GuideFormat, ...] = ()
    skills: str = ""
    work_phone: str = ""
    accessibility: str = ""


def concept_content(page: Any) -> ConceptContent:
    return ConceptContent(number=page.number, effort_hours=page.effort_hours, cost_kr=page.cost_kr, skills=page.skills)


def guide_content(page: Any) -> GuideContent:
    compared = (GuideFigure.of(figure) for figure in page.figures.all() if figure.is_compared)
    return GuideContent(
        platform=Word.of(page.platform),
        reviewed_on=page.reviewed_on,
        figure=next(compared, None),
        figures=tuple(GuideFigure.of(row) for row in page.figures.all()),
        formats=tuple(GuideFormat.of(row) for row in page.sizes.all()),
        skills=page.skills,
        work_phone=page.work_phone,
        accessibility=first_sentence(page.accessibility),
    )


def _guides_to_record(pages: Any) -> Any:
    figures = Prefetch("figures", PlatformFigure.objects.select_related("target_group"))
    return pages.select_related("platform").prefetch_related(figures, "sizes").defer("checklist")


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
