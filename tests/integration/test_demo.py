"""The demo's content: complete, and easy to be rid of."""

import re
from collections.abc import Iterator

import pytest
import pytest_django
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from wagtail.models import Page, Site

from concepts.models import ConceptPage, PlatformGuidePage
from concepts.models.guides import SECTIONS
from demo import loader, texts
from demo.drawing.recipes import RecipeError, draw, read_pictures
from foundation.querysets import visible_pages
from libraries.models import Library
from media.models import CatalogueImage
from search.services import find_pages
from showcase.models import AwardEditionPage, AwardWinnerPage, InitiativePage
from showcase.reporting.models import Report
from tests.factories.site import clear_site

pytestmark = [pytest.mark.django_db, pytest.mark.deep]  # by day the browser meets it


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """Loaded once; every test undoes what it changes, and the last one all of it."""
    with django_db_blocker.unblock(), transaction.atomic():
        clear_site()
        assert loader.load_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _no_remembered_site() -> Iterator[None]:
    Site.clear_site_root_paths_cache()
    yield
    Site.clear_site_root_paths_cache()


@pytest.mark.usefixtures("demo")
def test_second_load_changes_nothing_an_editor_wrote() -> None:
    concept = ConceptPage.objects.get(slug="et-bogstav-galt")
    concept.title = "Rettet"
    concept.save_revision().publish()
    before = Page.objects.count()

    call_command("load_demo")

    assert ConceptPage.objects.get(slug="et-bogstav-galt").title == "Rettet"
    assert Page.objects.count() == before


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("bogstavet", "Ét bogstav galt"),
        ("bogstaver", "Ét bogstav galt"),
        ("læsesal", "Stilhed på 12 sekunder"),
        ("laesesalen", "Stilhed på 12 sekunder"),
        ("haandarbejde", "Håndarbejde og hørebøger"),
        ("hoejtlaesning", "Fem sider før sengetid"),
        ("bibl", "Om kataloget"),
        ("tik tok", "TikTok"),
    ],
)
def test_search_finds_as_people_write(client: Client, query: str, title: str) -> None:
    assert title in [page.title for page in find_pages(query, visible_pages())]


@pytest.mark.usefixtures("demo")
def test_search_for_a_format_finds_all_that_have_it() -> None:
    concepts = ConceptPage.objects.filter(formats__name="Reel").values_list("pk", flat=True)
    initiatives = InitiativePage.objects.filter(formats__name="Reel").values_list("pk", flat=True)

    assert {*concepts, *initiatives} <= {page.pk for page in find_pages("reels", visible_pages())}
    assert concepts


@pytest.mark.usefixtures("demo")
def test_fifteen_concepts_are_complete_to_the_last_field() -> None:
    concepts = ConceptPage.objects.all()

    assert len(concepts) == 15
    for concept in concepts:
        kinds = [block.block_type for block in concept.body]
        for field in (
            "lead",
            "cover",
            "number",
            "effort_hours",
            "skills",
            "reviewed_on",
            "success_metric",
            "success_rule",
        ):
            assert getattr(concept, field), (concept, field)
        for relation in ("platforms", "target_groups", "objectives", "formats", "occasions"):
            assert getattr(concept, relation).exists(), (concept, relation)
        for text in ("unchangeable_core", "adaptations", "prerequisites"):
            assert getattr(concept, text), (concept, text)
        assert {"why_it_works", "steps", "checklist", "gallery", "example"} <= set(kinds)
        assert len(next(block.value["steps"] for block in concept.body if block.block_type == "steps")) >= 3
        assert len([block for block in concept.kit if block.block_type == "platform_text"]) >= 2
        assert len(concept.works_when) >= 2
        assert len(concept.flops_when) >= 2


@pytest.mark.usefixtures("demo")
def test_every_concept_reads_450_words_and_more(client: Client) -> None:
    for concept in ConceptPage.objects.all():
        html = client.get(concept.get_url()).content.decode()
        article = re.sub(r"<[^>]+>", " ", html[html.index("<article") : html.index("</article>")])
        assert len(article.split()) >= 450


@pytest.mark.usefixtures("demo")
def test_nine_and_more_initiatives_have_galleries() -> None:
    initiatives = InitiativePage.objects.all()

    assert len(initiatives) >= 9
    for initiative in initiatives:
        galleries = [block.value["items"] for block in initiative.media if block.block_type == "gallery"]
        assert galleries, initiative
        assert len(galleries[0]) >= 2, initiative
        assert initiative.numbers.exists(), initiative


@pytest.mark.usefixtures("demo")
def test_one_edition_is_finished_and_one_is_coming() -> None:
    finished, coming = AwardEditionPage.objects.order_by("year")

    winners = AwardWinnerPage.objects.child_of(finished)
    assert len({winner.category for winner in winners}) == finished.categories.count() == 8
    assert all(winner.motivation and winner.winning_entry for winner in winners)
    assert coming.is_coming
    assert coming.categories.count() == 8
    assert not coming.get_children().exists()


@pytest.mark.usefixtures("demo")
def test_examples_belong_to_fictional_libraries_only() -> None:
    assert not InitiativePage.objects.filter(library__is_example=False).exists()
    assert not AwardWinnerPage.objects.filter(library__is_example=False).exists()
    assert not AwardEditionPage.objects.filter(host__is_example=False).exists()
    real = set(Library.objects.filter(is_example=False).values_list("municipality", flat=True))
    invented = set(Library.objects.filter(is_example=True).values_list("municipality", flat=True))
    assert len(invented) == 12
    assert not real & invented


@pytest.mark.usefixtures("demo")
def test_seven_guides_have_no_figure_without_source_and_date() -> None:
    guides = PlatformGuidePage.objects.all()
    figures = [figure for guide in guides for figure in guide.figures.all()]

    assert len(guides) == 7
    assert figures
    assert all(figure.source and figure.year and figure.valid_until for figure in figures)
    assert all(guide.reviewed_on and all(getattr(guide, name) for name in SECTIONS) for guide in guides)


@pytest.mark.usefixtures("demo")
def test_removal_takes_exactly_the_examples() -> None:
    """What is real stays: an editor's own page, a concept's own text, the register; what is invented goes."""
    real = Library.objects.filter(is_example=False).first()
    own = InitiativePage(title="Vores egen", slug="vores-egen", library=real)
    InitiativePage.objects.first().get_parent().add_child(instance=own)
    concepts = {concept.pk: len(concept.kit) for concept in ConceptPage.objects.all()}
    text = ConceptPage.objects.get(slug="et-bogstav-galt").unchangeable_core
    pictures = set(CatalogueImage.objects.values_list("title", flat=True))
    told = Report.objects.create(library=real, title="Fra virkeligheden")
    Report.objects.create(library=Library.objects.filter(is_example=True).first(), title="Opdigtet")

    call_command("remove_demo", "--no-input")

    assert list(Report.objects.all()) == [told]

    assert not Library.objects.filter(is_example=True).exists()
    assert Library.objects.count() == 98
    assert list(InitiativePage.objects.all()) == [own]
    assert not AwardWinnerPage.objects.exists()
    assert not AwardEditionPage.objects.exists()
    assert {concept.pk: len(concept.kit) for concept in ConceptPage.objects.all()} == concepts
    assert ConceptPage.objects.get(slug="et-bogstav-galt").unchangeable_core == text
    for concept in ConceptPage.objects.all():
        draft = concept.get_latest_revision_as_object()
        assert "example" not in [block.block_type for block in (*concept.body, *draft.body)]
    gone = pictures - set(CatalogueImage.objects.values_list("title", flat=True))
    assert gone
    assert all("koncept" not in title.lower() for title in gone)
    assert loader.is_loaded()
    call_command("remove_demo", "--no-input")  # nothing left: says so, and is no error


@pytest.mark.usefixtures("demo")
def test_removal_asks_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _question: "no")

    with pytest.raises(CommandError, match="Nothing was deleted"):
        call_command("remove_demo")

    assert Library.objects.filter(is_example=True).count() == 12


@pytest.mark.usefixtures("demo")
def test_port_moves_the_site_record() -> None:
    loader.set_port(8123)

    assert ConceptPage.objects.get(slug="et-bogstav-galt").full_url.startswith("http://127.0.0.1:8123/")


def test_every_picture_is_described_small_and_used() -> None:
    recipes = read_pictures()
    texts_of_pages = [file for file in texts.CONTENT.rglob("*.toml") if file.parent.name != "pictures"]
    used = " ".join(file.read_text("utf-8") for file in texts_of_pages)

    for recipe in recipes:
        assert recipe["alt"].endswith("."), recipe["key"]
        assert len(recipe["alt"]) > 40, recipe["key"]
        assert f'"{recipe["key"]}"' in used or recipe["key"].startswith("cover-"), recipe["key"]
        assert (loader.MEDIA / f"{recipe['key']}.webp").stat().st_size <= 60_000, recipe["key"]
    assert {f"{recipe['key']}.webp" for recipe in recipes} == {file.name for file in loader.MEDIA.glob("*.webp")}


def test_pictures_on_disk_are_what_the_recipes_draw() -> None:
    keys = [recipe["key"] for recipe in read_pictures()][::9]

    call_command("draw_demo", *keys, "--check")


def test_broken_recipe_is_named() -> None:
    recipe = dict(read_pictures()[0]) | {"parts": [{"part": "unicorn"}]}

    with pytest.raises(RecipeError, match=f"{recipe['key']}, part 1"):
        draw(recipe)
