"""Guard against publishing or copying what was made of a withdrawn report, by whatever road."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import TracedPage
from foundation.refusals import RefusedError
from showcase.reporting.models import Removal, Report


class StoppedError(RefusedError):
    """Refused for good: there is nothing she can do about it."""


def refuse_if_taken_back(page: TracedPage) -> None:
    """Said before a page is stored. Raises: StoppedError when it would be new or newly public.

    The page is locked, then its reports, so that what is being taken back right now is waited for. Whoever needs both
    locks them in this order (`withdrawal.hold`).
    """
    if not page.made_from:
        return
    own = Page.objects.select_for_update().filter(pk=page.pk)
    before = own.values_list("live", flat=True).first() if page.pk else None
    is_new = before is None
    if not is_new and (before or not page.live):
        return
    reports = list(Report.objects.select_for_update().filter(pk__in=page.made_from))
    if len(reports) < len(page.made_from) or any(report.is_stopped for report in reports):
        raise StoppedError(reason())


def reason() -> str:
    return _("The library has taken its report back. What was made of it can be neither published nor copied.")


def was_taken_away(page_ids: list[int]) -> bool:
    """Whether one of these pages, or what waited to be published of it, went with a report that was taken back."""
    is_gone = Removal.objects.filter(page_id__in=page_ids, is_page_kept=False).exists()
    return is_gone or Report.objects.stopped().filter(copies__page__in=page_ids).exists()
