"""A page of every type, and every block with something in each of its fields."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.db.models import ForeignKey
from django.utils import timezone
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models

from core.blocks.media import GalleryItemBlock
from core.models import BasePage, Platform
from libraries.models import Library
from media.models import CatalogueDocument, CatalogueImage, Video
from tests.factories import core, pages

if TYPE_CHECKING:
    from tests.factories.site import Tree

PAGE_TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]
MAKERS: "dict[str, Callable[[Tree], BasePage]]" = {
    "HomePage": lambda tree: tree.home,
    "StandardPage": lambda tree: pages.make_standard_page(tree.home),
    "ConceptIndexPage": lambda tree: tree.concepts,
    "ConceptPage": lambda tree: pages.make_concept(tree.concepts),
    "YearWheelPage": lambda tree: pages.make_year_wheel(tree.home),
    "PlatformGuideIndexPage": lambda tree: tree.guides,
    "PlatformGuidePage": lambda tree: pages.make_guide(tree.guides),
    "InitiativeIndexPage": lambda tree: tree.initiatives,
    "InitiativePage": lambda tree: pages.make_initiative(tree.initiatives),
    "GalleryIndexPage": lambda tree: pages.make_gallery(tree.home),
    "FilmIndexPage": lambda tree: pages.make_film_index(tree.home),
    "CoveragePage": lambda tree: pages.make_coverage(pages.make_standard_page(tree.home)),
    "AwardIndexPage": lambda tree: tree.awards,
    "AwardEditionPage": lambda tree: pages.make_edition(tree.awards),
    "AwardWinnerPage": lambda tree: pages.make_winner(pages.make_edition(tree.awards)),
}


def make_film() -> Video:
    """One that may be published, with a poster."""
    return core.make_video(captions="WEBVTT\n", audio_description="not-needed", poster=core.make_image("Plakat"))


def make_document(title: str = "Vagtplan") -> CatalogueDocument:
    return CatalogueDocument.objects.create(title=title, file=ContentFile(b"a", name="vagtplan.pdf"))


def rich_text(word: str = "Vi") -> str:
    """Everything a rich text can point at."""
    home, document, image = Page.objects.filter(depth=2).get(), make_document(), core.make_image("I teksten")
    return (
        f'<p>{word} <a linktype="page" id="{home.pk}">svarede</a> og '
        f'<a linktype="document" id="{document.pk}">delte</a>.</p>'
        f'<embed embedtype="image" id="{image.pk}" format="fullwidth" alt="En bus"/>'
    )


def blocks_of(model: type[BasePage]) -> list[tuple[str, str]]:
    """Field and name of every block that stands directly in a stream of a page type."""
    streams = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
    return [(field.name, name) for field in streams for name in field.stream_block.child_blocks]


def mark_of(field: str, name: str) -> str:
    """The word that a marked block says somewhere, and no other block."""
    return f"maerke{field}{name}".replace("_", "")


def fill_marked(page: BasePage, blocks: Collection[tuple[str, str]]) -> BasePage:
    """Give a page these blocks, each with its mark."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            children = field.stream_block.child_blocks.items()
            chosen = [
                (name, filled(child, mark_of(field.name, name)))
                for name, child in children
                if (field.name, name) in blocks
            ]
            setattr(page, field.name, field.stream_block.normalize(chosen))
    return page


def fill(page: BasePage) -> BasePage:
    """Give every stream one of each block it takes, every text its links, every picture field a picture."""
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            setattr(page, field.name, filled(field.stream_block))
        elif isinstance(field, RichTextField):
            setattr(page, field.name, rich_text())
        elif isinstance(field, ForeignKey) and field.related_model is CatalogueImage:
            setattr(page, field.name, core.make_image("Omslag"))
    return page


def filled(block: blocks.Block, word: str = "Ét ord") -> Any:
    """A value with something in each field of a block, as the database's own form of it would give."""
    if isinstance(block, GalleryItemBlock):
        return block.normalize({"image": core.make_image("I galleriet"), "video": None, "caption": word})
    if isinstance(block, blocks.StructBlock):
        return block.normalize({name: filled(child, word) for name, child in block.child_blocks.items()})
    if isinstance(block, blocks.StreamBlock):
        return block.normalize([(name, filled(child, word)) for name, child in block.child_blocks.items()])
    if isinstance(block, blocks.ListBlock):
        return block.normalize([filled(block.child_block, word), *_film_items(block.child_block)])
    return next(make(block, word) for kind, make in FIELDS if isinstance(block, kind))


def _film_items(child: blocks.Block) -> list[Any]:
    is_gallery = isinstance(child, GalleryItemBlock)
    return [child.normalize({"image": None, "video": make_film(), "caption": "Hør"})] if is_gallery else []


def _chosen(block: Any, word: str) -> Any:
    makers: dict[type, Callable[[], Any]] = {
        CatalogueImage: lambda: core.make_image("I en blok"),
        Video: make_film,
        CatalogueDocument: make_document,
        Library: lambda: Library.objects.first() or core.make_library(),
        Platform: lambda: Platform.objects.first() or core.make_platform(),
        Page: lambda: Page.objects.filter(depth=2).get(),
    }
    return makers[block.model_class]()


FIELDS: list[tuple[type, Callable[[Any, str], Any]]] = [
    (blocks.ChooserBlock, _chosen),
    (blocks.RichTextBlock, lambda block, word: block.normalize(rich_text(word))),
    (blocks.IntegerBlock, lambda _block, _word: 20),
    (blocks.DateBlock, lambda _block, _word: date(2026, 5, 1)),
    (blocks.DateTimeBlock, lambda _block, _word: datetime(2026, 5, 1, 12, tzinfo=timezone.get_current_timezone())),
    (blocks.URLBlock, lambda _block, _word: "https://www.facebook.com/fjordby/posts/1"),
    (blocks.ChoiceBlock, lambda block, _word: list(block.field.choices)[-1][0]),
    (blocks.CharBlock, lambda _block, word: word),
    (blocks.TextBlock, lambda _block, word: f"{word}\nog én til."),
]
