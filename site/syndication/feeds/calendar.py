"""Calendars: the award shows, and what there is an occasion for, for people's own calendars."""

from operator import itemgetter

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.models import FACETS
from core.occasions import IN_CALENDARS, OCCASION, OccasionDays, occasions_between
from core.records.models import Record
from foundation.ical import MEDIA_TYPE, CalendarEvent, calendar_of
from syndication.feeds.caching import conditional
from syndication.feeds.parameters import EPOCH, BadParameterError, check_names, read_facets

MOST_CONCEPTS = 5  # told with an occasion


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every ceremony with a time, earliest first. Cost: 1 query."""
    try:
        check_names(request.GET, once=frozenset())
    except BadParameterError as error:
        return _refused(error)
    shown = Record.objects.filter(kind="edition", language=get_language()).order_by("page_id")
    dated = [(at, edition) for edition in shown if (at := edition.details.ceremony_at)]
    editions = sorted(dated, key=itemgetter(0))
    events = [
        CalendarEvent(
            key=str(edition.key),
            begins=at,
            changed_at=edition.updated_at,
            title=edition.title,
            text=edition.lead,
            url=edition.full_url,
            place=edition.details.ceremony_place or "",
        )
        for at, edition in editions
    ]
    response = HttpResponse(calendar_of(_("Calendar from SoMe-kataloget"), events), content_type=MEDIA_TYPE)
    changed = max((edition.updated_at for _at, edition in editions), default=EPOCH)
    return conditional(request, response, changed)


@require_safe
def occasions(request: HttpRequest) -> HttpResponse:
    """The days of occasions for two years, each with the newest concepts for it. Cost: 4 queries, 1 for a choice."""
    try:
        check_names(request.GET, once=frozenset(), often={facet.parameter for facet in FACETS})
        choice = read_facets(FACETS, request.GET)
    except BadParameterError as error:
        return _refused(error)
    today = timezone.localdate()
    concepts = choice.apply(Record.objects.of_kind("concept").filter(language=get_language()))
    found = occasions_between(today, today + IN_CALENDARS, concepts, MOST_CONCEPTS)
    wanted = choice.values.get(OCCASION)
    told = [one for one in found if one.concepts and (not wanted or one.occasion.slug in wanted)]
    events = sorted((event for one in told for event in _events_of(one)), key=lambda event: (event.begins, event.key))
    content = calendar_of(_("Year wheel from SoMe-kataloget"), events)
    return conditional(request, HttpResponse(content, content_type=MEDIA_TYPE), choice=choice)


def _events_of(one: OccasionDays) -> list[CalendarEvent]:
    return [
        CalendarEvent(
            key=f"anledning-{one.occasion.pk}-{begins}",
            begins=begins,
            last=last,
            changed_at=max(concept.updated_at for concept in one.concepts),
            title=one.occasion.name,
            text="\n\n".join(f"{concept.title}\n{concept.full_url}" for concept in one.concepts),
        )
        for begins, last in one.periods
    ]


def _refused(error: BadParameterError) -> HttpResponse:
    return HttpResponse(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
