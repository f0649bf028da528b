"""What people type, made safe to keep: nothing that hides, turns the line around or towers over it."""

import re
import unicodedata

KEPT_CONTROLS = "\n\t"
JOINERS = "\u200c\u200d"  # hold emoji and some scripts together
MOST_MARKS = 3  # combining signs on one letter
MOST_OF_TITLE = 55  # signs
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


def tidy(text: str) -> str:
    """The text in NFC with plain line ends, without control, direction and surrogate characters.

    Piled-up accents are cut to MOST_MARKS a letter.
    """
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept: list[str] = []
    marks = 0
    for sign in plain:
        category = unicodedata.category(sign)
        if category[0] == "C" and sign not in KEPT_CONTROLS + JOINERS:
            continue
        marks = marks + 1 if category == "Mn" else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def short_title(text: str) -> str:
    """The text on one short line, without addresses, links and long numbers: what a mail may carry of a stranger's."""
    plain = unicodedata.normalize("NFKC", tidy(text))
    letters = "".join(sign for sign in plain.replace("。", ".") if sign not in JOINERS)
    words = " ".join(ADDRESSES.sub(" ", " ".join(letters.split())).split())
    return words if len(words) <= MOST_OF_TITLE else words[: MOST_OF_TITLE - 1].rstrip() + "…"
