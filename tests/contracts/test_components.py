"""Every component and block has its place in the developers' gallery, and shows nothing it was not given."""

import pytest
from django.test import Client

from core.components import TemplateComponent
from demo.pattern_library import blocks, specimens
from tests.contracts.test_blocks import BLOCKS

pytestmark = [pytest.mark.django_db, pytest.mark.once]

COMPONENTS = {piece.__name__: piece for piece in TemplateComponent.__subclasses__()}


def test_every_component_stands_in_the_gallery() -> None:
    assert {specimen.name for specimen in specimens()} == set(COMPONENTS)


def test_every_block_stands_in_the_gallery() -> None:
    assert {label for label, _html in blocks()} == {str(block.label) for block in BLOCKS.values()}


@pytest.mark.parametrize("name", COMPONENTS)
def test_component_is_frozen_documented_and_has_one_template(name: str) -> None:
    piece = COMPONENTS[name]

    assert piece.__dataclass_params__.frozen
    assert piece.template_name.endswith(".html")


def test_gallery_answers_in_the_demo_only(client: Client) -> None:
    response = client.get("/komponenter/")

    assert response.status_code == 200
    assert all(specimen.name in response.content.decode() for specimen in specimens())
