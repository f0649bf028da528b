"""Every block keeps the house's promises, also when what it pointed at is gone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template.loader import get_template
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from core import invented
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


ROOT = Path(__file__).resolve().parents[2]
PRODUCT = [ROOT / name for name in ("site", "home", "concepts", "showcase", "search")]
CODE = {file.relative_to(ROOT).as_posix(): file for folder in PRODUCT for file in folder.rglob("*.py")}
ASKED_IN_TEMPLATES = re.compile(r"{%\s*(?:el)?if [^%]*(?:block_type|block\.name)[^%]*%}")
# What is compared with a word that a block happens to be called too.
NO_BLOCKS = {
    ("site/demo/drawing/places.py", "top == 'steps'"): "how a drawing's edge runs",
    ("showcase/reporting/media_import.py", "'video' in item"): "what a report's file became",
}
BLOCKS = _stream_blocks()
each_block = pytest.mark.parametrize("name", BLOCKS)


@each_block
def test_block_tells_editors_what_it_is(name: str) -> None:
    meta = BLOCKS[name].meta

    for attribute in ("label", "icon", "group", "description"):
        assert getattr(meta, attribute, ""), f"{name} has no {attribute}"
    assert getattr(meta, "preview_value", None), f"{name} has no preview"
    get_template(meta.template)


def _fields_in_lists(block: blocks.Block) -> Iterator[blocks.FieldBlock]:
    """Fields that stand in a list directly: it shows no label beside them."""
    if isinstance(block, blocks.StreamBlock | blocks.StructBlock):
        for child in block.child_blocks.values():
            yield from _fields_in_lists(child)
    elif isinstance(block, blocks.ListBlock):
        child = block.child_block
        yield from [child] if isinstance(child, blocks.FieldBlock) else _fields_in_lists(child)


def test_field_in_a_list_says_what_it_is_called() -> None:
    fields = [field for block in BLOCKS.values() for field in _fields_in_lists(block)]

    assert len(fields) >= 3
    assert [field.name for field in fields if not field.field.widget.attrs.get("aria-label")] == []


NAMES_A_LIBRARY = [name for name, block in BLOCKS.items() if "library" in getattr(block, "child_blocks", {})]


@pytest.mark.parametrize("name", NAMES_A_LIBRARY)
def test_block_that_names_an_invented_library_lets_the_page_say_so(name: str, tree: Tree) -> None:
    """A block of the demo that stands on the front page has nothing to show without the page it leads to."""
    block = BLOCKS[name]
    value = block.normalize({**block.meta.preview_value, "library": core.make_library(name="Fjordby", is_example=True)})
    if "page" in block.child_blocks:
        value["page"] = tree.home

    with invented.noticing() as names:
        shown = block.render(value)

    assert "Fjordby" in shown
    assert list(names) == ["Fjordby"]


def _names_of_blocks() -> set[str]:
    fields = [field for model in get_page_models() for field in model._meta.get_fields()]
    return {name for field in fields if isinstance(field, StreamField) for name in field.stream_block.child_blocks}


def _asked(tree: ast.AST, names: set[str], classes: set[str]) -> Iterator[str]:
    """Comparisons that ask which block something is, by its name or by its class."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare | ast.match_case):
            parts = list(ast.walk(node.pattern if isinstance(node, ast.match_case) else node))
            told = {part.value for part in parts if isinstance(part, ast.Constant)}
            of_block = any(isinstance(part, ast.Attribute) and part.attr == "block_type" for part in parts)
            if of_block or told & names or "block.name" in ast.unparse(node):
                yield ast.unparse(node)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
            kinds = {part.id for part in ast.walk(node.args[1]) if isinstance(part, ast.Name)}
            yield from [ast.unparse(node)] if kinds & classes else []


def test_nobody_asks_which_block_something_is() -> None:
    """A block tells what it is to others (`foundation.blocks`); kinds that Wagtail has may be told apart."""
    trees = {name: ast.parse(file.read_text("utf-8")) for name, file in CODE.items() if "migrations" not in file.parts}
    nodes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    own = {node.name for node in nodes if node.name.endswith("Block")}
    names = _names_of_blocks()
    asked = {(name, asked) for name, tree in trees.items() for asked in _asked(tree, names, own)}

    assert asked == set(NO_BLOCKS)
    for file in (file for folder in PRODUCT for file in folder.rglob("*.html")):
        assert ASKED_IN_TEMPLATES.findall(file.read_text("utf-8")) == [], file


def test_test_sees_who_asks_for_a_block() -> None:
    asking = ["b.block_type == x", "kind == 'quote'", "'block.name' in a", "isinstance(b, (QuoteBlock, int))"]
    tree = ast.parse("\n".join([*asking, "a == 'b'", "isinstance(b, int)"]))

    assert list(_asked(tree, {"quote"}, {"QuoteBlock"})) == asking


@pytest.mark.django_db
@each_block
def test_preview_renders_and_has_an_api_value(name: str) -> None:
    block = BLOCKS[name]
    value = block.get_preview_value()

    assert isinstance(block.render(value), str)
    block.get_api_representation(value, {"request": RequestFactory().get("/")})


@pytest.mark.once
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
