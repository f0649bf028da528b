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

from core.choices import choice_of
from core.facets import Group, groups, known_values
from syndication.embeds import embed_codes
from syndication.embeds.embed_codes import Embed
from syndication.embeds.options import DEFAULT_NUMBER, MAX_NUMBER, EmbedOptions, Layout, Look, Theme, read_colour
from syndication.embeds.resolve import page_at
from syndication.feeds.fetching import fetch
from syndication.feeds.parameters import number_up_to
from syndication.feeds.schemas import Item
from syndication.feeds.sources import FRAMED, SOURCES, FeedSource

KINDS: dict[str, str | Promise] = {
    **{name: source.title for name, source in FRAMED.items()},
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
class ChosenShare:
    """What an editor has chosen so far. Shape: `typed` what stands in text fields; `problems` by field."""

    kind: str
    host: str
    wanted: EmbedOptions
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


def _chosen(query: QueryDict) -> ChosenShare:
    kind = query.get("hvad", "") if query.get("hvad") in KINDS else "koncepter"
    host = query.get("vaert", "") if query.get("vaert") in HOSTS else "dpl-redaktoer"
    problems: dict[str, str] = {}
    look = _look(query, problems)
    number = number_up_to(MAX_NUMBER)(query.get("antal", str(DEFAULT_NUMBER)))
    if number is None:
        problems["antal"] = _("Write a whole number from 1 to %(most)s.") % {"most": MAX_NUMBER}
    source = FRAMED.get(kind, SOURCES["concepts"])
    known = known_values(source.facets) if source.facets else {}
    choice = choice_of(query, source.facets, known)
    wanted = EmbedOptions(choice, number or DEFAULT_NUMBER, look)
    typed = {"antal": str(wanted.number)} | {name: query.get(name, "") for name in TYPED if name in query}
    if kind == "side":
        embed, items = _one_page(typed.get("side", "").strip(), wanted, problems)
        return ChosenShare(kind, host, wanted, typed, [], embed, items, problems)
    found = fetch(source, wanted.asked())
    has_options = source.facets and (found.items or choice.pairs)
    options = groups(source.rows(), choice) if has_options else []
    embed = _list(source, wanted, found.address_of_all(wanted.choice))
    return ChosenShare(kind, host, wanted, typed, options, embed, found.items, problems)


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


def _list(source: FeedSource, wanted: EmbedOptions, address_of_all: str) -> Embed:
    query = wanted.query()
    return Embed(
        source=source,
        title=_("%(selection)s from SoMe-kataloget") % {"selection": source.title},
        url=f"{settings.BASE_URL}/embed/v1/{source.frame}/{'?' if query else ''}{query}",
        site_url=f"{settings.BASE_URL}{address_of_all}",
        height=embed_codes.list_height(source, wanted),
    )


def _one_page(address: str, wanted: EmbedOptions, problems: dict[str, str]) -> tuple[Embed | None, list[Item]]:
    found = page_at(address)
    if found is None:
        if address:
            problems["side"] = _("That is no concept, guide, initiative or winner in the catalogue.")
        return None, []
    page, item = found
    query = urlencode([pair for pair in wanted.look.pairs if pair[0] != "visning"])
    url = f"{settings.BASE_URL}/embed/v1/side/{page.pk}/{'?' if query else ''}{query}"
    return Embed(None, item.title, url, item.url, embed_codes.ONE), [item]


def _codes(chosen: ChosenShare) -> dict[str, Any]:
    """Everything the tabs of the hosts show to be copied."""
    embed, wanted = chosen.embed, chosen.wanted
    if embed is None:
        return {}
    source, query = embed.source, urlencode([*wanted.choice.pairs, ("limit", str(wanted.number))])
    element = embed_codes.component(source, embed, wanted) if source else ""
    with_script = f"{embed_codes.frame(embed)}\n{embed_codes.script()}"
    return {
        "frame": embed_codes.frame(embed),
        "frame_with_script": with_script,
        "component": f"{embed_codes.script()}\n{element}" if element else "",
        "frozen": f"{embed_codes.script(frozen=True)}\n{element}" if element else "",
        "page": embed_codes.example_page(element or embed_codes.frame(embed)),
        "api": f"{settings.BASE_URL}/api/feed/v1/{source.name}?{query}" if source else "",
        "feeds": _feeds(source, query) if source and source.has_feed else [],
        "oembed": "" if source else f"{settings.BASE_URL}/oembed/?{urlencode({'url': embed.site_url})}",
    }


def _feeds(source: FeedSource, query: str) -> list[tuple[str, str]]:
    return [(label, f"{settings.BASE_URL}/feeds/{source.name}.{kind}?{query}") for kind, label in FORMATS.items()]


def _query(query: QueryDict, **changed: str) -> str:
    copied = query.copy()
    for name, value in changed.items():
        copied[name] = value
    return copied.urlencode()
