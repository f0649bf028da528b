"""What the pages of this app show: cards, and the context of each page type."""

from showcase.contexts import awards, coverage, media  # noqa: F401 - each registers what its page types show
from showcase.contexts.initiatives import initiative_card

__all__ = ["initiative_card"]
