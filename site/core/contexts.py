"""What templates of pages are given. It is built beside the page types, above models and components, and registered:

    @context_of.register
    def story_context(page: StoryPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]: ...

in the app's `contexts`, which its `AppConfig.ready` imports.
"""

from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from wagtail.models import Page


@singledispatch
def context_of(page: Page, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    """What a page's template gets besides `shared`, which every page has (`BasePage.shared_context`)."""
    return {}


@singledispatch
def dpl_context_of(page: Page) -> dict[str, Any]:
    """What a page's `dpl_template` gets besides the page itself."""
    return {}
