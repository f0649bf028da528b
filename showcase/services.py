"""Work across pages: a concept made from what libraries did."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from django.utils.html import strip_tags
from wagtail.models import Page

from concepts.enums import ConditionKind
from concepts.models import ConceptCondition, ConceptIndexPage, ConceptPage
from core.facet_fields import relations_of
from core.models import User
from foundation.before_commit import atomic
from foundation.slugs import free_slug
from showcase.models import InitiativePage

TOLD_BY_FIRST = ("title", "slug", "lead", "cover", "unchangeable_core", "prerequisites")  # what is copied of the first


class NoIndexError(Exception):
    """There is no page the new one could lie under."""


@atomic()
def make_concept(initiatives: Sequence[InitiativePage], user: User) -> ConceptPage:
    """A draft of a concept from one or more initiatives.

    The facets are united, the transfer card is filled in from the first one's story, what the agency found to work
    and to flop becomes conditions, and the initiatives that are no concept's source yet become this one's.
    Raises: NoIndexError.
    """
    sources = Page.objects.select_for_update().filter(pk__in=[initiative.pk for initiative in initiatives])
    list(sources.order_by("pk").values_list("pk"))  # before their reports, which the new page locks
    index = ConceptIndexPage.objects.filter(locale=initiatives[0].locale_id).order_by("path").first()
    if index is None:
        raise NoIndexError
    first = initiatives[0]
    number = first.numbers.select_related("metric").first()
    concept = ConceptPage(
        title=first.title,
        slug=free_slug(index, first.title),
        lead=first.lead,
        cover=first.cover,
        live=False,
        owner=user,
        unchangeable_core=first.what,
        prerequisites=first.how,
        success_metric=number.metric if number else None,
        made_from=_sources_of(initiatives),
    )
    for relation in relations_of(InitiativePage):
        terms = {term.pk: term for initiative in initiatives for term in getattr(initiative, relation).all()}
        setattr(concept, relation, list(terms.values()))
    concept.conditions = [line for initiative in initiatives for line in conditions_of(initiative)]
    index.add_child(instance=concept)
    concept.save_revision(user=user)
    for initiative in initiatives:
        if initiative.concept_id is None:
            _become_source(initiative, concept, user)
    return concept


def _sources_of(initiatives: Sequence[InitiativePage]) -> dict[str, list[str]]:
    """Every source of any of them, and which of the concept's fields came from it."""
    sources: dict[str, list[str]] = {source: [] for initiative in initiatives for source in initiative.made_from}
    return sources | {source: list(TOLD_BY_FIRST) for source in initiatives[0].made_from}


def conditions_of(initiative: InitiativePage) -> list[ConceptCondition]:
    """What made it work and flop, in lines that a condition has room for; nothing is left out."""
    found = ((ConditionKind.WORKS, initiative.why_it_works), (ConditionKind.FLOPS, initiative.flops_when))
    most: Any = ConceptCondition._meta.get_field("text").max_length
    lines = [(kind, " ".join(strip_tags(text.replace("</p>", " ")).split())) for kind, text in found]
    return [ConceptCondition(kind=kind, text=part) for kind, line in lines for part in wrap(line, most)]


def _become_source(initiative: InitiativePage, concept: ConceptPage, user: User) -> None:
    """Link the initiative, in what is published and in what is being written."""
    is_as_published = initiative.live and not initiative.has_unpublished_changes
    draft = initiative.get_latest_revision_as_object()
    draft.concept = concept
    revision = draft.save_revision(user=user)
    if is_as_published:
        revision.publish(user=user)
    else:
        InitiativePage.objects.filter(pk=initiative.pk).update(concept=concept)
