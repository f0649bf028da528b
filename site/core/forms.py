from typing import Any

from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.widgets.slug import SlugInput

from foundation.danish.spelling import PLAIN
from foundation.repeated_rows import said_twice
from foundation.slugs import free_slug, is_free_slug

UNTITLED = "Uden titel"  # what a draft is called that has no title yet: content, in the language of it
TITLE_MAX_LENGTH = 55
LEAD_MAX_LENGTH = 160


class DanishSlugInput(SlugInput):
    """Suggests addresses as Danes spell without æ, ø and å: ae, oe, aa."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, formatters=[(f"[{letter}{letter.upper()}]", plain) for letter, plain in PLAIN.items()])


class CataloguePageForm(WagtailAdminPageForm):
    """What matters first when a page is published stops no draft and no autosave; it is asked for then.

    Shape: `instance.slug_given`, the address a draft got when its own was taken or empty.
    """

    COUNTED = {"lead": LEAD_MAX_LENGTH}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.COUNTED.keys() & self.fields.keys():
            self.fields[name].widget.attrs["data-most"] = self.COUNTED[name]

    def clean_title(self) -> str:
        return str(self.cleaned_data["title"]) or UNTITLED

    def clean_slug(self) -> str:
        slug, page = str(self.cleaned_data["slug"]), self.instance
        if not self.is_deferred_validation or (slug and is_free_slug(self.parent_page, slug, page=page)):
            return slug
        wanted = slug or page.slug or self.cleaned_data.get("title", "")
        given = free_slug(self.parent_page, wanted, page=page)
        page.slug_given = given
        return given

    def is_valid(self) -> bool:
        """What stands twice in a list is known once its rows are."""
        return super().is_valid() and (self.is_deferred_validation or not self._has_rows_said_twice())

    def _has_rows_said_twice(self) -> bool:
        for formset in self.formsets.values():
            if sentence := said_twice(form.instance for form in formset.forms if form not in formset.deleted_forms):
                formset.non_form_errors().append(sentence)
        return any(formset.non_form_errors() for formset in self.formsets.values())

    def full_clean(self) -> None:
        """What an instance lacks is known once it has what was typed."""
        super().full_clean()
        if not self.is_bound or self.is_deferred_validation:
            return
        for name, sentence in self.instance.hurdles():
            if name in self.fields and name not in self.errors:
                self.add_error(name, sentence)


class ShortTitleForm(CataloguePageForm):
    """For pages that go into other sites' lists, where longer titles are cut off (DPL CMS takes 55 characters)."""

    COUNTED = {**CataloguePageForm.COUNTED, "title": TITLE_MAX_LENGTH}


class CopyAloneForm(CopyForm):
    """For pages whose subpages are not copied: an edition's winners, all of a site below its front page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("copy_subpages", None)
