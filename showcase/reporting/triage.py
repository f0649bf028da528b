"""Triage by staff: take up, ask, decline, and make a page of a report."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.html import format_html_join

from core.models import User
from foundation.before_commit import atomic
from foundation.slugs import free_slug
from showcase.models import InitiativeIndexPage, InitiativeNumber, InitiativePage
from showcase.reporting.enums import OPEN_STATES, Reach
from showcase.reporting.media_import import gallery_of
from showcase.reporting.models import LibraryDomain, Message, Report
from showcase.reporting.parsing import reading_of
from showcase.reporting.schema import Answers
from showcase.reporting.signals import initiative_drafted
from showcase.reporting.tasks import mail
from showcase.reporting.transitions import TABLE, Action, is_to_do, move, move_all
from showcase.reporting.validators import FREE_MAIL
from showcase.services import NoIndexError

HUNDREDTH = Decimal("0.01")  # as finely as a page keeps a number


@atomic()
def take_up(report: Report, user: User | None) -> None:
    """This colleague works on it now, unless another one has taken it on before."""
    report = _held(report, Action.TAKE_UP)
    report.assignee = report.assignee or user
    move(report, Action.TAKE_UP, also=["assignee"])


@atomic()
def assign(reports: Iterable[Report], user: User | None) -> int:
    """Give open reports to a colleague, or to nobody; those just received are taken up with that. Returns: how many."""
    chosen = Report.objects.filter(pk__in=[report.pk for report in reports])
    if user:
        return move_all(chosen, Action.GIVE, assignee=user)
    return chosen.filter(state__in=OPEN_STATES).update(assignee=None)


@atomic()
def ask(report: Report, user: User, text: str) -> None:
    """Ask the reporter something; she gets a mail and answers on her page."""
    report = _held(report, Action.ASK)
    Message.objects.create(report=report, author=user, is_from_staff=True, text=text)
    move(report, Action.ASK)


@atomic()
def decline(report: Report, user: User, reason: str) -> None:
    """Close it without publishing, and say why."""
    report = _held(report, Action.DECLINE)
    Message.objects.create(report=report, author=user, is_from_staff=True, text=reason)
    move(report, Action.DECLINE)


@atomic()
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


@atomic()
def make_initiative(report: Report, user: User) -> InitiativePage:
    """A draft page with the report's texts, facets, numbers and pictures; contacts and messages stay behind.

    It lies under the index in the report's language. Made once: a second time gives the same page.
    Raises: NotOpenError, NoIndexError.
    """
    report = _held(report, Action.MAKE_PAGE)
    if report.initiative:
        return report.initiative
    index = InitiativeIndexPage.objects.filter(locale__language_code=report.language).order_by("path").first()
    if index is None:
        raise NoIndexError
    page = _page_of(report, index)
    page.owner = user
    initiative_drafted.send(sender=Report, report=report, page=page)
    index.add_child(instance=page)
    page.save_revision(user=user)
    report.initiative, report.assignee = page, report.assignee or user
    move(report, Action.MAKE_PAGE, also=["initiative", "assignee"])
    return page


def _page_of(report: Report, index: InitiativeIndexPage) -> InitiativePage:
    """The page, not yet stored, with everything of the report that may be public."""
    answers = reading_of(report).answers
    public = answers.for_the_public()
    page = InitiativePage(
        title=report.title,
        slug=free_slug(index, report.title),
        live=False,
        library=report.library,
        started_on=public.started_on,
        ended_on=public.ended_on,
        post_url=public.post_url,
        what=paragraphs(public.what),
        why=paragraphs(public.why),
        how=paragraphs(public.how),
        media=gallery_of(report, answers),
        made_from={str(report.pk): []},
    )
    page.platforms = public.platforms
    page.target_groups, page.objectives, page.formats = public.target_groups, public.objectives, public.formats
    page.numbers = _numbers_of(public)
    return page


def _numbers_of(public: Answers) -> list[InitiativeNumber]:
    if public.value is None:
        return []
    value = public.value.value.quantize(HUNDREDTH)
    number = InitiativeNumber(
        metric=public.metric,
        window_days=public.window_days,
        value=value,
        is_rounded=public.value.is_rounded or value != public.value.value,
        is_boosted=public.reach == Reach.BOOSTED,
    )
    return [number]


@atomic()
def note_published(page: InitiativePage) -> None:
    """The page made from a report is public: tell the reporter, once."""
    if not page.live:
        return
    states = list(TABLE[Action.PUBLISH].to)
    for report in Report.objects.select_for_update().filter(pk__in=page.made_from, state__in=states):
        report.initiative = page
        move(report, Action.PUBLISH, also=["initiative"])


def paragraphs(text: str) -> str:
    """Plain text as rich text: a paragraph for each block of lines."""
    blocks = [" ".join(block.split()) for block in text.split("\n\n")]
    return format_html_join("", "<p>{}</p>", ((block,) for block in blocks if block))


def _held(report: Report, action: Action) -> Report:
    """The report, locked, for this to be done to it. Raises: NotOpenError."""
    locked = Report.objects.select_for_update(of=("self",)).select_related("library", "initiative").get(pk=report.pk)
    is_to_do(locked, action)
    return locked
