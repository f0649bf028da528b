"""Text of a reporter in mails: what a mail may carry of a stranger's words."""

import re
import unicodedata

from foundation.text import normalise

MOST_OF_TITLE = 55  # signs
MOST_READ = 300  # signs, addresses among them: the patterns begin again at each
ADDRESSES = re.compile(
    r"""
    \S*://\S*            # anything with a scheme
    | \S*@\S*            # e-mail addresses and handles
    | \S*\w\.[^\W\d]{2,}\S*  # domains, with or without what follows
    | \S*\d+\.\d+\.\d+\.\d+\S*  # the same in numbers
    | (?!\b(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d\b)\S*\d(?:[ ().+-]{0,2}\d){7,}\S*  # telephone and account numbers
    """,
    re.VERBOSE,
)


def short_title(text: str) -> str:
    """The text on one short line, without addresses, links and long numbers: what a mail may carry of a stranger's."""
    plain = unicodedata.normalize("NFKC", _beginning(normalise(text)))
    letters = "".join(sign for sign in plain.replace("。", ".") if unicodedata.category(sign) != "Cf")
    words = " ".join(ADDRESSES.sub(" ", _beginning(letters)).split())
    return words if len(words) <= MOST_OF_TITLE else words[: MOST_OF_TITLE - 1].rstrip() + "…"


def _beginning(text: str) -> str:
    return " ".join(text.split())[:MOST_READ]
