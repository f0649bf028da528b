from dataclasses import dataclass

from wagtail.models import Page

from core.records.models import Record


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


def breadcrumbs(page: Page) -> list[Crumb]:
    """The visible ancestors of a page, home first, itself left out. Cost: 1 query."""
    above = [page.path[:end] for end in range(page.steplen, len(page.path), page.steplen)]
    ancestors = Record.objects.filter(tree_path__in=above).order_by("tree_path")
    return [Crumb(title, path) for title, path in ancestors.values_list("title", "path")]
