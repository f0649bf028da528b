"""The demo's content: loaded whole or not at all, and complete."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from wagtail.models import Page, Site

from concepts.models import ConceptPage, PlatformGuidePage
from core.libraries.models import Library
from core.media.models import CatalogueImage
from core.models import Platform
from showcase.models import AwardWinnerPage, InitiativePage
from website.demo import loader, texts
from website.demo.pages import PageLoader

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo() -> Iterator[None]:
    Site.clear_site_root_paths_cache()
    assert loader.load_demo()
    yield
    Site.clear_site_root_paths_cache()


def _files() -> set[Path]:
    return set(Path(settings.MEDIA_ROOT).rglob("*.webp"))


@pytest.mark.parametrize("step", ["_guide", "_winner", "_standard"])
def test_load_that_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr(PageLoader, step, fail)
    before = (Page.objects.count(), _files())

    with pytest.raises(RuntimeError, match="half-way"):
        loader.load_demo()

    assert (Page.objects.count(), _files()) == before
    assert not Library.objects.exists()
    assert not Platform.objects.exists()
    assert not CatalogueImage.objects.exists()


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
def test_three_concepts_are_complete_to_the_last_field() -> None:
    concepts = ConceptPage.objects.all()

    assert len(concepts) == 3
    for concept in concepts:
        kinds = [block.block_type for block in concept.body]
        for field in ("lead", "cover", "number", "effort_hours", "skills", "success_metric", "success_rule"):
            assert getattr(concept, field), (concept, field)
        for relation in ("platforms", "target_groups", "objectives", "formats", "occasions"):
            assert getattr(concept, relation).exists(), (concept, relation)
        for text in ("unchangeable_core", "adaptations", "prerequisites"):
            assert getattr(concept, text), (concept, text)
        assert {"why_it_works", "steps", "do_dont", "checklist", "gallery", "quote", "example"} <= set(kinds)
        assert len(next(block.value["steps"] for block in concept.body if block.block_type == "steps")) >= 3
        assert len(concept.kit) >= 2
        assert len(concept.works_when) >= 2
        assert len(concept.flops_when) >= 2


@pytest.mark.usefixtures("demo")
def test_every_concept_reads_450_words_and_more(client: Client) -> None:
    for concept in ConceptPage.objects.all():
        html = client.get(concept.get_url()).content.decode()
        article = re.sub(r"<[^>]+>", " ", html[html.index("<article") : html.index("</article>")])
        assert len(article.split()) >= 450


@pytest.mark.usefixtures("demo")
def test_examples_belong_to_fictional_libraries_only() -> None:
    assert InitiativePage.objects.count() == 2
    assert not InitiativePage.objects.filter(library__is_example=False).exists()
    assert not AwardWinnerPage.objects.filter(library__is_example=False).exists()
    assert AwardWinnerPage.objects.count() == 2
    real = set(Library.objects.filter(is_example=False).values_list("municipality", flat=True))
    invented = set(Library.objects.filter(is_example=True).values_list("municipality", flat=True))
    assert len(invented) == 12
    assert not real & invented


@pytest.mark.usefixtures("demo")
def test_every_figure_has_its_source() -> None:
    figures = [figure for guide in PlatformGuidePage.objects.all() for figure in guide.figures.all()]

    assert figures
    assert all(figure.source and figure.year and figure.valid_until for figure in figures)


@pytest.mark.usefixtures("demo")
def test_port_moves_the_site_record() -> None:
    loader.set_port(8123)

    assert ConceptPage.objects.get(slug="et-bogstav-galt").full_url.startswith("http://127.0.0.1:8123/")


def test_every_picture_of_the_texts_is_used_and_described() -> None:
    pictures = texts.read("pictures")["pictures"]
    used = " ".join(file.read_text("utf-8") for file in texts.CONTENT.rglob("*.toml") if file.stem != "pictures")

    assert len({picture["key"] for picture in pictures}) == len(pictures)
    for picture in pictures:
        assert picture["alt"].endswith(".")
        assert picture["key"] in used or picture["key"].startswith("cover-")
