"""The smallest site: a home page and the four lists under it."""

from dataclasses import dataclass

from wagtail.models import Locale, Page, Site

from concepts.models import ConceptIndexPage, PlatformGuideIndexPage
from home.models import HomePage
from showcase.models import AwardIndexPage, InitiativeIndexPage
from tests.factories import pages


@dataclass(frozen=True)
class Tree:
    """The home page and the four lists under it."""

    home: HomePage
    concepts: ConceptIndexPage
    guides: PlatformGuideIndexPage
    initiatives: InitiativeIndexPage
    awards: AwardIndexPage


def make_tree(hostname: str) -> Tree:
    """In the place of Wagtail's page of welcome."""
    clear_site()
    Locale.get_default()
    home = pages.make_home(Page.get_first_root_node())
    Site.objects.create(hostname=hostname, root_page=home, is_default_site=True, site_name="SoMe-kataloget")
    return Tree(
        home=home,
        concepts=pages.make_concept_index(home, show_in_menus=True),
        guides=pages.make_guide_index(home, show_in_menus=True),
        initiatives=pages.make_initiative_index(home, show_in_menus=True),
        awards=pages.make_award_index(home, show_in_menus=True),
    )


def find_tree() -> Tree:
    """The one that make_tree made. Raises: HomePage.DoesNotExist."""
    return Tree(
        home=HomePage.objects.get(),
        concepts=ConceptIndexPage.objects.get(),
        guides=PlatformGuideIndexPage.objects.get(),
        initiatives=InitiativeIndexPage.objects.get(),
        awards=AwardIndexPage.objects.get(),
    )


def clear_site() -> None:
    """No site, and no page but the root."""
    Site.objects.all().delete()
    for page in Page.get_first_root_node().get_children():
        page.delete()
