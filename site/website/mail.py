"""Mail backend that sends after the commit: mails go out once what they tell of is surely so."""

import re
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction

from foundation.text import normalise, one_line

ENDS = re.compile(r"[ \t]+\n")  # templates leave blanks, and lines of nothing, where a part is missing
GAPS = re.compile(r"\n{3,}")


class AfterCommit(BaseEmailBackend):
    """Hands mails to EMAIL_DELIVERY after the transaction they are sent in; none goes out when it is taken back.

    Wagtail mails in the middle of what it does: "your page is published", before it is. Outside a transaction, as in
    the worker, a mail goes at once and what fails is raised; inside one it is logged, for the rest is done by then.
    """

    def send_messages(self, email_messages: Iterable[EmailMessage]) -> int:
        mails = [_tidied(message) for message in email_messages]

        def deliver() -> None:  # with a name of its own, which Django writes into the log
            get_connection(settings.EMAIL_DELIVERY, fail_silently=self.fail_silently).send_messages(mails)

        transaction.on_commit(deliver, robust=connection.in_atomic_block)
        return len(mails)


def _tidied(message: EmailMessage) -> EmailMessage:
    """A subject is one line: of a title with two, Django makes an error, and so no mail. Parts stand a line apart."""
    message.subject = one_line(str(message.subject)).strip()
    message.body = GAPS.sub("\n\n", ENDS.sub("\n", normalise(str(message.body)))).strip() + "\n"
    return message
