"""What award editions, winners and the index of editions show."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from core.components import Card, EmptyState, Fact, Facts, PageTools
from core.contexts import context_of, dpl_context_of
from core.records.models import Record
from core.records.reading import read
from media.usage import download_package_of
from showcase.components import CategoryList, CategoryRow, Entry
from showcase.contexts.initiatives import name_if_invented, named
from showcase.models import AwardEditionPage, AwardIndexPage, AwardWinnerPage, EditionCategory, Nomination


@context_of.register
def index_context(page: AwardIndexPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    editions = Record.objects.of_kind("edition").in_language_of(page).below(page)
    return {
        "cards": [edition_card(edition, level=2) for edition in read(editions.highest_number_first())],
        "empty": EmptyState(_("There are no awards yet.")),
    }


@context_of.register
def edition_context(page: AwardEditionPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    winners = Record.objects.of_kind("winner").in_language_of(page).below(page)
    nominations = list(page.nominations.select_related("category"))
    entries = Record.objects.in_bulk([one.entry_id for one in nominations])
    categories = page.categories.select_related("category")
    return {
        "prizes": category_list(categories, read(winners.in_own_order()), nominations, entries),
        "is_coming": page.is_coming,
        "tools": PageTools.of(page, shared["contact_email"], pictures=download_package_of(page)),
    }


@context_of.register
def winner_context(page: AwardWinnerPage, request: HttpRequest, shared: dict[str, Any]) -> dict[str, Any]:
    others = Record.objects.of_kind("winner").in_language_of(page).beside(page)
    return {
        "edition": page.get_parent().specific,
        "entry": page.winning_entry,
        "facts": winner_facts(page),
        "others": [winner_card(winner) for winner in read(others.in_own_order())],
        "tools": PageTools.of(page, shared["contact_email"], pictures=download_package_of(page)),
    }


@dpl_context_of.register
def winner_dpl_context(page: AwardWinnerPage) -> dict[str, Any]:
    return {"year": page.get_parent().specific.year}


def edition_card(edition: Record, *, level: int = 3) -> Card:
    told = edition.details
    return Card(
        title=edition.title,
        url=edition.path,
        lead=edition.lead,
        cover=edition.cover,
        number=edition.own_number,
        labels=(_("Coming"),) if told.is_coming else (),
        invented=name_if_invented(told.host),
        level=level,
    )


def winner_card(winner: Record) -> Card:
    category, library = winner.details.category, winner.details.library
    labels = named(category, library)
    return Card(winner.title, winner.path, winner.lead, winner.cover, None, labels, invented=name_if_invented(library))


def winner_facts(winner: AwardWinnerPage) -> Facts:
    rows = [Fact(_("Category"), str(winner.category))] if winner.category else []
    if winner.library:
        rows.append(Fact(_("Library"), str(winner.library), winner.library.is_example))
    return Facts(tuple(rows))


def category_list(
    categories: Iterable[EditionCategory],
    winners: Iterable[Record],
    nominations: Iterable[Nomination],
    entries: Mapping[int, Record],
) -> CategoryList:
    """Every category once, those that only a winner has last; what a draft's rows lack is left out.

    Shape: `entries` are what is put forward and the public may see, by the page's id.
    """
    lines: list[Any] = [line for line in categories if line.category]
    put_forward: list[Any] = [one for one in nominations if one.category and one.entry_id in entries]
    won = {winner.details.category.slug: winner for winner in winners if winner.details.category}
    criteria = {line.category.slug: line.criterion or line.category.description for line in lines}
    names = {
        **{line.category.slug: line.category.name for line in lines},
        **{slug: winner.details.category.name for slug, winner in won.items()},
        **{one.category.slug: one.category.name for one in put_forward},
    }
    nominees: dict[str, list[Record]] = {slug: [] for slug in names}
    for one in put_forward:
        nominees[one.category.slug].append(entries[one.entry_id])
    return CategoryList(
        tuple(
            _category_row(name, criteria.get(slug, ""), won.get(slug), nominees[slug]) for slug, name in names.items()
        )
    )


def _category_row(name: str, criterion: str, winner: Record | None, nominees: Iterable[Record]) -> CategoryRow:
    won_with = winner.details.entry if winner else None
    others = tuple(Entry(one.title, one.path) for one in nominees if one.pk != won_with)
    return CategoryRow(name, criterion, winner_card(winner) if winner else None, others)
