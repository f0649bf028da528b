"""What the year wheel shows."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from concepts.components import YearWheel
from concepts.models import ConceptIndexPage, ConceptPage, YearWheelPage
from core.choices import choice_of
from core.components import EmptyState, FacetPanel, FilterChips
from core.contexts import context_of
from core.facets import groups, known_values
from core.models import Occasion
from core.occasions import OCCASION, OccasionDays, occasions_between
from core.records.models import Record
from foundation.dates import span_in_words

A_YEAR = timedelta(days=365)
MOST_CONCEPTS = 4  # of each occasion; the list has the others
MOST_DAYS = 3  # of what comes every month
WHEEL_FACETS = tuple(facet for facet in ConceptPage.facets if facet.parameter != OCCASION)


@dataclass(frozen=True)
class WheelEntry:
    """Shape: `number` as in the wheel, 0 for what is all year; `days` in words, the next ones of many."""

    number: int
    name: str
    slug: str
    description: str
    days: tuple[str, ...]
    has_more_days: bool
    concepts: tuple[Record, ...]
    more: int
    more_url: str


@context_of.register
def year_wheel_context(page: YearWheelPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    concepts = Record.objects.of_kind("concept").in_language_of(page)
    known = known_values(WHEEL_FACETS)
    choice = choice_of(request.GET, WHEEL_FACETS, known)
    today = timezone.localdate()
    found = occasions_between(today, today + A_YEAR, choice.apply(concepts), MOST_CONCEPTS)
    told = [one for one in found if one.concepts]
    index = ConceptIndexPage.record_in_language_of(page)
    dated = [one for one in told if one.periods]
    entries = [_entry(number, one, choice.pairs, index) for number, one in enumerate(dated, start=1)]
    options = groups(concepts, choice)
    calendar = reverse("occasions_calendar")
    asked = [pair for pair in choice.pairs if pair[0] != "tid"]
    return {
        "choice": choice,
        "groups": options,
        "panel": FacetPanel(options, choice),
        "chips": FilterChips(options, choice),
        "wheel": YearWheel.of([(number, one.periods) for number, one in enumerate(dated, start=1)], today),
        "entries": entries,
        "all_year": [_entry(0, one, choice.pairs, index) for one in told if not one.periods],
        "empty": EmptyState(_("No concept matches all of this."), "?", _("The whole year")),
        "calendar_url": f"{calendar}?{urlencode(asked)}" if asked else calendar,
    }


def _entry(number: int, one: OccasionDays, pairs: Any, index: Record | None) -> WheelEntry:
    occasion: Occasion = one.occasion
    query = urlencode([*pairs, (OCCASION, occasion.slug)])
    return WheelEntry(
        number=number,
        name=occasion.name,
        slug=occasion.slug,
        description=occasion.description,
        days=tuple(span_in_words(*period) for period in one.periods[:MOST_DAYS]),
        has_more_days=len(one.periods) > MOST_DAYS,
        concepts=one.concepts,
        more=one.count - len(one.concepts),
        more_url=f"{index.path}?{query}" if index else "",
    )
