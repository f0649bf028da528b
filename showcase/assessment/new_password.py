"""A new password for those without the admin: Django's four pages in our words, over the mechanism all staff share."""

from django.contrib.auth import views
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from core.accounts.passwords import QuietPasswordResetForm
from core.accounts.views import NewPasswordView

FORM, SAID = "assessment/password_form.html", "assessment/password_said.html"

ASK = never_cache(
    views.PasswordResetView.as_view(
        template_name=FORM,
        form_class=QuietPasswordResetForm,
        success_url=reverse_lazy("assessor_password_sent"),
        extra_email_context={"page": "assessor_password_choose"},
        extra_context={
            "lead": _("Write your e-mail address, and we send you a link where you choose a new one."),
            "button": _("Send me a link"),
        },
    )
)
SENT = never_cache(
    views.PasswordResetDoneView.as_view(
        template_name=SAID,
        extra_context={
            "heading": _("Look in your mail"),
            "lead": _("If somebody signs in with that address, a link is on its way. It works once, and for an hour."),
        },
    )
)
CHOOSE = NewPasswordView.as_view(
    template_name=FORM,
    success_url=reverse_lazy("assessor_password_chosen"),
    extra_context={"lead": _("It replaces the one you had."), "button": _("Use this password")},
)
CHOSEN = never_cache(
    views.PasswordResetCompleteView.as_view(
        template_name=SAID,
        extra_context={"heading": _("Done"), "lead": _("Your new password is in use. Log in with it.")},
    )
)
