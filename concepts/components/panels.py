"""Pieces of the admin's dashboard."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from laces.components import Component


class GuidesDuePanel(Component):
    """Platform guides that nobody has reviewed for 12 months; nothing while there are none."""

    name = "guides_due"
    template_name = "concepts/components/guides_due_panel.html"
    order = 150

    def __init__(self, guides: list[Any]) -> None:
        self.guides = guides

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        rows = [(guide, reverse("wagtailadmin_pages:edit", args=[guide.pk])) for guide in self.guides]
        return {"rows": rows}
