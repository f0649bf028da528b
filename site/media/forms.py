"""Forms for images, documents, videos, consents, cropping and redaction."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from foundation.number_fields import WholeNumberField
from foundation.pasted_urls import PastedURLField
from media import captions
from media.captions import Captions
from media.held_uploads import HoldsUploadsMixin
from media.rectangles import Rectangle
from media.sanitising import STORED_SIDE, sanitise


class PictureFileField(WagtailImageField):
    """An upload that comes out as the sanitised picture; the sent name's extension says nothing."""

    def to_python(self, data: Any) -> Any:
        file = forms.FileField.to_python(self, data)
        return file and sanitise(file)


class ImageForm(HoldsUploadsMixin, BaseImageForm):
    """Wagtail's form for pictures, with our sanitising of uploads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("file")
        if stock:
            self.fields["file"] = PictureFileField(label=stock.label, required=stock.required, widget=stock.widget)

    def clean_title(self) -> str:
        """On one line, and whole."""
        return " ".join(str(self.cleaned_data["title"]).split())


class DocumentForm(HoldsUploadsMixin, BaseDocumentForm):
    """Wagtail's form for files to take home."""


class VideoForm(HoldsUploadsMixin, WagtailAdminModelForm):
    """A film with its captions as a file; what is kept of that file is what we wrote anew.

    With captions that cannot be read, a film just sent is saved without them, and `refused_captions` says why.
    """

    captions_file = forms.FileField(
        label=_("Captions"),
        required=False,
        help_text=_("Danish captions as .vtt, .srt or .sbv. Empty: what is there stays."),
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,.sbv,.txt"}),
    )
    refused_captions: forms.ValidationError | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stock = self.fields.get("url")
        if stock:
            self.fields["url"] = PastedURLField(label=stock.label, required=False, help_text=stock.help_text)

    def clean_captions_file(self) -> Captions | None:
        file = self.cleaned_data["captions_file"]
        if not file:
            return None
        is_same_film = not {"original", "url"} & set(self.changed_data)
        film_seconds = self.instance.duration_seconds if is_same_film else None
        try:
            return captions.read(file.read(captions.MAX_BYTES + 1), film_seconds=film_seconds)
        except forms.ValidationError as error:
            self.refused_captions = error
            return None

    def full_clean(self) -> None:
        super().full_clean()
        is_film_sent = self.add_prefix("original") in self.files
        if self.refused_captions and (self.errors or not is_film_sent):
            self.add_error("captions_file", self.refused_captions)

    def is_refused(self, name: str) -> bool:
        return super().is_refused(name) or (name == "captions_file" and self.refused_captions is not None)

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data.get("captions_file"):
            self.instance.captions = self.cleaned_data["captions_file"].text
        return super().save(commit=commit)


class ConsentForm(HoldsUploadsMixin, WagtailAdminModelForm):
    """To end a consent is to withdraw it; a day that has passed is a slip, and would take the item off all pages."""

    def clean_expires_on(self) -> date:
        day: date = self.cleaned_data["expires_on"]
        if "expires_on" in self.changed_data and day <= timezone.localdate():
            raise forms.ValidationError(_("The consent must hold for longer than today."))
        return day

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        formsets = [self.formsets[name] for name in ("pictures", "films") if name in self.formsets]
        if formsets and all(formset.is_valid() for formset in formsets) and not any(map(_keeps_any, formsets)):
            raise forms.ValidationError(_("Choose the pictures and films it covers: one at least."))
        return values


def _keeps_any(formset: Any) -> bool:
    return any(form.cleaned_data and not form.cleaned_data.get("DELETE") for form in formset.forms)


class RectangleForm(forms.Form):
    """A rectangle in pixels of the picture. Empty: none. All four numbers or nothing."""

    left = WholeNumberField(label=_("From the left"), min_value=0, max_value=STORED_SIDE, required=False)
    top = WholeNumberField(label=_("From the top"), min_value=0, max_value=STORED_SIDE, required=False)
    width = WholeNumberField(label=_("Width"), min_value=1, max_value=STORED_SIDE, required=False)
    height = WholeNumberField(label=_("Height"), min_value=1, max_value=STORED_SIDE, required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        numbers = [values.get(name) for name in self.fields]
        if any(number is not None for number in numbers) and None in numbers and not self.errors:
            raise forms.ValidationError(_("Write all four numbers, or none."))
        return values

    @property
    def area(self) -> Rectangle | None:
        values = getattr(self, "cleaned_data", {})
        return Rectangle(**values) if values.get("width") else None


class CropForm(RectangleForm):
    """What is kept of the picture."""


RedactionFormSet = forms.formset_factory(RectangleForm, extra=1, max_num=20, absolute_max=20, validate_max=True)
