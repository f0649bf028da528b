"""What staff do with reports: take up, ask, decline, and make a page of one."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html_join

from core.models import User
from core.numbers.figures import Figure
from showcase.models import InitiativeIndexPage, InitiativeNumber, InitiativePage
from showcase.reporting.answers import filled
from showcase.reporting.copies import gallery_of
from showcase.reporting.enums import OPEN_STATES, Reach, ReportState
from showcase.reporting.forms import STEPS
from showcase.reporting.models import LibraryDomain, Message, Report
from showcase.reporting.services import NotOpenError
from showcase.reporting.signals import initiative_drafted
from showcase.reporting.tasks import mail
from showcase.reporting.validators import FREE_MAIL
from showcase.services import NoIndexError, free_slug


@transaction.atomic
def take_up(report: Report, user: User | None) -> None:
    """This colleague works on it now, unless another one has taken it on before."""
    report = _open(report)
    report.state, report.assignee = ReportState.ASSESSING, report.assignee or user
    report.save()


@transaction.atomic
def assign(reports: Iterable[Report], user: User | None) -> int:
    """Give open reports to a colleague, or to nobody; those just received are taken up with that. Returns: how many."""
    chosen = Report.objects.filter(pk__in=[report.pk for report in reports], state__in=OPEN_STATES)
    if user:
        chosen.filter(state=ReportState.RECEIVED).update(state=ReportState.ASSESSING)
    return chosen.update(assignee=user)


@transaction.atomic
def ask(report: Report, user: User, text: str) -> None:
    """Ask the reporter something; she gets a mail and answers on her page."""
    report = _open(report)
    Message.objects.create(report=report, author=user, is_from_staff=True, text=text)
    report.state = ReportState.ASKED
    report.save()
    mail(report, "question")


@transaction.atomic
def decline(report: Report, user: User, reason: str) -> None:
    """Close it without publishing, and say why."""
    report = _open(report)
    Message.objects.create(report=report, author=user, is_from_staff=True, text=reason)
    report.state, report.closed_at = ReportState.DECLINED, timezone.now()
    report.save()
    mail(report, "declined")


@transaction.atomic
def give_feedback(report: Report, user: User, text: str) -> None:
    """Tell the reporter what was thought of it, whatever has become of it; whoever is erased gets no mail."""
    Message.objects.create(report=report, author=user, is_from_staff=True, text=text)
    mail(report, "feedback")


def confirm_domain(report: Report) -> bool:
    """Learn that this library writes from this mail domain. Returns: False for free mail, which proves nothing."""
    domain = report.email.rpartition("@")[2].lower()
    if not domain or domain in FREE_MAIL or report.library is None:
        return False
    LibraryDomain.objects.get_or_create(library=report.library, domain=domain)
    return True


@transaction.atomic
def make_initiative(report: Report, user: User) -> InitiativePage:
    """A draft page with the report's texts, facets, numbers and pictures; contacts and messages stay behind.

    Made once: a second time gives the same page. Raises: NotOpenError, NoIndexError.
    """
    report = _open(report)
    if report.initiative:
        return report.initiative
    index = InitiativeIndexPage.objects.order_by("path").first()
    if index is None:
        raise NoIndexError
    page = _page_of(report, index)
    page.owner = user
    initiative_drafted.send(sender=Report, report=report, page=page)
    index.add_child(instance=page)
    page.save_revision(user=user)
    report.initiative, report.state = page, ReportState.ASSESSING
    report.assignee = report.assignee or user
    report.save()
    return page


def _page_of(report: Report, index: InitiativeIndexPage) -> InitiativePage:
    """The page, not yet stored, with everything of the report that may be public."""
    what, why, numbers, people = (_values(report, number) for number in range(4))
    page = InitiativePage(
        title=report.title,
        slug=free_slug(index, report.title),
        live=False,
        library=report.library,
        started_on=what["started_on"],
        ended_on=what["ended_on"],
        post_url=what["post_url"],
        what=paragraphs(what["what"]),
        why=paragraphs(why["why"]),
        how=paragraphs(why["how"]),
        media=gallery_of(report, people),
        made_from={str(report.pk): []},
    )
    page.platforms = what["platforms"]
    page.target_groups, page.objectives, page.formats = why["target_groups"], why["objectives"], why["formats"]
    if numbers["value"] is not None:
        reported = {name: numbers[name] for name in ("metric", "window_days")}
        figure: Figure = numbers["value"]
        reported |= {"value": figure.value, "is_rounded": figure.is_rounded}
        page.numbers = [InitiativeNumber(**reported, is_boosted=numbers["reach"] == Reach.BOOSTED)]
    return page


@transaction.atomic
def note_published(page: InitiativePage) -> None:
    """The page made from a report is public: tell the reporter, once."""
    if not page.live:
        return
    for report in Report.objects.select_for_update().filter(pk__in=page.made_from, state__in=OPEN_STATES):
        report.state, report.closed_at, report.initiative = ReportState.PUBLISHED, timezone.now(), page
        report.save()
        mail(report, "published")


def paragraphs(text: str) -> str:
    """Plain text as rich text: a paragraph for each block of lines."""
    blocks = [" ".join(block.split()) for block in text.split("\n\n")]
    return format_html_join("", "<p>{}</p>", ((block,) for block in blocks if block))


def _open(report: Report) -> Report:
    """The report, locked. Raises: NotOpenError."""
    locked = Report.objects.select_for_update(of=("self",)).select_related("library", "initiative").get(pk=report.pk)
    if locked.state not in OPEN_STATES:
        raise NotOpenError
    return locked


def _values(report: Report, number: int) -> dict[str, Any]:
    form = filled(STEPS[number], report.answers, is_checked=True)
    form.is_valid()
    empty: dict[str, Any] = {"value": None, "window_days": None, "post_url": "", "why": "", "how": ""}
    absent = {name: empty.get(name) for name in form.fields if name not in form.cleaned_data}
    return absent | form.cleaned_data
