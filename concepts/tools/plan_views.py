"""*Kom i gang*: five steps to a plan, and the plan as files."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from concepts.being_made import private
from concepts.components import Figure
from concepts.contexts.guides import figure_of
from concepts.printed import SheetTold
from concepts.records import GuideFigure
from concepts.tools.answering import concepts_offered, guides_offered
from concepts.tools.choices import HOURS, MOST_CONCEPTS, PlanChoices, PostingRhythm, read_choices
from concepts.tools.criteria import SERIES, metrics_in_use
from concepts.tools.fitting import fitting_concepts
from concepts.tools.plan import objections, plan_events, planned_posts
from concepts.tools.sheets import sheet_as_document, sheet_on_paper
from core.models import Objective, Platform, TargetGroup
from core.records.models import Record
from core.records.querysets import RecordQuerySet
from core.records.reading import read
from foundation.danish.file_names import disposition
from foundation.dates import in_words
from foundation.ical import MEDIA_TYPE, calendar_of

STEPS: dict[str, str | Promise] = {
    "hvem": gettext_lazy("Who"),
    "hvad": gettext_lazy("What"),
    "hvordan": gettext_lazy("How"),
    "hvor": gettext_lazy("Where"),
    "plan": gettext_lazy("The plan"),
}
# What each step asks for; the others' answers go along unseen.
ASKED = {
    "hvem": ("maalgruppe",),
    "hvad": ("formaal", "metrik", "maal"),
    "hvordan": ("koncept",),
    "hvor": ("platform", "timer", "rytme", "fra"),
    "plan": (),
}


@dataclass(frozen=True)
class StepLink:
    label: str | Promise
    url: str
    is_current: bool


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """From whom one wants to reach to a plan on one sheet. Nothing in its address is an error."""
    concepts = concepts_offered()
    choices = read_choices(request.GET, concepts)
    step = request.GET.get("trin", "")
    step = step if step in STEPS else next(iter(STEPS))
    names = list(STEPS)
    place = names.index(step)
    context = {
        "step": step,
        "title": STEPS[step],
        "number": place + 1,
        "count": len(STEPS),
        "steps": [StepLink(label, _address(choices, name), name == step) for name, label in STEPS.items()],
        "before": _address(choices, names[place - 1]) if place else "",
        "after": names[place + 1] if place + 1 < len(names) else "",
        "carried": [pair for pair in choices.pairs if pair[0] not in ASKED[step]],
        "choices": choices,
        "step_template": f"tools/steps/{step}.html",
        "shown": _SHOWN[step](choices, concepts),
    }
    return private(render(request, "tools/start.html", context))


@require_safe
def plan_as_document(request: HttpRequest) -> HttpResponse:
    return sheet_as_document(_told(request))


@require_safe
def plan_on_paper(request: HttpRequest) -> HttpResponseBase:
    return sheet_on_paper(request, _told(request))


@require_safe
def plan_as_calendar(request: HttpRequest) -> HttpResponse:
    choices = read_choices(request.GET, concepts_offered())
    events = plan_events(choices, request.build_absolute_uri(_address(choices, "plan")))
    response = HttpResponse(calendar_of(_("SoMe plan"), events), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = disposition("SoMe-plan.ics")
    return private(response)


def _address(choices: PlanChoices, step: str) -> str:
    return f"{reverse('start_tool')}?{urlencode([*choices.pairs, ('trin', step)])}"


def _who(choices: PlanChoices, _concepts: RecordQuerySet) -> dict[str, Any]:
    """Each group with what the guides know of where it is, and what they know of everybody. Cost: 2 queries."""
    guides = read(guides_offered().in_own_order())
    known = [(guide, row) for guide in guides for row in guide.details.figures]
    groups = TargetGroup.offered_whole(keeping=choices.target_group).select_related("scheme")
    return {
        "groups": [{"group": group, "figures": _figures_of(known, group.slug)} for group in groups],
        "figures": _figures_of(known, ""),
    }


def _figures_of(known: list[tuple[Record, GuideFigure]], group: str) -> list[tuple[Record, Figure]]:
    """Those of a group, or of everybody, with their guides."""
    return [(guide, figure_of(row)) for guide, row in known if row.target_group == group]


def _what(choices: PlanChoices, _concepts: RecordQuerySet) -> dict[str, Any]:
    objectives = Objective.objects.filter(is_retired=False)
    return {"objectives": objectives, "metrics": metrics_in_use(), "series": SERIES}


def _how(choices: PlanChoices, concepts: RecordQuerySet) -> dict[str, Any]:
    found = fitting_concepts(concepts, choices.target_group, choices.objective)
    offered = {one.record.pk for one in found}
    return {
        "fitting": found,
        "kept": [concept for concept in choices.concepts if concept.pk not in offered],
        "most": MOST_CONCEPTS,
    }


def _where(choices: PlanChoices, _concepts: RecordQuerySet) -> dict[str, Any]:
    """Each platform with what its guide knows, with the source. Cost: 2 queries."""
    guides = read(guides_offered().in_own_order())
    of_platform = {guide.details.platform.slug: guide for guide in guides if guide.details.platform}
    rows = []
    for platform in Platform.objects.filter(is_retired=False):
        guide = of_platform.get(platform.slug)
        figure = guide and guide.details.figure
        fits = sum(platform.slug in {word.slug for word in one.words("platform")} for one in choices.concepts)
        rows.append({"platform": platform, "guide": guide, "figure": figure and figure_of(figure), "fits": fits})
    asked = urlencode([pair for pair in choices.pairs if pair[0] in {"maalgruppe", "timer"}])
    return {
        "rows": rows,
        "hours": HOURS,
        "rhythms": PostingRhythm.choices,
        "platform_url": f"{reverse('platform_tool')}?{asked}",
    }


def _plan(choices: PlanChoices, _concepts: RecordQuerySet) -> dict[str, Any]:
    query = urlencode(choices.pairs)
    return {
        "objections": objections(choices),
        "posts": planned_posts(choices),
        "step_urls": {name: _address(choices, name) for name in STEPS},
        "paper_url": f"{reverse('plan_paper')}?{query}",
        "document_url": f"{reverse('plan_document')}?{query}",
        "calendar_url": f"{reverse('plan_calendar')}?{query}" if choices.begins_on else "",
    }


_SHOWN = {"hvem": _who, "hvad": _what, "hvordan": _how, "hvor": _where, "plan": _plan}


def _told(request: HttpRequest) -> SheetTold:
    choices = read_choices(request.GET, concepts_offered())
    return {
        "title": _("SoMe plan"),
        "lead": "",
        "language": str(get_language()),
        "url": request.build_absolute_uri(_address(choices, "plan")),
        "parts": _parts_in_text(choices),
    }


def _parts_in_text(choices: PlanChoices) -> list[tuple[str, list[str]]]:
    """The plan as headings with lines."""
    criterion, missing = choices.criterion, _("Not chosen yet")
    group, objective = choices.target_group, choices.objective
    when = [
        _("%(day)s: post %(number)d, read on %(read)s")
        % {"day": in_words(post.posted_on), "number": post.number, "read": in_words(post.read_on)}
        for post in planned_posts(choices)
    ]
    bar = [_("The number to beat: more than %(bar)s") % {"bar": criterion.bar_text}] if criterion.bar_text else []
    return [
        (_("Who"), [f"{group}. {group.description}" if group else missing]),
        (_("What"), [f"{objective}. {objective.description}" if objective else missing]),
        (_("Success is"), [criterion.sentence, *bar, criterion.chance_sentence, criterion.stop_sentence]),
        (_("How"), [f"{one.title} ({one.full_url})" for one in choices.concepts] or [missing]),
        (_("Where"), [str(platform) for platform in choices.platforms] or [missing]),
        (_("Rhythm"), [str(choices.rhythm.label), *when]),
        (
            _("Who does what"),
            [f"{role}: {'_' * 30}" for role in (_("Writes the posts"), _("Answers comments"), _("Reads the numbers"))],
        ),
    ]
