from typing import Any

from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from wagtail.admin.forms.auth import PasswordChangeForm

_IS_RIGHT = "CATALOGUE_OLD_PASSWORD_IS_RIGHT"


class CountedPasswordChangeForm(PasswordChangeForm):
    """One's own password, changed: the old one is asked for like at any other door, and its tries are counted."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_old_password(self) -> str:
        typed: str = self.cleaned_data["old_password"]
        if not self._is_right(typed):
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return typed

    def _is_right(self, typed: str) -> bool:
        """Asked once in a request: Wagtail's page of the account makes its forms anew to show what is wrong."""
        if _IS_RIGHT not in self.request.META:
            found = authenticate(self.request, username=self.user.get_username(), password=typed)
            self.request.META[_IS_RIGHT] = found == self.user
        return bool(self.request.META[_IS_RIGHT])
