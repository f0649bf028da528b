from typing import Any

from django.db import models

from core.models.pages import BasePage


class TracedPage(BasePage):
    """A page that knows what private thing it was made from, whatever is done to it in the admin.

    `made_from` holds the id of each source and which of the page's fields were copied from it. It is a column of the
    page itself, so that copies, aliases and translations carry it along; it is never what a revision says.
    """

    made_from = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True

    def with_content_json(self, content: dict[str, Any]) -> "TracedPage":
        page: TracedPage = super().with_content_json(content)
        page.made_from = self.made_from
        return page
