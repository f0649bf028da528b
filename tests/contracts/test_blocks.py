"""Every block keeps the house's promises, also when what it pointed at is gone."""

from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from core.models import BasePage
from tests.factories import core
from tests.factories.site import Tree


def _stream_blocks() -> dict[str, blocks.Block]:
    """Every block that stands directly in a stream of any page type, once by class."""
    found: dict[str, blocks.Block] = {}
    for model in get_page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField) and issubclass(model, BasePage):
                found |= {type(block).__name__: block for block in field.stream_block.child_blocks.values()}
    return found


BLOCKS = _stream_blocks()
each_block = pytest.mark.parametrize("name", BLOCKS)


@each_block
def test_block_tells_editors_what_it_is(name: str) -> None:
    meta = BLOCKS[name].meta

    for attribute in ("label", "icon", "group", "description"):
        assert getattr(meta, attribute, ""), f"{name} has no {attribute}"
    assert getattr(meta, "preview_value", None), f"{name} has no preview"
    get_template(meta.template)


@pytest.mark.django_db
@each_block
def test_preview_renders_and_has_an_api_value(name: str) -> None:
    block = BLOCKS[name]
    value = block.get_preview_value()

    assert isinstance(block.render(value), str)
    block.get_api_representation(value, {"request": RequestFactory().get("/")})


@pytest.mark.django_db
@each_block
def test_editor_can_look_at_the_preview(name: str, client: Client, tree: Tree) -> None:
    client.force_login(core.make_user("admin", is_superuser=True))

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": BLOCKS[name].definition_prefix})

    assert response.status_code == 200
    assert "css/tokens.css" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("ImageBlock", {"image": 9_999, "caption": "Væk"}),
        ("VideoBlock", {"video": 9_999, "caption": "Væk"}),
        ("GalleryBlock", {"heading": "", "items": [{"image": 9_999, "caption": "Væk"}]}),
        ("SignpostBlock", {"page": 9_999, "text": "Væk"}),
        ("PlatformTextBlock", {"platform": 9_999, "heading": "Opslag", "text": "Hej"}),
        ("KitImageBlock", {"image": 9_999, "use": "Væk"}),
        ("KitFileBlock", {"file": 9_999, "use": "Væk"}),
        ("ThirdPartyPostBlock", {"platform_name": "X", "author": "A", "text": "T", "snapshot": 9_999}),
    ],
)
def test_deleted_target_gives_nothing_in_html_and_null_in_json(name: str, raw: dict[str, Any]) -> None:
    block = BLOCKS[name]
    value = block.bulk_to_python([raw])[0]

    html = block.render(value)
    data = block.get_api_representation(value)

    assert "Væk" not in html
    assert None in _leaves(data) or data["items"] == []


def _leaves(data: Any) -> list[Any]:
    if isinstance(data, dict):
        return [leaf for item in data.values() for leaf in _leaves(item)]
    if isinstance(data, list):
        return [leaf for item in data for leaf in _leaves(item)]
    return [data]
