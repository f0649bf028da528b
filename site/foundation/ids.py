"""Parse ids as requests name them."""

MOST_DIGITS = 18  # every number of so many digits is one that databases take


def read_id(value: object) -> int | None:
    """The id in a part of a path, a query or a form; None for everything but plain digits.

    Refuse what is None wherever a view reads it as well: `filter(pk=" 12")` and `filter(pk="+12")` find row 12.
    """
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None
