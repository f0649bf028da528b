"""`/del/`: from "I want this on our site" to "it is there", whatever the site allows."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from core.facets import Group, groups, known_values, read_choice
from website.embeds import snippets
from website.embeds.look import DEFAULT_NUMBER, MAX_NUMBER, Layout, Look, Theme, Wanted, read_colour
from website.embeds.resolve import page_at
from website.embeds.snippets import Embed
from website.embeds.views import LISTS, item_of_page
from website.feeds.parameters import number_up_to
from website.feeds.schemas import Item
from website.feeds.selections import SELECTIONS, choose
from website.feeds.views import FEEDS

KINDS: dict[str, str | Promise] = {
    "koncepter": gettext_lazy("Concepts"),
    "eksempler": gettext_lazy("Initiatives"),
    "vindere": gettext_lazy("Winners"),
    "galleri": gettext_lazy("Pictures"),
    "side": gettext_lazy("One page"),
}
HOSTS: dict[str, str | Promise] = {
    "dpl-redaktoer": gettext_lazy("DPL, editor"),
    "dpl-webmaster": gettext_lazy("DPL, webmaster"),
    "wordpress": gettext_lazy("WordPress"),
    "html": gettext_lazy("Plain HTML"),
    "feed": gettext_lazy("Feed reader"),
    "udvikler": gettext_lazy("Developer"),
}

TYPED = ("antal", "farve", "side")
WITHOUT_FRAMES = ("dpl-redaktoer", "feed")
FORMATS = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


@dataclass(frozen=True)
class Chosen:
    """What an editor has chosen so far. Shape: `typed` what stands in text fields; `problems` by field."""

    kind: str
    host: str
    wanted: Wanted
    typed: dict[str, str]
    groups: list[Group]
    embed: Embed | None
    items: list[Item]
    problems: dict[str, str]


@require_safe
@csp_update({"frame-src": [SELF]})  # the preview
def share(request: HttpRequest) -> HttpResponse:
    """The share page. Nothing in its address is an error: what cannot be read is said beside its field."""
    chosen = _chosen(request.GET)
    context = {
        "chosen": chosen,
        "kinds": KINDS,
        "themes": [("", _("As the visitor's device")), (Theme.LIGHT, _("Light")), (Theme.DARK, _("Dark"))],
        "layouts": [(Layout.GRID, _("In rows")), (Layout.STRIP, _("One row to scroll sideways"))],
        "tabs": [
            (host, label, f"?{_query(request.GET, vaert=host)}", host == chosen.host) for host, label in HOSTS.items()
        ],
        "host_template": f"website/share/{chosen.host}.html",
        "has_frame": chosen.host not in WITHOUT_FRAMES,
        "codes": _codes(chosen) if chosen.embed else {},
        "base_url": settings.BASE_URL,
    }
    return render(request, "website/share.html", context)


def _chosen(query: QueryDict) -> Chosen:
    kind = query.get("hvad", "") if query.get("hvad") in KINDS else "koncepter"
    host = query.get("vaert", "") if query.get("vaert") in HOSTS else "dpl-redaktoer"
    problems: dict[str, str] = {}
    look = _look(query, problems)
    number = number_up_to(MAX_NUMBER)(query.get("antal", str(DEFAULT_NUMBER)))
    if number is None:
        problems["antal"] = _("Write a whole number from 1 to %(most)s.") % {"most": MAX_NUMBER}
    selection = SELECTIONS[LISTS.get(kind, "concepts")]
    known = known_values(selection.model, selection.facets) if selection.facets else {}
    wanted = Wanted(read_choice(query, selection.facets, known), number or DEFAULT_NUMBER, look)
    typed = {"antal": str(wanted.number)} | {name: query.get(name, "") for name in TYPED if name in query}
    if kind == "side":
        embed, items = _one_page(typed.get("side", "").strip(), wanted, problems)
        return Chosen(kind, host, wanted, typed, [], embed, items, problems)
    options = groups(selection.rows(), wanted.choice, known) if selection.facets else []
    items = choose(selection, wanted.asked()).items
    return Chosen(kind, host, wanted, typed, options, _list(kind, wanted), items, problems)


def _look(query: QueryDict, problems: dict[str, str]) -> Look:
    colour = query.get("farve", "").strip()
    if colour and read_colour(colour) is None:
        problems["farve"] = _("Write the colour with six digits, for example 0f4836.")
    theme, layout = query.get("tema", ""), query.get("visning", "")
    return Look(
        colour=read_colour(colour) or "",
        theme=theme if theme in list(Theme) else "",
        layout=layout if layout in list(Layout) else Layout.GRID,
    )


def _list(kind: str, wanted: Wanted) -> Embed:
    selection = SELECTIONS[LISTS[kind]]
    query, filters = wanted.query(), wanted.choice.query()
    return Embed(
        name=kind,
        title=_("%(selection)s from SoMe-kataloget") % {"selection": selection.title},
        url=f"{settings.BASE_URL}/embed/v1/{kind}/{'?' if query else ''}{query}",
        site_url=f"{settings.BASE_URL}{selection.address}{'?' if filters else ''}{filters}",
        height=snippets.list_height(kind, wanted),
    )


def _one_page(address: str, wanted: Wanted, problems: dict[str, str]) -> tuple[Embed | None, list[Item]]:
    page = page_at(address)
    item = item_of_page(page) if page else None
    if page is None or item is None:
        if address:
            problems["side"] = _("That is no concept, guide, initiative or winner in the catalogue.")
        return None, []
    query = urlencode([pair for pair in wanted.look.pairs if pair[0] != "visning"])
    url = f"{settings.BASE_URL}/embed/v1/side/{page.pk}/{'?' if query else ''}{query}"
    return Embed("", item.title, url, item.url, snippets.ONE), [item]


def _codes(chosen: Chosen) -> dict[str, Any]:
    """Everything the tabs of the hosts show to be copied."""
    embed, wanted = chosen.embed, chosen.wanted
    if embed is None:
        return {}
    name, filters = LISTS.get(chosen.kind, ""), wanted.choice.pairs
    query = urlencode([*filters, ("limit", str(wanted.number))])
    element = snippets.component(embed, wanted) if embed.name else ""
    with_script = f"{snippets.frame(embed)}\n{snippets.script()}"
    return {
        "frame": snippets.frame(embed),
        "frame_with_script": with_script,
        "component": f"{snippets.script()}\n{element}" if element else "",
        "frozen": f"{snippets.script(frozen=True)}\n{element}" if element else "",
        "page": snippets.example_page(element or snippets.frame(embed)),
        "api": f"{settings.BASE_URL}/api/feed/v1/{name}?{query}" if name else "",
        "feeds": [
            (FORMATS[kind], f"{settings.BASE_URL}/feeds/{name}.{kind}?{query}") for kind in FORMATS if name in FEEDS
        ],
        "oembed": f"{settings.BASE_URL}/oembed/?{urlencode({'url': embed.site_url})}" if not name else "",
    }


def _query(query: QueryDict, **changed: str) -> str:
    copied = query.copy()
    for name, value in changed.items():
        copied[name] = value
    return copied.urlencode()
