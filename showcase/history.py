"""Award history stays: who was nominated, who won, and the editions in which they did."""

from django.db.models import Model, Q
from django.utils.translation import gettext as _
from wagtail.models import Page

from foundation.usage.deletion_guards import register_rule
from showcase.models import AwardEditionPage, AwardWinnerPage, Nomination


@register_rule
def keep_award_history(model: type[Model], ids: list[int]) -> dict[int, str]:
    """Cost: 4 queries. The sentences name no other page: not every reader may know of it."""
    if model is not Page:
        return {}
    return (
        dict.fromkeys(
            _nominated(ids), _("This page is nominated for an award and cannot be deleted. Unpublish it instead.")
        )
        | dict.fromkeys(_winning(ids), _("This page has won an award and cannot be deleted. Unpublish it instead."))
        | dict.fromkeys(_published(ids), _("This page is award history and cannot be deleted. Unpublish it instead."))
    )


def _nominated(ids: list[int]) -> list[int]:
    return list(Nomination.objects.filter(entry__in=ids).values_list("entry", flat=True))


def _winning(ids: list[int]) -> list[int]:
    won = AwardWinnerPage.objects.filter(Q(initiative__in=ids) | Q(concept__in=ids))
    return [pk for pair in won.values_list("initiative", "concept") for pk in pair if pk]


def _published(ids: list[int]) -> list[int]:
    """Editions and winners that the public has seen."""
    kinds = (AwardEditionPage, AwardWinnerPage)
    seen = [kind.objects.filter(pk__in=ids, first_published_at__isnull=False) for kind in kinds]
    return [pk for pages in seen for pk in pages.values_list("pk", flat=True)]
