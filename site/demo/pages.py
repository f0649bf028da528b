"""Demo pages from their texts."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from concepts.enums import ConditionKind
from concepts.models import (
    ConceptCondition,
    ConceptIndexPage,
    ConceptPage,
    PlatformChange,
    PlatformFigure,
    PlatformFormat,
    PlatformGuideIndexPage,
    PlatformGuidePage,
    YearWheelPage,
)
from core.models import FACETS, BasePage, Metric, Platform
from demo import texts
from demo.blocks import library_of, rows_by_key, stream_of
from home.models import HomePage, StandardPage
from media.models import CatalogueImage, Video
from showcase.models import (
    AwardCategory,
    AwardEditionPage,
    AwardIndexPage,
    AwardWinnerPage,
    CoveragePage,
    EditionCategory,
    FilmIndexPage,
    GalleryIndexPage,
    InitiativeIndexPage,
    InitiativeNumber,
    InitiativePage,
    Nomination,
)

TERMS: dict[str, Any] = {facet.relation: facet.vocabulary for facet in FACETS}
Texts = dict[str, Any]


class PageLoader:
    """Builds the tree under the home page; pages that point at others come after them."""

    def __init__(self, home: HomePage, images: Mapping[str, CatalogueImage], videos: Mapping[str, Video]) -> None:
        self.home = home
        self.images = images
        self.videos = videos
        self.pages: dict[str, BasePage] = {}

    def load(self) -> HomePage:
        concepts = self._index("koncepter", ConceptIndexPage)
        guides = self._index("platforme", PlatformGuideIndexPage)
        initiatives = self._index("eksempler", InitiativeIndexPage)
        awards = self._index("priser", AwardIndexPage)
        self._index("aarshjul", YearWheelPage)
        self._index("galleri", GalleryIndexPage)
        self._index("film", FilmIndexPage)
        for slug, entry in texts.read_folder("koncepter").items():
            self._concept(concepts, slug, entry)
        for slug, entry in texts.read_folder("platforme").items():
            self._guide(guides, slug, entry)
        for slug, entry in texts.read_folder("eksempler").items():
            self._initiative(initiatives, slug, entry)
        for slug, entry in texts.read_folder("priser").items():
            self._edition(awards, slug, entry)
        for name in ("om", "privatliv", "tilgaengelighed"):
            self._standard(name)
        coverage = texts.read("daekning")
        self._publish(self.pages["om"], CoveragePage(slug="daekning", **coverage))
        self.home.body = self._stream(HomePage, "body", texts.read("forside")["body"])
        self.home.save_revision().publish()
        return self.home

    def _publish(self, parent: BasePage, page: BasePage) -> None:
        page.locale = self.home.locale
        parent.add_child(instance=page)
        page.save_revision().publish()
        self.pages[page.slug] = page

    def _index(self, slug: str, page_type: type[BasePage]) -> BasePage:
        entry = texts.read(slug)
        in_menu = entry.get("in_menu", True)
        page = page_type(slug=slug, title=entry["title"], lead=entry["lead"], show_in_menus=in_menu)
        self._publish(self.home, page)
        return page

    def _standard(self, name: str) -> None:
        entry = texts.read(name)
        body = self._stream(StandardPage, "body", entry["body"])
        page = StandardPage(slug=name, title=entry["title"], lead=entry["lead"], body=body)
        page.show_in_menus = name == "om"
        self._publish(self.home, page)

    def _concept(self, parent: BasePage, slug: str, entry: Texts) -> None:
        terms = {name: entry.pop(name, []) for name in TERMS}
        lines = [(ConditionKind.WORKS, text) for text in entry.pop("works_when")]
        lines += [(ConditionKind.FLOPS, text) for text in entry.pop("flops_when")]
        page = ConceptPage(
            slug=slug,
            cover=self.images[f"cover-{slug}"],
            effort_hours=Decimal(entry.pop("effort_hours")),
            cost_kr=Decimal(entry.pop("cost_kr")),
            success_metric=_metric(entry.pop("success_metric")),
            body=self._stream(ConceptPage, "body", entry.pop("body")),
            kit=self._stream(ConceptPage, "kit", entry.pop("kit")),
            **entry,
        )
        page.conditions = [ConceptCondition(kind=kind, text=text) for kind, text in lines]
        _set_terms(page, terms)
        self._publish(parent, page)

    def _guide(self, parent: BasePage, slug: str, entry: Texts) -> None:
        figures, sizes, changes = (entry.pop(name, []) for name in ("figures", "sizes", "changes"))
        page = PlatformGuidePage(
            slug=slug,
            cover=self.images[f"cover-{slug}"],
            platform=Platform.objects.get(slug=entry.pop("platform")),
            checklist=[("checklist", entry.pop("checklist"))],
            **entry,
        )
        page.figures = [PlatformFigure(**figure) for figure in figures]
        page.sizes = [PlatformFormat(**size) for size in sizes]
        page.changes = [PlatformChange(**change) for change in changes]
        self._publish(parent, page)

    def _initiative(self, parent: BasePage, slug: str, entry: Texts) -> None:
        terms = {name: entry.pop(name, []) for name in TERMS}
        numbers = entry.pop("numbers", [])
        page = InitiativePage(
            slug=slug,
            cover=self.images[f"cover-{slug}"],
            library=library_of(entry.pop("library")),
            concept=self.pages.get(entry.pop("concept", "")),
            media=self._stream(InitiativePage, "media", entry.pop("media")),
            **entry,
        )
        page.numbers = [
            InitiativeNumber(metric=_metric(number.pop("metric")), value=Decimal(number.pop("value")), **number)
            for number in numbers
        ]
        _set_terms(page, terms)
        self._publish(parent, page)

    def _edition(self, parent: BasePage, slug: str, entry: Texts) -> None:
        categories, nominations, winners = (entry.pop(name, []) for name in ("categories", "nominations", "winners"))
        page = AwardEditionPage(
            slug=slug,
            cover=self.images["cover-priser-" + slug],
            host=library_of(entry.pop("host")),
            ceremony_at=_aware(entry.pop("ceremony_at")),
            **entry,
        )
        page.categories = [
            EditionCategory(category=_category(line["category"]), criterion=line["criterion"]) for line in categories
        ]
        page.nominations = [
            Nomination(category=_category(line["category"]), entry=self.pages[line["entry"]]) for line in nominations
        ]
        self._publish(parent, page)
        for winner in winners:
            self._winner(page, winner)

    def _winner(self, edition: AwardEditionPage, entry: Texts) -> None:
        won = {name: self.pages[entry.pop(name)] for name in ("initiative", "concept") if name in entry}
        cover = next(iter(won.values())).cover
        library = library_of(entry.pop("library"))
        page = AwardWinnerPage(category=_category(entry.pop("category")), library=library, cover=cover, **won, **entry)
        self._publish(edition, page)

    def _stream(self, model: type[BasePage], field: str, entries: list[Texts]) -> Any:
        """The value of a StreamField from the texts."""
        block = model._meta.get_field(field).stream_block
        return stream_of(block, entries, rows_by_key(self.images, self.videos, self.pages))


def _set_terms(page: BasePage, terms: Mapping[str, list[str]]) -> None:
    """Raises: LookupError for a word that is not in the vocabulary."""
    for name, slugs in terms.items():
        found = list(TERMS[name].objects.filter(slug__in=slugs))
        if len(found) != len(slugs):
            raise LookupError(f"Unknown {name}: {slugs}")
        setattr(page, name, found)


def _metric(slug: str) -> Metric:
    """The newest version of a metric."""
    return Metric.objects.filter(slug=slug).latest("version")


def _category(slug: str) -> AwardCategory:
    return AwardCategory.objects.get(slug=slug)


def _aware(moment: datetime) -> datetime:
    return timezone.make_aware(moment)
