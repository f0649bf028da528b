"""Background tasks of accounts."""

from django.conf import settings
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from foundation.accounts.enums import EventKind
from foundation.accounts.log import note

UNKNOWN = gettext_lazy("no such account")


@task(backend="background")
def mail_new_password(address: str, network: str, page: str) -> int:
    """Write to whoever has that address; `page` is the name of the one where the new password is chosen.

    The key is made here: it lies in no queue, and the request that asked does the same work for every address.
    Returns: how many mails were sent; 0 when nobody who may sign in has the address.
    """
    users = list(PasswordResetForm().get_users(address))
    for user in users:
        keys = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
        context = {"user": user, "address": f"{settings.BASE_URL}{reverse(page, args=keys)}"}
        body = render_to_string("accounts/mail/new_password.txt", context)
        EmailMessage(_("A new password"), body, settings.DEFAULT_FROM_EMAIL, [user.email]).send()
        note(EventKind.RESET_ASKED, user=user, network=network)
    if not users:
        note(EventKind.RESET_ASKED, detail=UNKNOWN, network=network)
    return len(users)
