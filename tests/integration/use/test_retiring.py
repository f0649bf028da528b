"""A retired word is no longer offered where somebody chooses; where it is, it stays."""

import pytest
from django.test import Client

from core.models import Metric, Objective, Platform
from showcase.reporting.forms import STEPS
from tests.factories import core, pages
from tests.factories.reports import make_draft
from tests.factories.site import Tree

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def test_offered_are_those_not_retired_and_those_chosen_already() -> None:
    dialog, old = core.make_objective("Dialog"), core.make_objective("Synlighed", is_retired=True)

    assert list(Objective.objects.offered()) == [dialog]
    assert set(Objective.objects.offered(keeping=[old])) == {dialog, old}
    assert set(Objective.objects.offered(keeping=[old.pk])) == {dialog, old}


def test_report_offers_no_retired_word_but_keeps_the_one_that_was_chosen() -> None:
    core.make_platform("Facebook")
    core.make_platform("Vine", is_retired=True)

    fresh = str(STEPS[0]()["platforms"])
    chosen = str(STEPS[0](initial={"platforms": ["vine"]})["platforms"])

    assert "Facebook" in fresh
    assert "Vine" not in fresh
    assert "Vine" in chosen


def test_report_offers_no_retired_metric_and_no_retired_library(tree: Tree, client: Client) -> None:
    core.make_metric("Visninger")
    Metric.objects.create(name="Klik", slug="klik", numerator="klik", is_retired=True)
    core.make_library(name="Fjordby Bibliotek")
    core.make_library("DK-X00002", name="Lukket Bibliotek", municipality="Lukket", is_retired=True)
    make_draft()

    assert "Klik" not in str(STEPS[2]()["metric"])
    assert "Visninger" in str(STEPS[2]()["metric"])
    begin = client.get("/indberet/").content.decode()
    assert "Fjordby Bibliotek" in begin
    assert "Lukket Bibliotek" not in begin


@pytest.mark.parametrize("address", ["/admin/library_chooser/", "/admin/library_chooser/results/"])
def test_chooser_of_libraries_offers_no_retired_one(admin: Client, address: str) -> None:
    core.make_library(name="Fjordby Bibliotek")
    core.make_library("DK-X00002", name="Lukket Bibliotek", municipality="Lukket", is_retired=True)

    shown = admin.get(address).content.decode()

    assert "Fjordby Bibliotek" in shown
    assert "Lukket Bibliotek" not in shown


def test_chooser_of_words_offers_no_retired_one(admin: Client) -> None:
    core.make_platform("Facebook")
    core.make_platform("Vine", is_retired=True)

    shown = admin.get("/admin/snippets/choose/core/platform/").content.decode()

    assert "Facebook" in shown
    assert "Vine" not in shown


def test_retired_word_is_still_shown_and_found_by(tree: Tree, client: Client) -> None:
    platform = core.make_platform("Vine", is_retired=True)
    pages.make_concept(tree.concepts, "Bog og bus", platforms=[platform])
    pages.make_concept(tree.concepts, "Stille dag")

    shown = client.get("/koncepter/?platform=vine").content.decode()

    assert "Bog og bus" in shown
    assert "Stille dag" not in shown
    assert Platform.objects.get() == platform
