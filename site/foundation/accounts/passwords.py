"""Forms that change a password."""

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import PasswordChangeForm, PasswordResetForm

from foundation.accounts.tasks import mail_new_password
from foundation.throttling.rate_limits import RateLimitedError, count, network_of

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


class QuietPasswordResetForm(PasswordResetForm):
    """Asks for a new password by mail. What it does and answers is the same whether or not the address is known."""

    email = forms.EmailField(
        label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )

    def save(self, *, request: HttpRequest, extra_email_context: dict[str, str] | None = None, **options: Any) -> None:
        """Leave it to the worker, unless the network or the address has asked too often. Cost: 5 queries.

        `extra_email_context` may name the `page` where the password is chosen; else it is the admin's.
        """
        address: str = self.cleaned_data["email"]
        network = network_of(request)
        try:
            count("reset-network", network)
            count("reset", address.casefold())
        except RateLimitedError:
            return
        page = (extra_email_context or {}).get("page", "wagtailadmin_password_reset_confirm")
        mail_new_password.enqueue(address=address, network=network, page=page)
