"""Removal of the demo content: what belongs to an invented library, and nothing else."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.fields import StreamField
from wagtail.models import ReferenceIndex, get_page_models

from core.models import BasePage
from foundation.before_commit import atomic
from foundation.usage.deletion_guards import guards_lifted
from foundation.usage.replacing import put_in_place
from libraries.models import Library
from media.models import CatalogueImage
from media.references import refers_to
from showcase.models import AwardEditionPage, AwardWinnerPage, InitiativePage
from showcase.reporting.models import Report
from showcase.reporting.withdrawal import forget


def remove_demo() -> Counter[str]:
    """Delete the invented libraries and all that is theirs: reports, winners, editions, initiatives, the
    blocks of other pages that tell about them, and pictures nothing else shows.

    Returns: how many of each kind. All or nothing, but for the pictures, which go last.
    """
    libraries = Library.objects.filter(is_example=True)
    removed: Counter[str] = Counter()
    with atomic(), guards_lifted():
        pages: list[BasePage] = [
            *AwardWinnerPage.objects.filter(library__in=libraries),
            *AwardEditionPage.objects.filter(host__in=libraries),
            *InitiativePage.objects.filter(library__in=libraries),
        ]
        pictures = _pictures_of(pages)
        for page in pages:
            put_in_place(page, None)
            page.delete()
        for report in Report.objects.filter(library__in=libraries):
            forget(report)
            removed["reports"] += 1
        removed["pages"] = len(pages)
        removed["blocks"] = _remove_blocks(set(libraries.values_list("pk", flat=True)))
        removed["libraries"] = libraries.count()
        for library in libraries:
            put_in_place(library, None)
        libraries.delete()
    removed["pictures"] = _remove_unused(pictures)
    return removed


def _pictures_of(pages: Iterable[BasePage]) -> set[int]:
    images = ContentType.objects.get_for_model(CatalogueImage)
    return {
        int(reference.to_object_id)
        for page in pages
        for reference in ReferenceIndex.get_references_for_object(page).filter(to_content_type=images)
    }


def _remove_unused(pictures: set[int]) -> int:
    unused = [
        image
        for image in CatalogueImage.objects.filter(pk__in=pictures)
        if not ReferenceIndex.get_references_to(image).exists()
    ]
    for image in unused:
        image.delete()
    return len(unused)


def _remove_blocks(libraries: set[int]) -> int:
    """Blocks that name one of the libraries, in published pages and in drafts."""
    number = 0
    for model in get_page_models():
        names = [field.name for field in model._meta.get_fields() if isinstance(field, StreamField)]
        for page in model.objects.all() if names and issubclass(model, BasePage) else []:
            number += _remove_from(page, names, libraries)
    return number


def _remove_from(page: BasePage, names: list[str], libraries: set[int]) -> int:
    draft = page.get_latest_revision_as_object()
    has_draft = page.has_unpublished_changes
    found = sum(_clean(page, name, libraries) for name in names)
    if found:
        page.save(clean=False)
    if sum(_clean(draft, name, libraries) for name in names):
        revision = draft.save_revision(clean=False)
        if page.live and not has_draft:
            revision.publish()
    return found


def _clean(page: Any, name: str, libraries: set[int]) -> int:
    """Take such blocks out of one field. Returns: how many."""
    stream = getattr(page, name)
    theirs = [refers_to(child.block, child.value, Library, libraries) for child in stream]
    if any(theirs):
        kept = [raw for raw, is_theirs in zip(stream.raw_data, theirs, strict=True) if not is_theirs]
        setattr(page, name, stream.stream_block.to_python(kept))
    return sum(theirs)
