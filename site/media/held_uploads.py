"""Hold uploads of a form that comes back with another field wrong, so that nobody sends them twice.

A browser lets go of chosen files when a form comes back. What was sent is put by in the private storage, as a file
that goes by itself after two hours (`PendingDeletion`); the form carries its key, signed, and sends that in its place.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.files.storage import storages
from django.core.files.uploadedfile import UploadedFile
from django.db.models.functions import Now
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from media.models import PendingDeletion
from media.models.deletions import RESERVED_FOR
from media.storage_keys import display_name, random_key

FOLDER = "kept_files"
SALT = "media.held_uploads"
TEMPLATE = "media/widgets/held_upload.html"
KEPT, AWAY = "-kept", "-kept-away"  # behind the name of a field


class HeldUpload(UploadedFile):  # type: ignore[type-arg]  # generic for type checkers only
    """A file that was sent before."""

    def __init__(self, key: str, name: str) -> None:
        storage = storages["default"]
        super().__init__(file=storage.open(key), name=name, size=storage.size(key))
        self.key = key


@dataclass(frozen=True)
class HeldUploadReference:
    """What a form says of a file that was sent. Shape: `size` in bytes."""

    key: str
    name: str
    size: int

    @property
    def token(self) -> str:
        return signing.dumps([self.key, self.name], salt=SALT)


class HeldUploadInputMixin:
    """Into a widget for files: says which file is kept, and sends its key."""

    plain_template: ClassVar[str]
    kept: HeldUploadReference | None = None

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)  # type: ignore[misc]  # a widget's
        return {**context, "plain_template": self.plain_template, "kept": self.kept}

    def use_required_attribute(self, initial: Any) -> bool:
        return not self.kept and bool(super().use_required_attribute(initial))  # type: ignore[misc]  # the same


class HeldFileInput(HeldUploadInputMixin, forms.FileInput):
    template_name = TEMPLATE
    plain_template = forms.FileInput.template_name


class HeldClearableFileInput(HeldUploadInputMixin, forms.ClearableFileInput):
    template_name = TEMPLATE
    plain_template = forms.ClearableFileInput.template_name


class HoldsUploadsMixin(forms.BaseForm):
    """A form that comes back with the files that were chosen in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.held_uploads: dict[str, HeldUpload] = {}
        self.gone: list[str] = []
        for name, field in self._file_fields():
            kind = HeldClearableFileInput if isinstance(field.widget, forms.ClearableFileInput) else HeldFileInput
            field.widget = kind(attrs=field.widget.attrs)
            token = self._token_for(name)
            if file := held_upload(token):
                self.held_uploads[self.add_prefix(name)] = file
            elif token:
                self.gone.append(name)
        if self.held_uploads:
            self.files = MultiValueDict({name: self.files.getlist(name) for name in self.files})
            self.files.update(self.held_uploads)

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound:
            return
        for name in self.gone:
            self.add_error(
                name, _("The file that was sent before is deleted again, after two hours. Choose it once more.")
            )
        if self.errors:
            for name, field in self._file_fields():
                file = self.files.get(self.add_prefix(name))
                field.widget.kept = file and not self.is_refused(name) and hold_upload(file)

    def is_refused(self, name: str) -> bool:
        """Whether the file itself is what is wrong."""
        return name in self.errors

    def save(self, commit: bool = True) -> Any:
        saved = super().save(commit=commit)  # type: ignore[misc]  # of a form of a model
        if commit:
            for file in self.held_uploads.values():
                PendingDeletion.objects.note(file.key)
        return saved

    def _file_fields(self) -> list[tuple[str, forms.Field]]:
        return [(name, field) for name, field in self.fields.items() if isinstance(field, forms.FileField)]

    def _token_for(self, name: str) -> str:
        sent = self.add_prefix(name)
        is_another = bool(self.files.get(sent)) or f"{sent}{AWAY}" in self.data
        return "" if is_another else str(self.data.get(f"{sent}{KEPT}", ""))


def hold_upload(file: Any) -> HeldUploadReference:
    """Keep what was sent for two hours from now."""
    if isinstance(file, HeldUpload):
        PendingDeletion.objects.filter(key=file.key).update(due_at=Now() + RESERVED_FOR)
        return HeldUploadReference(file.key, str(file.name), file.size or 0)
    key = random_key(FOLDER, file.name)
    PendingDeletion.objects.reserve(key)
    file.open()
    storages["default"].save(key, file)
    return HeldUploadReference(key, display_name(file.name), file.size)


def held_upload(token: str) -> HeldUpload | None:
    """The file that was put by, unless it has gone meanwhile."""
    try:
        key, name = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError):
        return None
    return HeldUpload(key, name) if PendingDeletion.objects.filter(key=key, due_at__gt=Now()).exists() else None


def has_held_uploads(data: QueryDict) -> bool:
    """Whether a form that is sent takes up files, so that its answer waits for a storage."""
    return any(name.endswith(KEPT) for name in data)
