"""A page is found by the new name of what it shows, and no longer by the old one, without being saved itself."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag
from wagtail.search.backends import get_search_backend

from foundation.usage.deletion_guards import guards_lifted
from libraries.models import LibraryAlias
from media.models import CatalogueImage
from media.services import withhold_lapsed
from search.tasks import AT_ONCE, index_anew, shown_of
from tests.factories import core, pages
from tests.factories.consents import make_consent
from tests.factories.core import make_image
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db
Makes = Callable[[Tree], tuple[Any, str]]


def _concept(relation: str, make: Callable[[str], Any]) -> Makes:
    def made(tree: Tree) -> tuple[Any, str]:
        term = make("Gammelord")
        pages.make_concept(tree.concepts, "Siden", **{relation: [term]})
        return term, "name"

    return made


def _initiative(relation: str, make: Callable[[str], Any]) -> Makes:
    def made(tree: Tree) -> tuple[Any, str]:
        term = make("Gammelord")
        pages.make_initiative(tree.initiatives, "Siden", **{relation: [term]})
        return term, "name"

    return made


def _guide(tree: Tree) -> tuple[Any, str]:
    platform = core.make_platform("Gammelord")
    pages.make_guide(tree.guides, "Siden", platform=platform)
    return platform, "name"


def _library(name: str) -> Makes:
    def made(tree: Tree) -> tuple[Any, str]:
        library = core.make_library(**{name: "Gammelord"})
        pages.make_initiative(tree.initiatives, "Siden", library=library)
        return library, name

    return made


def _winner(tree: Tree) -> tuple[Any, str]:
    library = core.make_library(name="Gammelord")
    pages.make_winner(pages.make_edition(tree.awards), "Siden", library=library)
    return library, "name"


def _alias(tree: Tree) -> tuple[Any, str]:
    library = core.make_library()
    pages.make_initiative(tree.initiatives, "Siden", library=library)
    return LibraryAlias.objects.create(library=library, name="Gammelord"), "name"


TERMS = {
    "platforms": core.make_platform,
    "target_groups": core.make_target_group,
    "objectives": core.make_objective,
    "formats": core.make_format,
    "occasions": core.make_occasion,
}
SHOWN: dict[str, Makes] = {
    **{f"{relation} of a concept": _concept(relation, make) for relation, make in TERMS.items()},
    **{f"{relation} of an initiative": _initiative(relation, make) for relation, make in TERMS.items()},
    "platform of a guide": _guide,
    "name of a library": _library("name"),
    "municipality of a library": _library("municipality"),
    "library of a winner": _winner,
    "other name of a library": _alias,
}
Commits = Any


def _hits(client: Client, query: str) -> list[str]:
    return [hit.title for hit in client.get("/soeg/", {"q": query}).context["hits"]]


def _work() -> int:
    """What the worker would do. Returns: how many jobs there were."""
    jobs = DBTaskResult.objects.filter(task_path__endswith="index_anew")
    for job in jobs:
        index_anew.call(**job.args_kwargs["kwargs"])
    return int(jobs.delete()[0])


@pytest.fixture
def made(tree: Tree, request: pytest.FixtureRequest, django_capture_on_commit_callbacks: Commits) -> tuple[Any, str]:
    """What a page shows, and the field with its name, all of it indexed."""
    with django_capture_on_commit_callbacks(execute=True):
        found: tuple[Any, str] = SHOWN[request.param](tree)
    _work()
    return found


@pytest.mark.parametrize("made", SHOWN, indirect=True)
def test_page_is_found_by_the_new_name_of_what_it_shows(
    made: tuple[Any, str], client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    thing, field = made
    assert _hits(client, "gammelord") == ["Siden"]

    with django_capture_on_commit_callbacks(execute=True):
        setattr(thing, field, "Nymodens")
        thing.save()
    _work()

    assert _hits(client, "nymodens") == ["Siden"]
    assert _hits(client, "gammelord") == []


def test_page_is_not_found_by_a_name_that_is_deleted(
    tree: Tree, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    alias, _field = _alias(tree)
    occasion, _name = _concept("occasions", core.make_occasion)(tree)

    with django_capture_on_commit_callbacks(execute=True), guards_lifted():
        alias.delete()
        occasion.delete()
    _work()

    assert _hits(client, "gammelord") == []


def test_other_name_written_in_the_admin_finds_the_pages(
    tree: Tree, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    library = core.make_library()
    pages.make_initiative(tree.initiatives, "Siden", library=library)
    library.aliases.add(LibraryAlias(name="Mågehuset"))

    with django_capture_on_commit_callbacks(execute=True):
        library.save()
    _work()

    assert _hits(client, "maagehus") == ["Siden"]


def test_picture_is_found_by_the_new_name_of_its_tag(tree: Tree, django_capture_on_commit_callbacks: Commits) -> None:
    image = core.make_image()
    image.tags.add("gammelord")
    image.save()

    with django_capture_on_commit_callbacks(execute=True):
        tag = Tag.objects.get()
        tag.name = "nymodens"
        tag.save()
    _work()

    assert list(get_search_backend().search("nymodens", CatalogueImage)) == [image]
    assert list(get_search_backend().search("gammelord", CatalogueImage)) == []


def test_nothing_is_indexed_when_no_name_changes(tree: Tree, django_capture_on_commit_callbacks: Commits) -> None:
    library, _field = _library("name")(tree)

    with django_capture_on_commit_callbacks(execute=True):
        library.inhabitants += 1
        library.save()

    assert _work() == 0


def test_many_pages_are_indexed_in_jobs_of_their_own(
    tree: Tree, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Commits
) -> None:
    monkeypatch.setattr("search.tasks.AT_ONCE", 2)
    library = core.make_library()
    for number in range(5):
        pages.make_initiative(tree.initiatives, f"Side {number}", library=library)

    with django_capture_on_commit_callbacks(execute=True):
        library.name = "Nymodens"
        library.save()

    assert _work() == 3
    assert AT_ONCE > 2


def test_every_related_name_has_a_case() -> None:
    covered = {"Platform", "TargetGroup", "Objective", "PostFormat", "Occasion", "Library", "LibraryAlias", "Tag"}

    assert {model.__name__ for model in shown_of()} == covered


def test_caption_of_what_is_withheld_is_not_found_and_is_again_when_it_may_be_shown(
    tree: Tree, client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        picture = make_image()
        items = [{"image": picture, "caption": "Bodil griner"}]
        pages.make_initiative(tree.initiatives, "Bussen", media=[("gallery", {"heading": "", "items": items})])
    assert _hits(client, "griner") == ["Bussen"]

    with django_capture_on_commit_callbacks(execute=True):
        consent = make_consent(image=picture, withdrawn_on=timezone.localdate())
        withhold_lapsed()
    _work()
    assert _hits(client, "griner") == []

    with django_capture_on_commit_callbacks(execute=True):
        consent.delete()
        withhold_lapsed()
    _work()
    assert _hits(client, "griner") == ["Bussen"]
