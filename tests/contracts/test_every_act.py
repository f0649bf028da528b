"""Every page type, with every block it takes, through everything editors do, seen from every public door."""

from collections.abc import Collection

import pytest
from django.db import transaction

from concepts.models import ConceptPage
from core.models import BasePage
from showcase.models import AwardEditionPage
from tests.contracts.acts import ACTS, OLD, Block, Scene, cells_of, met
from tests.factories.full_pages import PAGE_TYPES, blocks_of
from tests.factories.site import Tree
from tests.nightly import by_night_but

pytestmark = [pytest.mark.django_db, pytest.mark.once]
CELLS = 2_212  # what there was when this was written
EACH_BLOCK = [(model, block) for model in PAGE_TYPES for block in blocks_of(model)]


def walked(tree: Tree, model: type[BasePage], blocks: Collection[Block]) -> list[str]:
    """What is wrong, in words. Each act begins with the same published page."""
    scene = Scene(tree, model, blocks)
    wrong = [f"at first, {fault}" for fault in met(scene, scene.page, scene.page.get_url(), OLD)]
    assert scene.form
    for act in ACTS:
        with transaction.atomic():
            wrong += [f"{act.__name__}, {fault}" for fault in _faults_of(scene, act)]
            transaction.set_rollback(True)
    return wrong


def _faults_of(scene: Scene, act) -> list[str]:  # type: ignore[no-untyped-def]  # one of ACTS
    page, url = scene.page, scene.page.get_url()
    try:
        expected = act(scene)
    except AssertionError as error:
        return [str(error).split("\n")[0] or "failed"]
    after = scene.model.objects.filter(pk=scene.pk).first()
    return met(scene, page, after.get_url() if after else url, expected)


@pytest.mark.parametrize(
    "model",
    by_night_but(PAGE_TYPES, ConceptPage, AwardEditionPage),
    ids=lambda model: model.__name__,
)
def test_every_act_on_a_full_page_is_met_at_every_door(tree: Tree, model: type[BasePage]) -> None:
    assert walked(tree, model, blocks_of(model)) == []


@pytest.mark.deep
@pytest.mark.parametrize(
    ("model", "block"), EACH_BLOCK, ids=lambda one: one.__name__ if isinstance(one, type) else ".".join(one)
)
def test_every_act_with_each_block_alone_is_met_at_every_door(tree: Tree, model: type[BasePage], block: Block) -> None:
    assert walked(tree, model, [block]) == []


def test_cells_are_as_many_as_types_blocks_acts_and_doors_make() -> None:
    """So that nobody drops a type, an act or a door unseen; a new block only adds to them."""
    assert sum(cells_of(model) for model in PAGE_TYPES) >= CELLS
