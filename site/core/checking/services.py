"""Keeping what was found of each page, so that lists need not look."""

from django.utils import timezone
from wagtail.models import Page, get_page_models

from core.checking.findings import light_of
from core.checking.links import keep_links
from core.checking.models import PageCheck
from core.checking.rules import findings_of
from core.checking.strings import addresses_of, texts_of
from foundation.danish.readability import readability_of
from foundation.fault_isolation import do_each
from foundation.querysets import remember_hidden_paths

AT_A_TIME = 20


def run_due_checks() -> None:
    """A scheduled job: look at what was written since, and at everything once a day.

    Cost: 2 queries when there is nothing to do.
    """
    known = PageCheck.objects.values("page")
    checked = [model for model in get_page_models() if hasattr(model, "own_findings")]
    new = Page.objects.type(*checked).exclude(pk__in=known)
    PageCheck.objects.note_stale(new.values_list("pk", flat=True)[:AT_A_TIME])
    with remember_hidden_paths():
        do_each(PageCheck.objects.due().select_related("page")[:AT_A_TIME], look_again)


def look_again(check: PageCheck) -> None:
    """Look at the newest version of a page. One that cannot be read waits a day, and holds up nobody."""
    PageCheck.objects.filter(pk=check.pk).update(is_stale=False, checked_at=timezone.now())
    page = check.page.get_latest_revision_as_object()
    findings = findings_of(page)
    keep_links(page.pk, addresses_of(page))
    codes = sorted({finding.code for finding in findings})
    PageCheck.objects.filter(pk=check.pk).update(
        light=light_of(findings),
        number=len(findings),
        codes=f" {' '.join(codes)} " if codes else "",
        lix=readability_of(texts_of(page)).lix,
    )
