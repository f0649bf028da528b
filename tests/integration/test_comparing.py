"""Two versions side by side: what an editor reads of blocks, choices, days and facets."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from tests.factories import core, pages
from tests.factories.full_pages import MAKERS, PAGE_TYPES, fill
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def compared(client: Client) -> Callable[[Any], str]:
    """The page's live version beside its newest draft, as plain words."""
    client.force_login(core.make_user("admin", is_superuser=True))

    def compare(page: Page) -> str:
        first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
        address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, first.pk, last.pk])
        html = client.get(address).content.decode()
        table = html[html.index('<table class="listing') : html.rindex("</table>")]
        marked = table.replace('<span class="deletion">', " -[").replace('<span class="addition">', " +[")
        marked = marked.replace("</span>", "] ")
        return " ".join(re.sub(r"<[^>]+>", " ", marked).split())

    return compare


def _gallery(*pictures: Any, heading: str = "Dagen") -> tuple[str, Any]:
    return ("gallery", {"heading": heading, "items": [{"image": one, "caption": one.title} for one in pictures]})


def test_changed_picture_is_told_by_its_title(tree: Tree, compared: Any) -> None:
    bus, church = core.make_image("Bussen"), core.make_image("Kirken")
    concept = pages.make_concept(tree.concepts, body=[_gallery(bus)])
    concept.body[0].value["items"][0]["image"] = church
    concept.save_revision()

    told = compared(concept)

    assert "Galleri" in told
    assert "-[Bussen] +[Kirken]" in told


def test_new_removed_and_moved_blocks_are_named_and_told_in_words(tree: Tree, compared: Any) -> None:
    quote = ("quote", {"text": "Vi svarede hver dag."})
    concept = pages.make_concept(
        tree.concepts, body=[("paragraph", "<p>Første</p>"), ("do_dont", {"do": ["Svar"], "dont": ["Vent"]}), quote]
    )
    before = list(concept.body.raw_data)
    concept.body = concept.body.stream_block.to_python(
        [before[2], before[0], {"type": "paragraph", "value": "<p>Ny</p>"}]
    )
    concept.save_revision()

    told = compared(concept)

    assert "Gør og lad være (fjernet)" in told
    assert "Tekst (tilføjet) Ny" in told
    assert told.count("(flyttet)") == 1
    assert "Tekst (uændret)" in told


def test_days_numbers_and_choices_are_read_as_they_are_said(tree: Tree, compared: Any) -> None:
    post = {"platform_name": "Facebook", "author": "Fjordby", "text": "Hej", "posted_on": date(2026, 5, 1)}
    concept = pages.make_concept(
        tree.concepts, reviewed_on=date(2026, 5, 1), effort_hours="2.5", body=[("third_party_post", post)]
    )
    concept.reviewed_on = date(2026, 6, 2)
    concept.effort_hours = 3
    concept.body[0].value["posted_on"] = date(2026, 6, 2)
    concept.save_revision()

    told = compared(concept)

    assert told.count("-[1. maj 2026] +[2. juni 2026]") == 2
    assert "-[2,5] +[3]" in told
    assert "2026-0" not in told


def test_facets_and_chosen_things_are_told_by_name(tree: Tree, compared: Any) -> None:
    initiative = pages.make_initiative(tree.initiatives, platforms=[core.make_platform()])
    concept = pages.make_concept(tree.concepts, "Ét bogstav galt")
    initiative.platforms = [core.make_platform("Instagram")]
    initiative.library = core.make_library("DK-X00002", name="Klintrup Bibliotek", municipality="Klintrup")
    initiative.concept = concept
    initiative.save_revision()

    told = compared(initiative)

    assert "-[Facebook]" in told
    assert "+[Instagram]" in told
    assert "+[Klintrup]" in told or "+[Klintrup Bibliotek" in told
    assert "Ét bogstav galt" in told


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_full_page_is_compared_with_its_empty_self_and_holds_nothing_raw(tree: Tree, compared: Any, model: Any) -> None:
    page = MAKERS[model.__name__](tree)
    page.save_revision()
    fill(page).save_revision()

    told = compared(page)

    for raw in ("True", "False", "None", "StructValue", "2026-05-01", "{'", "&lt;"):
        assert raw not in told, raw


def test_text_that_the_editor_only_opened_is_no_change(tree: Tree, compared: Callable[[Any], str]) -> None:
    """It names every paragraph when it does, and an approver was shown all texts of the page as changed."""
    guide = pages.make_guide(tree.guides, tone="<p>Skæv og varm.</p>")
    guide.save_revision()
    guide.tone = '<p data-block-key="a1b2c">Skæv og varm.</p>'
    guide.lead = "En ny manchet."
    guide.save_revision()

    assert "En ny manchet." in compared(guide)
    assert "Skæv og varm" not in compared(guide)
