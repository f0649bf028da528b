"""What is looked for on every page. What a page type alone knows of, it tells itself (`BasePage.own_findings`)."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.checking.enums import LinkState
from core.checking.findings import Finding
from core.checking.models import OutsideLink
from core.checking.strings import addresses_of, texts_of
from foundation.danish.readability import Readability, readability_of
from foundation.dpl import LEAD_LENGTH, TITLE_LENGTH
from foundation.querysets import is_visible
from media.enums import People
from media.models import CatalogueImage, Consent, Video
from media.references import media_references_of, references_of

FILE_NAME = re.compile(r"\.(?:avif|gif|heic|jpe?g|png|webp)$|_|^(?:IMG|DSC)\W?\d", re.IGNORECASE)
ENOUGH_WORDS = 100  # LIX says little of less


def findings_of(page: Any) -> list[Finding]:
    """All there is to say of a page as it stands, what is required first.

    Cost: that of `media_references_of`, and at most 5 queries more.
    """
    items = [use.item for use in media_references_of(page)]
    pictures = [item for item in items if isinstance(item, CatalogueImage)]
    films = [item for item in items if isinstance(item, Video)]
    found = [
        *(Finding("film", sentence, is_required=True) for film in films for sentence in film.missing_for_publishing),
        *_of_alt_texts(pictures),
        *_of_consents(pictures, films),
        *_of_empty_fields(page),
        *page.own_findings(),
        *_of_lengths(page),
        *_of_pages_linked(page),
        *_of_links(addresses_of(page)),
        *_of_reading(readability_of(texts_of(page))),
    ]
    return sorted(found, key=lambda finding: not finding.is_required)


def _of_alt_texts(pictures: Iterable[CatalogueImage]) -> Iterator[Finding]:
    for picture in pictures:
        named = {"title": picture.title}
        if not picture.alt_text.strip():
            yield Finding("alt", _("The picture “%(title)s” lacks alternative text.") % named, is_required=True)
        elif FILE_NAME.search(picture.alt_text.strip()):
            yield Finding("alt", _("The alternative text of “%(title)s” looks like the name of a file.") % named)


def _of_consents(pictures: list[CatalogueImage], films: list[Video]) -> Iterator[Finding]:
    """What is not shown, what soon will not be, and who was never asked. Cost: 3 queries.

    Who agreed is not told: whoever edits the page need not be one of those who may read the consents.
    """
    items: list[CatalogueImage | Video] = [*pictures, *films]
    for item in items:
        if item.is_withheld:
            text = _("“%(title)s” is not shown: a consent has ended or was withdrawn.")
            yield Finding("consent", text % {"title": item.title})
    for title, day in _ending(pictures, films):
        text = _("A consent for “%(title)s” ends on %(day)s.")
        yield Finding("consent", text % {"title": title, "day": date_format(day)})
    agreed = set(Consent.objects.filter(images__in=pictures).values_list("images", flat=True))
    for picture in pictures:
        if picture.people == People.SEEN and picture.pk not in agreed:
            text = _("People are seen in “%(title)s”, and no consent is noted.")
            yield Finding("consent", text % {"title": picture.title})
    undecided = [one for one in pictures if one.people == People.UNDECIDED and one.pk not in agreed]
    if undecided:
        named = {"titles": ", ".join(one.title for one in undecided)}
        yield Finding("people", _("Nobody has said whether people can be recognised in %(titles)s.") % named)


def _ending(pictures: list[CatalogueImage], films: list[Video]) -> list[tuple[str, date]]:
    """What a consent that soon ends covers, and its last day, each once. Cost: 2 queries."""
    ending = Consent.objects.expiring()
    of_pictures = ending.filter(images__in=pictures).values_list("images__title", "expires_on")
    of_films = ending.filter(videos__in=films).values_list("videos__title", "expires_on")
    return sorted({*of_pictures, *of_films}, key=lambda one: (one[1], one[0]))


def _of_empty_fields(page: Any) -> Iterator[Finding]:
    """Cost: one query for each relation that is not there already."""
    for name in page.expected:
        field, value = page._meta.get_field(name), getattr(page, name)
        if not (list(value.all()) if hasattr(value, "all") else strip_tags(str(value or "")).strip()):
            label = getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name
            yield Finding(name, _("Nothing is given under “%(field)s”.") % {"field": capfirst(str(label))})


def _of_lengths(page: Any) -> Iterator[Finding]:
    too_long = _("The %(what)s is %(length)s characters; libraries' DPL shows %(most)s.")
    parts = [("lead", page.lead, LEAD_LENGTH)]
    if hasattr(page, "dpl_template"):
        parts.append(("title", page.title, TITLE_LENGTH))
    for name, text, most in parts:
        if len(text) > most:
            what = page._meta.get_field(name).verbose_name
            yield Finding("length", too_long % {"what": what, "length": len(text), "most": most})


def _of_pages_linked(page: Any) -> Iterator[Finding]:
    """Links and choices that lead to pages nobody can read. Cost: 1 query, and that of `hidden_paths`."""
    wanted = {key for model, key in references_of(page) if issubclass(model, Page)}
    found = Page.objects.in_bulk(wanted - {page.pk})
    for key in sorted(wanted - {page.pk}):
        if key not in found:
            yield Finding("dead_link", _("A link leads to a page that is gone."))
        elif not is_visible(found[key]):
            text = _("A link leads to “%(title)s”, which the public cannot see.")
            yield Finding("hidden_link", text % {"title": found[key].title})


def _of_links(addresses: list[str]) -> Iterator[Finding]:
    """Cost: 1 query when there are any."""
    if addresses:
        for link in OutsideLink.objects.filter(address__in=addresses, state=LinkState.DEAD).order_by("address"):
            yield Finding("dead_link", _("Nothing answers at %(address)s.") % {"address": link.address})


def _of_reading(reading: Readability) -> Iterator[Finding]:
    if reading.words >= ENOUGH_WORDS and reading.is_hard:
        yield Finding("lix", _("The text is hard to read: LIX %(lix)s.") % {"lix": reading.lix})
