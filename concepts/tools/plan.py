"""The plan that choices make: what stands on it, what does not go together, and its calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from concepts.tools.choices import PlanChoices
from core.components import hours_text
from core.records.models import Record
from foundation.ical import CalendarEvent


@dataclass(frozen=True)
class PlannedPost:
    """Shape: `concept` None where none is chosen; what was posted is read `read_on`."""

    number: int
    posted_on: date
    read_on: date
    concept: Record | None


def planned_posts(choices: PlanChoices) -> list[PlannedPost]:
    """As many posts as the criterion asks for, in the rhythm chosen, the concepts in turn; none without a first day."""
    if choices.begins_on is None:
        return []
    metric, concepts = choices.criterion.metric, choices.concepts
    window = timedelta(days=metric.window_days if metric else 7)
    found = []
    for place in range(choices.criterion.series.posts):
        day = choices.begins_on + timedelta(days=place * choices.rhythm.days)
        found.append(PlannedPost(place + 1, day, day + window, concepts[place % len(concepts)] if concepts else None))
    return found


def objections(choices: PlanChoices) -> list[str]:
    """What in a plan does not go together."""
    return list(_objections(choices))


def _objections(choices: PlanChoices) -> Iterator[str]:
    hours = sum((concept.hours or Decimal(0) for concept in choices.concepts), Decimal(0))
    if choices.hours and hours > choices.hours:
        told = {"needed": hours_text(hours), "own": hours_text(Decimal(choices.hours))}
        yield _("The concepts take %(needed)s the first time, and you have %(own)s a month: begin with one.") % told
    own = {platform.slug for platform in choices.platforms}
    for concept in choices.concepts:
        platforms = {word.slug for word in concept.words("platform")}
        if own and platforms and not own & platforms:
            names = ", ".join(word.name for word in concept.words("platform"))
            yield _("“%(title)s” was made for %(platforms)s, which you have not chosen.") % {
                "title": concept.title,
                "platforms": names,
            }
    if choices.criterion.series.is_too_easy:
        yield _("The success criterion is reached by chance more than one time in ten: ask for more.")


def plan_events(choices: PlanChoices, url: str) -> list[CalendarEvent]:
    """A day for each post, one to read its numbers, and one to decide. Shape: `url` is the plan's own address."""
    now, found = timezone.now(), []
    for post in planned_posts(choices):
        what = post.concept.title if post.concept else _("Post")
        address = post.concept.full_url if post.concept else url
        told = {"number": post.number, "of": choices.criterion.series.posts, "what": what}
        found += [
            CalendarEvent(
                f"{_key(choices)}-{post.number}-op",
                post.posted_on,
                now,
                _("Post %(number)d of %(of)d: %(what)s") % told,
                url=address,
            ),
            CalendarEvent(
                f"{_key(choices)}-{post.number}-tal",
                post.read_on,
                now,
                _("Read the numbers of post %(number)d") % told,
                url=url,
            ),
        ]
    if found:
        last = max(event.begins for event in found)
        sentence = f"{choices.criterion.sentence} {choices.criterion.stop_sentence}"
        found.append(CalendarEvent(f"{_key(choices)}-afgoer", last, now, _("Decide: did it work?"), sentence, url))
    return found


def _key(choices: PlanChoices) -> str:
    """The same for the same plan, though its rhythm or concepts change; another for another group or goal."""
    group, goal = (one.slug if one else "" for one in (choices.target_group, choices.objective))
    return f"plan-{choices.begins_on}-{group}-{goal}"
