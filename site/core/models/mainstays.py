"""Pages that the site stands on: they can neither be unpublished nor hidden nor deleted, by whatever door."""

from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_delete, pre_save
from django.utils.translation import gettext as _
from wagtail.models import Page, PageViewRestriction, Site, get_page_models

from core.models.settings import CatalogueSettings
from foundation.refusals import RefusedError


def why_it_stays(page: Page) -> str:
    """Why this page must stay where everybody can read it, empty for most pages. Cost: 2 queries.

    A page that another one of these lies under is one of them too.
    """
    is_root = Q(root_page__path__startswith=page.path) | Q(root_page__translation_key=page.translation_key)
    if Site.objects.filter(is_root).exists():
        return _("The front page is what the whole site stands on. It can be neither unpublished, hidden nor deleted.")
    stated = CatalogueSettings.objects.filter(accessibility_url="", accessibility_page__path__startswith=page.path)
    if stated.exists():
        return _(
            "The accessibility statement must be readable by everybody. Choose another page for it under Settings, "
            "Catalogue settings first."
        )
    return ""


def keep_published(instance: Page, raw: bool, update_fields: Any, **_signal: Any) -> None:
    """Raises: RefusedError before such a page is stored as unpublished."""
    is_untouched = update_fields is not None and "live" not in update_fields
    if raw or instance.live or instance._state.adding or is_untouched:
        return
    if Page.objects.filter(pk=instance.pk, live=True).exists():
        _refuse(instance)


def keep_open(instance: PageViewRestriction, raw: bool, **_signal: Any) -> None:
    """Raises: RefusedError before such a page, or one above it, is made private."""
    if not raw and instance.restriction_type != PageViewRestriction.NONE:
        _refuse(instance.page)


def keep_at_all(instance: Page, **_signal: Any) -> None:
    """Raises: RefusedError before such a page is deleted."""
    _refuse(instance)


def _refuse(page: Page) -> None:
    if reason := why_it_stays(page):
        raise RefusedError(reason, page.pk)


def watch() -> None:
    """Called once, when all page types are known."""
    pre_save.connect(keep_open, sender=PageViewRestriction)
    for model in get_page_models():
        pre_save.connect(keep_published, sender=model)  # Page itself too: what expires is loaded as that
        if model is not Page:  # the row above each page's own; and Wagtail's page of welcome goes
            pre_delete.connect(keep_at_all, sender=model)
