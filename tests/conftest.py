"""What every test may lean on: the smallest site, and a client for it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from wagtail.models import Locale, Page, Site

from concepts.models import ConceptIndexPage, PlatformGuideIndexPage
from home.models import HomePage
from showcase.models import AwardIndexPage, InitiativeIndexPage
from tests.factories import pages
from tests.services import databases
from website.catalogues import compile_catalogues

IN_MEMORY = "file:memorydb_default?mode=memory&cache=shared"  # Django's own name for it
# The browser's driver runs an event loop in the tests' own thread; Django would take every query for a mistake.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Begin with a copy of a migrated database; Django's own `migrate` then finds nothing left to do."""
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.postgresql_template(os.environ["DATABASE_URL"])
        yield
    else:
        with closing(databases.copy_into_memory(IN_MEMORY)):
            yield


@dataclass(frozen=True)
class Tree:
    """The home page and the four lists under it."""

    home: HomePage
    concepts: ConceptIndexPage
    guides: PlatformGuideIndexPage
    initiatives: InitiativeIndexPage
    awards: AwardIndexPage


@pytest.fixture
def tree(db: None) -> Iterator[Tree]:
    cache.clear()
    Site.clear_site_root_paths_cache()
    root = Page.get_first_root_node()
    Site.objects.all().delete()
    for welcome in root.get_children():
        welcome.delete()
    root.refresh_from_db()
    Locale.get_default()
    home = pages.make_home(root)
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True, site_name="SoMe-kataloget")
    yield Tree(
        home=home,
        concepts=pages.make_concept_index(home, show_in_menus=True),
        guides=pages.make_guide_index(home, show_in_menus=True),
        initiatives=pages.make_initiative_index(home, show_in_menus=True),
        awards=pages.make_award_index(home, show_in_menus=True),
    )
    cache.clear()
    Site.clear_site_root_paths_cache()


def pytest_sessionstart() -> None:
    compile_catalogues()


def pytest_sessionfinish() -> None:
    for folder in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        if folder.name.startswith("catalogue-test-"):  # never anybody's own
            shutil.rmtree(folder, ignore_errors=True)
