"""Erasure of what was made of a report: drafts and media go; what is published waits for its editor.

Every copy that is no longer public goes in the next `sweep`, so it may run again whenever something changed.
"""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from concepts.models import ConceptPage
from core.erasing import (
    drop_redirects,
    erase_file,
    erase_past_of,
    erase_past_of_file,
    erase_previews,
    erase_words,
    quieten_log,
)
from core.erasing import erase_page as erase_whole_page
from foundation.before_commit import atomic
from foundation.slugs import free_slug
from showcase.models import InitiativePage
from showcase.reporting.derived_content import Footprint, footprint_of, is_concept
from showcase.reporting.enums import RemovalReason
from showcase.reporting.models import Copy, Removal, Report
from showcase.services import conditions_of

OWN_WORK = ("body", "kit", "adaptations", "skills", "success_rule")  # of a concept, beside what it was made from


@atomic()
def sweep(report: Report, reason: RemovalReason) -> bool:
    """Take away every copy that the public does not see. Returns: whether none is left.

    Of what is published, earlier versions go, and what was being written with the report's words in it.
    """
    found = footprint_of(report)
    lines = lines_of(report)
    for page in found.drafts:
        _note(report, reason, page, is_kept=_take_back(page, report, lines))
    for page in found.published:
        _trim(page, report)
    _erase_files(report, reason, found)
    if found.drafts or found.published or found.hidden:
        erase_words()
    return not Copy.objects.filter(report=report).exists()


def lines_of(report: Report) -> set[str]:
    """What concepts say of when it works and flops, as it was ever written on the report's own pages."""
    pages = InitiativePage.objects.filter(pk__in=Copy.objects.filter(report=report).values("page"))
    versions = [version for page in pages for version in (page, *(one.as_object() for one in page.revisions.all()))]
    return {line.text for version in versions for line in conditions_of(version)}


def let_go(page: Page, report: Report) -> None:
    """Nothing of the report is in this concept any more: it stays, and forgets where it came from."""
    ConceptPage.objects.filter(pk=page.pk).update(made_from=_without(page, report))
    Copy.objects.filter(report=report, page=page.pk).delete()
    erase_past_of(page, keep_draft=True)


def _take_back(page: Any, report: Report, lines: set[str]) -> bool:
    """Delete a page that is not public, or take the report's words out of a concept. Returns: whether it stayed."""
    if is_concept(page) and _strip(page, report, lines):
        return True
    erase_whole_page(page)
    return False


def _strip(concept: ConceptPage, report: Report, lines: set[str]) -> bool:
    """Leave of a concept's draft what editors wrote themselves, of every version. Returns: whether that is anything."""
    draft = concept.get_latest_revision_as_object()
    told = concept.made_from.get(str(report.pk), [])
    is_only_source = len(concept.made_from) == 1 and not concept.source_initiatives.exclude(
        pk__in=Copy.objects.filter(report=report, page__isnull=False).values("page")
    )
    conditions = [line for line in draft.conditions.all() if not is_only_source and line.text not in lines]
    if told and not conditions and not any(getattr(draft, name) for name in OWN_WORK):
        return False
    for name in told:
        setattr(draft, name, None if name == "cover" else "")
    if told:
        draft.title = draft.draft_title = _("Concept without a title")
        draft.slug = free_slug(concept.get_parent(), draft.title)
        draft.seo_title = draft.search_description = ""
    draft.conditions = conditions
    draft.made_from = _without(concept, report)
    erase_previews(concept)
    drop_redirects(concept)
    concept.wagtail_admin_comments.all().delete()
    concept.workflow_states.all().delete()
    concept.revisions.all().delete()
    draft.latest_revision = None
    draft.save()
    draft.save_revision()
    Copy.objects.filter(report=report, page=concept.pk).delete()
    quieten_log(concept.pk)
    return True


def _trim(page: Any, report: Report) -> None:
    """Of a published page: what the public sees stays. Of a concept, so does what editors add to it meanwhile."""
    keeps_draft = is_concept(page) and page.has_unpublished_changes
    erase_past_of(page, keep_draft=keeps_draft)
    if keeps_draft:
        draft = page.get_latest_revision_as_object()
        for name in page.made_from.get(str(report.pk), []):
            setattr(draft, name, getattr(page, name))
        before = draft.latest_revision
        draft.save_revision()
        if before and before.pk != page.live_revision_id:
            before.delete()
        quieten_log(page.pk)


def _erase_files(report: Report, reason: RemovalReason, found: Footprint) -> None:
    """Those no published page shows go; of those that are shown goes what was said about them before."""
    for file in found.hidden:
        erase_file(file)
    for file in found.shown:
        erase_past_of_file(file)
    if found.hidden:
        Removal.objects.create(reason=reason, library=report.library, files=len(found.hidden))


def _note(report: Report, reason: RemovalReason, page: Any, *, is_kept: bool) -> None:
    """For the editors' first page; without the title, which was the report's."""
    Removal.objects.create(
        reason=reason,
        library=report.library,
        page_id=page.pk,
        what=page._meta.label_lower,
        is_page_kept=is_kept,
        worked_on_by=page.owner,
    )


def _without(page: Any, report: Report) -> dict[str, list[str]]:
    return {source: names for source, names in page.made_from.items() if source != str(report.pk)}
