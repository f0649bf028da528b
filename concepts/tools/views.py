"""The toolbox at `/vaerktoejer/`: no account, nothing kept; what is chosen stands in the address."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from concepts.being_made import private
from concepts.tools.answering import concepts_offered, guides_offered
from concepts.tools.choices import HOURS, read_choices, read_criterion
from concepts.tools.criteria import SERIES, metrics_in_use
from concepts.tools.own_posts import own_posts
from concepts.tools.platforms import Needs, PhonePolicy, platform_answers
from core.models import TargetGroup
from core.posts import PostKind
from foundation.numbers.formatting import unmistakable


@require_safe
def toolbox(request: HttpRequest) -> HttpResponse:
    return render(request, "tools/toolbox.html")


@require_safe
def platform(request: HttpRequest) -> HttpResponse:
    """The platforms side by side, and which not to choose. Nothing in its address is an error."""
    concepts = concepts_offered()
    choices = read_choices(request.GET, concepts)
    kind, phone = request.GET.get("slags", ""), request.GET.get("telefon", "")
    needs = Needs(
        choices.target_group,
        kind if kind in PostKind.values else "",
        choices.hours,
        phone if phone in PhonePolicy.values else "",
    )
    context = {
        "needs": needs,
        "gone": choices.gone,
        "groups": TargetGroup.offered_whole(keeping=choices.target_group).values_list("slug", "name"),
        "kinds": PostKind.choices,
        "hours": HOURS,
        "phones": PhonePolicy.choices,
        "answers": platform_answers(needs, concepts, guides_offered()),
    }
    return private(render(request, "tools/platform.html", context))


@csrf_exempt  # it changes nothing; posted, since what is pasted may be longer than an address
@require_http_methods(["GET", "HEAD", "POST"])
def success(request: HttpRequest) -> HttpResponse:
    """A success criterion from one's own last ten posts. Nothing that is sent is an error."""
    sent = request.POST if request.method == "POST" else request.GET
    criterion, pasted = read_criterion(sent), sent.get("tal", "")
    posts = own_posts(pasted, criterion.metric, sent.get("laest", ""))
    asked = {"metrik": criterion.metric.slug if criterion.metric else "", "maal": criterion.series.value}
    context = {
        "criterion": criterion,
        "metrics": metrics_in_use(),
        "series": SERIES,
        "pasted": pasted,
        "posts": posts,
        "is_asked": bool(sent),
        "plan_query": urlencode(
            {**asked, "slaa": "" if posts.bar is None else unmistakable(posts.bar), "trin": "hvem"}
        ),
    }
    return private(render(request, "tools/success.html", context))
