"""What the pages of this app show: cards, and the context of each page type."""

from concepts.contexts import year_wheel  # noqa: F401 - says what the page shows
from concepts.contexts.concepts import concept_card, spine_of
from concepts.contexts.guides import comparison_rows, guide_card

__all__ = ["comparison_rows", "concept_card", "guide_card", "spine_of"]
