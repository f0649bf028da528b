from typing import Any

from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.models import Page

from core.visibility import hidings_for, visibility_of


class VisibilityPanel(Panel):
    """At the top of a page's editor: why nobody sees the page. Nothing while everybody does."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "core/admin/visibility_panel.html"

        def is_shown(self) -> bool:
            return self.instance.pk is not None and bool(self.reasons)

        def show_panel_furniture(self) -> bool:
            return False

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {"reasons": self.reasons}

        @cached_property
        def reasons(self) -> tuple[str, ...]:
            """Of the page as it is now; the version in the editor does not know. Cost: 1 query and `hidings_for`'s."""
            now = Page.objects.filter(pk=self.instance.pk).first()
            return visibility_of(now, hidings_for(self.request)).reasons if now else ()
