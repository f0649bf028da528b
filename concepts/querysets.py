"""What concept and guide pages ask of the database; each method fetches all its caller shows."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q, Value
from django.db.models.fields import CharField
from django.utils import timezone

from core.media.pictures import rendition_prefetch
from core.querysets import CataloguePageQuerySet

REVIEW_AFTER = timedelta(days=365)
FACET_RELATIONS = ("platforms", "target_groups", "objectives", "formats", "occasions")
# What makes two concepts alike, and how much; the first that is shared is the reason given.
KINSHIP = {"target_groups": 3, "objectives": 3, "formats": 1, "platforms": 1}
CANDIDATES = 60  # the newest that share a target group or an objective


@dataclass(frozen=True)
class Kin:
    """A concept like another one. Shape: `shared` maps a relation to the names of the terms both have."""

    pk: int
    hours: Decimal | None
    shared: dict[str, list[str]]
    is_lighter: bool = False

    @property
    def likeness(self) -> int:
        return sum(KINSHIP[relation] * len(names) for relation, names in self.shared.items())


class ConceptQuerySet(CataloguePageQuerySet):
    def newest_first(self) -> "ConceptQuerySet":
        return self.order_by("-first_published_at", "-pk")

    def least_effort_first(self) -> "ConceptQuerySet":
        return self.order_by(F("effort_hours").asc(nulls_last=True), "-first_published_at", "-pk")

    def per_platform(self) -> dict[int, int]:
        """How many of these concepts each platform has, by the platform's id. Cost: 1 query."""
        rows = self.order_by().values_list("platforms").annotate(Count("pk"))
        return {platform: number for platform, number in rows if platform is not None}

    def neighbours(self, number: int | None) -> "tuple[Any, Any]":
        """The concepts that stand before and after this number on the shelf, each None at the end. Cost: 2 queries."""
        if number is None:
            return None, None
        numbered = self.select_related("locale").defer("body", "kit")
        before = numbered.filter(number__lt=number).order_by("-number", "pk").first()
        return before, numbered.filter(number__gt=number).order_by("number", "pk").first()

    def kin_of(self, concept: Any, limit: int) -> list[Kin]:
        """Concepts like this one, most alike first; the last takes less work, where there is such a one.

        Cost: 2 queries.
        """
        own = {relation: {term.pk: str(term) for term in getattr(concept, relation).all()} for relation in KINSHIP}
        alike = Q(pk__in=_having("target_groups", self.model, own)) | Q(pk__in=_having("objectives", self.model, own))
        near = self.filter(alike).exclude(pk=concept.pk).newest_first().values_list("pk", "effort_hours")
        candidates = dict(near[:CANDIDATES])
        shared: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for relation, pk, term in _shared_terms(self.model, own, list(candidates)):
            shared[pk][relation].append(own[relation][term])
        kin = [Kin(pk, hours, shared[pk]) for pk, hours in candidates.items()]
        return _closest(sorted(kin, key=lambda one: -one.likeness), concept.effort_hours, limit)

    def for_cards(self) -> "ConceptQuerySet":
        """Everything a card shows. Cost: 3 queries."""
        return (
            self.select_related("cover", "locale")
            .prefetch_related(rendition_prefetch("cover__renditions"), "platforms")
            .defer("body", "kit")
        )

    def for_api(self) -> "ConceptQuerySet":
        """Everything API v2 can be asked for. Cost: 10 queries, whatever the length."""
        return self.select_related("cover", "locale", "success_metric").prefetch_related(
            rendition_prefetch("cover__renditions"), *FACET_RELATIONS, "conditions", "source_initiatives__locale"
        )


def _closest(kin: list[Kin], hours: Decimal | None, limit: int) -> list[Kin]:
    """The first of them, and last the first that takes fewer hours."""
    lighter = next((one for one in kin if one.hours and hours and one.hours < hours), None)
    if lighter is None:
        return kin[:limit]
    return [*[one for one in kin if one != lighter][: limit - 1], replace(lighter, is_lighter=True)]


def _through(relation: str, model: Any) -> Any:
    return model._meta.get_field(relation).remote_field.through.objects


def _having(relation: str, model: Any, own: dict[str, dict[int, str]]) -> Any:
    """Ids of the concepts with one of these terms."""
    column = f"{model._meta.get_field(relation).related_model._meta.model_name}_id"
    return _through(relation, model).filter(**{f"{column}__in": own[relation]}).values("conceptpage_id")


def _shared_terms(model: Any, own: dict[str, dict[int, str]], concepts: list[int]) -> Any:
    """Rows of (relation, concept id, term id) for terms in `own`. Cost: 1 query."""
    rows = []
    for relation, terms in own.items():
        column = f"{model._meta.get_field(relation).related_model._meta.model_name}_id"
        found = _through(relation, model).filter(conceptpage_id__in=concepts, **{f"{column}__in": terms})
        name = Value(relation, output_field=CharField())
        rows.append(found.annotate(relation=name).values_list("relation", "conceptpage_id", column))
    return sorted(rows[0].union(*rows[1:], all=True))


class GuideQuerySet(CataloguePageQuerySet):
    def by_title(self) -> "GuideQuerySet":
        return self.order_by("title_order", "pk")

    def due_for_review(self) -> "GuideQuerySet":
        """Published guides not reviewed for REVIEW_AFTER."""
        latest = timezone.localdate() - REVIEW_AFTER
        return self.live().filter(Q(reviewed_on=None) | Q(reviewed_on__lt=latest))

    def for_comparison(self) -> "GuideQuerySet":
        """Everything a card shows and the platforms are compared by. Cost: 3 queries."""
        return self.for_cards().prefetch_related("figures")

    def for_cards(self) -> "GuideQuerySet":
        """Everything a card shows. Cost: 2 queries."""
        return self.select_related("cover", "locale", "platform").prefetch_related(
            rendition_prefetch("cover__renditions")
        )

    def for_api(self) -> "GuideQuerySet":
        """Everything API v2 can be asked for. Cost: 5 queries, whatever the length."""
        return self.for_cards().prefetch_related("figures", "sizes", "changes")
