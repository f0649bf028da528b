"""The API's promise: which fields each page type has. Fields may be added here; none may go or change its name."""

import json
from pathlib import Path

import pytest
from django.test import Client

from core.models import BasePage
from tests.factories.full_pages import MAKERS, PAGE_TYPES
from tests.factories.site import Tree

PROMISE: dict[str, list[str]] = json.loads((Path(__file__).parent / "api_fields.json").read_text("utf-8"))


@pytest.mark.django_db
@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_page_type_has_the_promised_fields(tree: Tree, model: type[BasePage]) -> None:
    page = MAKERS[model.__name__](tree)

    answer = Client().get(f"/api/v2/pages/{page.pk}/").json()

    assert list(answer) == ["id", "meta", "title", *PROMISE[model.__name__]]
    assert list(answer["meta"]) == PROMISE["meta"]
