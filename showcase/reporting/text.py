"""What people type, made safe to keep: nothing that hides, turns the line around or towers over it."""

import unicodedata

KEPT_CONTROLS = "\n\t"
JOINERS = "\u200c\u200d"  # hold emoji and some scripts together
MOST_MARKS = 3  # combining signs on one letter


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
