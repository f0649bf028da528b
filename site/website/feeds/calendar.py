"""The calendar: the award shows, for people's own calendars."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from core.text import tidy
from showcase.models import AwardEditionPage
from website.feeds.caching import conditional
from website.feeds.parameters import EPOCH, BadParameterError, check_names

PRODUCT = "-//SoMe-kataloget//SoMe-kataloget//DA"


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every ceremony with a time, earliest first. Cost: 2 queries."""
    try:
        check_names(request.GET, once=frozenset())
    except BadParameterError as error:
        return HttpResponse(f"{error}\n", status=400, content_type="text/plain; charset=utf-8")
    editions = AwardEditionPage.objects.visible().filter(ceremony_at__isnull=False).select_related("locale")
    editions = list(editions.filter(locale__language_code=get_language()).order_by("ceremony_at", "pk"))
    written = Calendar()
    written.add("prodid", PRODUCT)
    written.add("version", "2.0")
    written.add("name", _("Calendar from SoMe-kataloget"))
    written.add("x-wr-calname", _("Calendar from SoMe-kataloget"))
    for edition in editions:
        written.add_component(_event_of(edition))
    response = HttpResponse(written.to_ical(), content_type="text/calendar; charset=utf-8")
    changed = max((edition.last_published_at or EPOCH for edition in editions), default=EPOCH)
    return conditional(request, response, changed)


def _event_of(edition: AwardEditionPage) -> Event:
    event = Event()
    event.add("uid", f"{edition.translation_key}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", edition.last_published_at or EPOCH)
    event.add("dtstart", edition.ceremony_at)
    event.add("summary", tidy(edition.title))
    event.add("description", tidy(edition.lead))
    event.add("url", edition.full_url or "")
    if edition.ceremony_place:
        event.add("location", tidy(edition.ceremony_place))
    return event
