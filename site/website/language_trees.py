"""Redirects for addresses in a language that nothing is written in."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import escape_leading_slashes
from wagtail.models import Page, Site

from foundation.querysets import only_visible

# One's own account is no page: the staff have it in the language of their admin, tree or none.
WITHOUT_PAGES = ("konto",)


def address_without_language(request: HttpRequest, language: str) -> str | None:
    """The same address in the site's own language, None where the one asked for may be answered.

    Cost: none in the site's own language, else that of `_has_tree`.
    """
    if language == settings.LANGUAGE_CODE or getattr(request, "is_dummy", False):
        return None
    prefix = f"/{language}"
    section = request.path_info.removeprefix(prefix)[1:].partition("/")[0]
    if section in WITHOUT_PAGES or _has_tree(request, language):
        return None
    return escape_leading_slashes(request.get_full_path_info().removeprefix(prefix) or "/")


def _has_tree(request: HttpRequest, language: str) -> bool:
    """Whether the site has a front page in this language that the public may see. Cost: 3 queries."""
    site = Site.find_for_request(request)
    if site is None:
        return False
    homes = Page.objects.filter(translation_key=site.root_page.translation_key, locale__language_code=language)
    return only_visible(homes).exists()
