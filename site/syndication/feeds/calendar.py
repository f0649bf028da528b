"""The calendar: the award shows, for people's own calendars."""

from datetime import datetime
from operator import itemgetter
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from core.records.models import Record
from foundation.text import normalise
from syndication.feeds.caching import conditional
from syndication.feeds.parameters import EPOCH, BadParameterError, check_names

PRODUCT = "-//SoMe-kataloget//SoMe-kataloget//DA"


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every ceremony with a time, earliest first. Cost: 1 query."""
    try:
        check_names(request.GET, once=frozenset())
    except BadParameterError as error:
        return HttpResponse(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
    shown = Record.objects.filter(kind="edition", language=get_language()).order_by("page_id")
    dated = [(at, edition) for edition in shown if (at := edition.details.ceremony_at)]
    editions = sorted(dated, key=itemgetter(0))
    written = Calendar()
    written.add("prodid", PRODUCT)
    written.add("version", "2.0")
    written.add("name", _("Calendar from SoMe-kataloget"))
    written.add("x-wr-calname", _("Calendar from SoMe-kataloget"))
    for begins, edition in editions:
        written.add_component(_event_of(edition, begins))
    response = HttpResponse(written.to_ical(), content_type="text/calendar; charset=utf-8")
    changed = max((edition.updated_at for _begins, edition in editions), default=EPOCH)
    return conditional(request, response, changed)


def _event_of(edition: Record, begins: datetime) -> Event:
    event = Event()
    event.add("uid", f"{edition.key}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", edition.updated_at)
    event.add("dtstart", begins)
    event.add("summary", normalise(edition.title))
    event.add("description", normalise(edition.lead))
    event.add("url", edition.full_url)
    if place := edition.details.ceremony_place:
        event.add("location", normalise(place))
    return event
