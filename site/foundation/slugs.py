"""Parts of addresses."""

from wagtail.models import Page

from foundation.danish.spelling import plain_name

SLUG_LENGTH = 200


def is_free_slug(parent: Page | None, slug: str, *, page: Page) -> bool:
    """Whether no other page than `page` has it below the parent; the root's, which has none, may be any."""
    return parent is None or not parent.get_children().exclude(pk=page.pk).filter(slug=slug).exists()


def free_slug(parent: Page, title: str, *, page: Page | None = None) -> str:
    """A part of an address, as Danes spell without æ, ø and å, that no other page than `page` has below the parent."""
    slug = plain_name(title, most=SLUG_LENGTH) or "side"
    others = parent.get_children().exclude(pk=page.pk if page else None)
    taken = set(others.filter(slug__startswith=slug).values_list("slug", flat=True))
    return next(name for name in (slug, *(f"{slug}-{number}" for number in range(2, 10_000))) if name not in taken)
