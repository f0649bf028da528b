"""What the galleries of all pictures and all films show."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.choices import choice_of
from core.components import EmptyState, FacetPanel, FilterChips, Pager, TemplateComponent
from core.contexts import context_of
from core.facets import groups, known_values
from foundation.paging import PAGE_PARAMETER, page_of
from showcase.components import ShownFilm, ShownPicture
from showcase.models import FilmIndexPage, GalleryIndexPage
from showcase.models.media import MediaIndexPage

PIECES: dict[type[MediaIndexPage], Callable[[Any, HttpRequest], TemplateComponent]] = {
    GalleryIndexPage: ShownPicture.of,
    FilmIndexPage: ShownFilm.of,
}


@context_of.register
def media_index_context(page: MediaIndexPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    shown = page.shown()
    known = known_values(page.facets)
    choice = choice_of(request.GET, page.facets, known)
    results = page_of(choice.apply(shown).newest_first(), request.GET.get(PAGE_PARAMETER, ""), page.PAGE_SIZE)
    options = groups(shown, choice)
    empty = EmptyState(_("Nothing matches all of this."), "?", _("Everything")) if choice.pairs else None
    return {
        "choice": choice,
        "results": results,
        "pieces": [PIECES[type(page)](row, request) for row in results],
        "panel": FacetPanel(options, choice) if options else None,
        "chips": FilterChips(options, choice),
        "pager": Pager.of(results, request.GET),
        "empty": empty or EmptyState(page.EMPTY),
    }
