"""Every page type, served."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from concepts.models import ConceptCondition
from core.models import CatalogueSettings
from core.records.models import Record
from home.models import HomePage
from tests.factories import core, pages
from tests.factories.site import Tree
from website.views import forbidden

pytestmark = pytest.mark.django_db


def test_home_lists_newest_concepts_and_initiatives(tree: Tree, client: Client) -> None:
    pages.make_concept(tree.concepts)
    pages.make_initiative(tree.initiatives)

    html = client.get("/").content.decode()

    assert "Ét bogstav galt" in html
    assert "Bussen svarer" in html


def test_concept_page_shows_its_transfer_card(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts, unchangeable_core="<p>Svar den første time</p>")
    concept.conditions = [
        ConceptCondition(kind="works", text="Alle kender titlen"),
        ConceptCondition(kind="flops", text="Ingen svarer"),
    ]
    concept.save()

    html = client.get("/koncepter/-t-bogstav-galt/").content.decode()

    assert "Svar den første time" in html
    assert html.index("Alle kender titlen") < html.index("Ingen svarer")


def test_concept_page_names_only_visible_source_initiatives(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts)
    pages.make_initiative(tree.initiatives, concept=concept)
    pages.make_initiative(tree.initiatives, "Skjult kladde", concept=concept, live=False)

    html = client.get(concept.get_url()).content.decode()

    assert "Bussen svarer" in html
    assert "Skjult kladde" not in html


def test_guide_without_figures_says_so(tree: Tree, client: Client) -> None:
    guide = pages.make_guide(tree.guides)

    assert "Vi har ingen tal." in client.get(guide.get_url()).content.decode()


def test_winner_without_concept_renders_no_link(tree: Tree, client: Client) -> None:
    edition = pages.make_edition(tree.awards)
    winner = pages.make_winner(edition)

    html = client.get(winner.get_url()).content.decode()

    assert "Ærligt og hurtigt." in html
    assert "Vandt med" not in html


def test_edition_lists_winners_by_category_order(tree: Tree, client: Client) -> None:
    edition = pages.make_edition(tree.awards)
    late = pages.make_award_category("Publikumsprisen", sort_order=9)
    early = pages.make_award_category("Årets video", sort_order=1)
    pages.make_winner(edition, "Sidst", category=late)
    pages.make_winner(edition, "Først", category=early)

    html = client.get(edition.get_url()).content.decode()

    assert html.index("Først") < html.index("Sidst")


def test_invented_libraries_are_named_once_at_the_head_of_each_page_that_shows_them(tree: Tree, client: Client) -> None:
    library = core.make_library(name="Fjordby Bibliotek", municipality="Fjordby", is_example=True)
    real = core.make_library("DK-756500", name="Vejen Bibliotek", municipality="Vejen", is_example=False)
    initiative = pages.make_initiative(tree.initiatives, "Bussen", library=library)
    pages.make_initiative(tree.initiatives, "Bænken", slug="baenken", library=library)
    true = pages.make_initiative(tree.initiatives, "Den virkelige", slug="virkelig", library=real)

    told = {address: client.get(address).content.decode() for address in (initiative.get_url(), "/eksempler/")}

    for address, html in told.items():
        assert html.count("Opdigtet eksempel.") == 1, address
        assert "Fjordby Bibliotek findes ikke." in html, address
        assert html.index("Opdigtet eksempel.") < html.index("<h1"), address
    assert "Opdigtet" not in client.get(true.get_url()).content.decode()


def test_concept_shows_a_source_that_lacks_its_library(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts)
    initiative = pages.make_initiative(tree.initiatives, "Uden bibliotek", concept=concept)
    record = Record.objects.get(pk=initiative.pk)
    Record.objects.filter(pk=record.pk).update(content={**record.content, "library": None})

    assert "Uden bibliotek" in client.get(concept.get_url()).content.decode()


def test_many_invented_libraries_are_counted_and_named_in_a_fold(tree: Tree, client: Client) -> None:
    for number in range(4):
        library = core.make_library(f"DK-X0001{number}", name=f"By {number} Bibliotek", is_example=True)
        pages.make_initiative(tree.initiatives, f"Nummer {number}", slug=f"nummer-{number}", library=library)

    html = client.get("/eksempler/").content.decode()

    assert "4 af bibliotekerne på denne side findes ikke." in html
    assert "By 3 Bibliotek, By 2 Bibliotek, By 1 Bibliotek og By 0 Bibliotek" in html


def test_page_is_in_the_language_of_its_address_whatever_the_browser_asks(tree: Tree, client: Client) -> None:
    response = client.get("/koncepter/", headers={"accept-language": "en"})

    assert '<html lang="da">' in response.content.decode()
    assert response["Content-Language"] == "da"
    assert "Accept-Language" not in response.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["/", "/koncepter/", "/platforme/", "/eksempler/", "/priser/", "/soeg/?q=bus", "/findes-ikke/"]
)
def test_public_answer_sets_no_cookie_and_names_no_other_host(tree: Tree, client: Client, path: str) -> None:
    response = client.get(path)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    policy = response["Content-Security-Policy"].split("; ")
    assert "unsafe" not in " ".join(policy)
    # Players that a visitor asks for by a click; nothing else may come from elsewhere.
    assert [rule for rule in policy if "http" in rule] == [" ".join(["frame-src", *settings.PLAYER_SOURCES])]


def test_admin_has_a_policy_of_its_own(tree: Tree, client: Client) -> None:
    policy = client.get("/admin/login/")["Content-Security-Policy"]

    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "unsafe-eval" not in policy


def test_renamed_page_redirects_from_its_old_address(  # type: ignore[no-untyped-def]  # pytest-django's fixture
    tree: Tree, client: Client, django_capture_on_commit_callbacks
) -> None:
    concept = pages.make_concept(tree.concepts, slug="gammel")

    with django_capture_on_commit_callbacks(execute=True):
        concept.slug = "ny"
        concept.save_revision().publish()

    response = client.get("/koncepter/gammel/")
    assert response.status_code == 301
    assert response["Location"].endswith("/koncepter/ny/")


def test_unknown_address_is_a_danish_404(tree: Tree, client: Client) -> None:
    response = client.get("/findes-ikke/")

    assert response.status_code == 404
    assert "Den bog står her ikke" in response.content.decode()


def test_refused_request_is_told_so_in_danish(tree: Tree, rf: RequestFactory) -> None:
    response = forbidden(rf.get("/"), PermissionDenied())

    assert response.status_code == 403
    assert "Du har ikke adgang her" in response.content.decode()


def test_server_error_is_a_plain_danish_page(tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise RuntimeError("for at se det ske")

    monkeypatch.setattr(HomePage, "get_context", fail)
    client.raise_request_exception = False

    response = client.get("/")

    assert response.status_code == 500
    assert "Noget gik galt hos os" in response.content.decode()
    assert "for at se det ske" not in response.content.decode()


def test_was_leads_to_the_official_statement_when_there_is_one(tree: Tree, client: Client) -> None:
    page = pages.make_standard_page(tree.home, "Tilgaengelighed")
    chosen = CatalogueSettings.objects.create(
        site=tree.home.get_site(), accessibility_page=page, accessibility_url="https://www.was.digst.dk/some"
    )
    assert client.get("/was")["Location"] == "https://www.was.digst.dk/some"

    chosen.accessibility_url = ""
    chosen.save()
    assert client.get("/was")["Location"] == "/tilgaengelighed/"


def test_was_is_404_while_nothing_is_set(tree: Tree, client: Client) -> None:
    assert client.get("/was").status_code == 404


def test_security_txt_names_the_contact(tree: Tree, client: Client) -> None:
    CatalogueSettings.objects.create(site=tree.home.get_site(), contact_email="sikkerhed@example.dk")

    lines = client.get("/.well-known/security.txt").content.decode().splitlines()

    assert lines[0] == "Contact: mailto:sikkerhed@example.dk"
    assert lines[1].startswith("Expires: 20")


def test_robots_names_the_sitemap(tree: Tree, client: Client) -> None:
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_sitemap_lists_visible_pages_with_their_publication(tree: Tree, client: Client) -> None:
    concept = pages.make_concept(tree.concepts)
    pages.make_concept(tree.concepts, "Kladde", live=False)

    xml = client.get("/sitemap.xml").content.decode()

    assert f"<loc>http://testserver{concept.get_url()}</loc>" in xml
    assert "kladde" not in xml


def test_english_tree_is_served_in_english_at_en(tree: Tree, client: Client) -> None:
    from wagtail.models import Locale  # one test needs a second language

    english = Locale.objects.create(language_code="en")
    home = tree.home.copy_for_translation(english)
    home.title = "The catalogue"
    home.save_revision().publish()
    about = pages.make_standard_page(home, "About", locale=english)

    response = client.get("/en/about/")

    assert about.get_url() == "/en/about/"
    assert '<html lang="en">' in response.content.decode()
    assert "Skip to content" in response.content.decode()
