"""Password reset at either door: Django's four pages in our words, over the mechanism all staff share."""

from typing import Any, NamedTuple

from django.contrib.auth import views
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from foundation.accounts.passwords import QuietPasswordResetForm
from foundation.accounts.views import NewPasswordView

FORM, SAID = "factors/new_password.html", "factors/new_password_said.html"


class NewPasswordPages(NamedTuple):
    """Views: the address is asked for; it was sent; the password is chosen; it is in use."""

    ask: Any
    sent: Any
    choose: Any
    chosen: Any


def new_password_pages(*, ask: str, sent: str, choose: str, chosen: str, login: str) -> NewPasswordPages:
    """The four pages of a door, which goes by these names of addresses."""
    door = {"ask": ask, "login": login}
    begin = views.PasswordResetView.as_view(
        template_name=FORM,
        form_class=QuietPasswordResetForm,
        success_url=reverse_lazy(sent),
        extra_email_context={"page": choose},
        extra_context={
            **door,
            "lead": _("Write your e-mail address, and we send you a link where you choose a new one."),
            "button": _("Send me a link"),
        },
    )
    mailed = views.PasswordResetDoneView.as_view(
        template_name=SAID,
        extra_context={
            **door,
            "heading": _("Look in your mail"),
            "lead": _("If somebody signs in with that address, a link is on its way. It works once, and for an hour."),
        },
    )
    change = NewPasswordView.as_view(
        template_name=FORM,
        success_url=reverse_lazy(chosen),
        extra_context={**door, "lead": _("It replaces the one you had."), "button": _("Use this password")},
    )
    done = views.PasswordResetCompleteView.as_view(
        template_name=SAID,
        extra_context={**door, "heading": _("Done"), "lead": _("Your new password is in use. Log in with it.")},
    )
    return NewPasswordPages(never_cache(begin), never_cache(mailed), change, never_cache(done))
