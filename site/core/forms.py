from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.widgets.slug import SlugInput

from core.danish.spelling import PLAIN

TITLE_MAX_LENGTH = 55


class DanishSlugInput(SlugInput):
    """Suggests addresses as Danes spell without æ, ø and å: ae, oe, aa."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, formatters=[(f"[{letter}{letter.upper()}]", plain) for letter, plain in PLAIN.items()])


class ShortTitleForm(WagtailAdminPageForm):
    """For pages that go into other sites' lists, where longer titles are cut off (DPL CMS takes 55 characters)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "title" in self.fields:
            self.fields["title"].widget.attrs["data-most"] = TITLE_MAX_LENGTH

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if len(title) > TITLE_MAX_LENGTH:
            raise ValidationError(
                _("The title has %(length)d characters; there is room for %(limit)d.")
                % {"length": len(title), "limit": TITLE_MAX_LENGTH}
            )
        return title
