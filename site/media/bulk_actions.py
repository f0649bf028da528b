"""Bulk actions on pictures: describe many at once, note one consent for all."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.images.views.bulk_actions.image_bulk_action import ImageBulkAction

from media.enums import People
from media.models import CatalogueImage


class DescribeForm(forms.Form):
    """What holds for all of the pictures, and stays as it is where left empty; alternative texts are each one's own."""

    credit = forms.CharField(label=_("Credit"), max_length=120, required=False)
    licence = forms.CharField(label=_("Licence"), max_length=80, required=False)
    people = forms.ChoiceField(
        label=_("People in the picture"), required=False, choices=[("", _("Unchanged")), *People.choices[1:]]
    )

    def __init__(self, *args: Any, pictures: list[CatalogueImage], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pictures = pictures
        for name in ("credit", "licence"):
            self.fields[name].help_text = _("Empty: each picture keeps its own.")
        for picture in pictures:
            self.fields[self.name_of(picture)] = forms.CharField(
                label=picture.title, max_length=250, initial=picture.alt_text, show_hidden_initial=True
            )

    @staticmethod
    def name_of(picture: CatalogueImage) -> str:
        return f"alt-{picture.pk}"

    @property
    def rows(self) -> list[tuple[CatalogueImage, forms.BoundField, str]]:
        """Each picture with its field, and a hidden one that remembers what its reader was shown."""
        fields = ((picture, self[self.name_of(picture)]) for picture in self.pictures)
        return [(picture, field, field.as_hidden(only_initial=True)) for picture, field in fields]

    def write(self, picture: CatalogueImage) -> bool:
        """Write what was given into a picture. Returns: whether anything changed.

        A text left as it was shown is not written: somebody else may have bettered it since.
        """
        name_of_text = self.name_of(picture)
        values = {"alt_text": self.cleaned_data[name_of_text]} if name_of_text in self.changed_data else {}
        values |= {name: self.cleaned_data[name] for name in ("credit", "licence", "people") if self.cleaned_data[name]}
        changed = [name for name, value in values.items() if getattr(picture, name) != value]
        for name in changed:
            setattr(picture, name, values[name])
        return bool(changed)


class PictureAction(ImageBulkAction):
    """Of the pictures somebody may change. Shape: `refusal` stands over those she may not."""

    template_name = "media/bulk/base.html"
    title: str | Promise
    icon: str
    refusal: str | Promise

    def check_perm(self, obj: CatalogueImage) -> bool:
        may = self.permission_policy.user_has_permission_for_instance(self.request.user, "change", obj)
        return bool(may)


class DescribePictures(PictureAction):
    display_name = _("Texts and rights")
    action_type = "describe"
    aria_label = _("Write alternative texts, credit and licence of the selected pictures")
    template_name = "media/bulk/describe.html"
    title = _("Texts and rights of several pictures")
    icon = "image"
    refusal = _("These pictures are not yours to change")
    action_priority = 10
    form_class = DescribeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        pictures, _without = self.get_actionable_objects()
        return {**super().get_form_kwargs(), "pictures": pictures}

    def get_execution_context(self) -> dict[str, Any]:
        return {"form": self.cleaned_form}

    @classmethod
    def execute_action(cls, objects: list[CatalogueImage], form: DescribeForm, **_kwargs: Any) -> tuple[int, int]:
        changed = [picture for picture in objects if form.write(picture)]
        for picture in changed:
            picture.save()
        return len(changed), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        sentence = ngettext("%(number)s picture was changed.", "%(number)s pictures were changed.", num_parent_objects)
        return sentence % {"number": num_parent_objects}


class NoteConsent(PictureAction):
    """Leads on to the ledger, where one consent is written for all of the pictures."""

    display_name = _("Note a consent")
    action_type = "consent"
    aria_label = _("Note one consent for the selected pictures")
    title = display_name
    icon = "clipboard-list"
    refusal = _("Consents of these pictures are not yours to note. Choose the others alone.")
    action_priority = 15

    def check_perm(self, obj: CatalogueImage) -> bool:
        return self.request.user.has_perm("media.add_consent") and super().check_perm(obj)

    def get(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        pictures, without = self.get_actionable_objects()
        if not pictures or without["items_with_no_access"]:
            return super().get(request, *args, **kwargs)
        chosen = urlencode([("images", picture.pk) for picture in pictures])
        return redirect(f"{reverse('wagtailsnippets_media_consent:add')}?{chosen}")
