"""Format numbers in the language of the page; everything printed here reads back as the same."""

from decimal import Decimal

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from foundation.numbers.columns import AmbiguousError
from foundation.numbers.figures import MOST, Marks, ParsedNumber


def own_marks() -> Marks:
    """How the language of the page writes numbers."""
    return Marks.DANISH if (get_language() or "da").startswith("da") else Marks.ENGLISH


def plain_number(value: Decimal) -> str:
    """Thousands apart, and no zeros after the comma."""
    return formats.number_format(Decimal(f"{value.normalize():f}"), use_l10n=True, force_grouping=True)


def in_words(value: Decimal, *, is_rounded: bool) -> str:
    """«1.450», and of a rounded one «ca. 1.200 (afrundet)»."""
    number = plain_number(value)
    return _("approx. %(number)s (rounded)") % {"number": number} if is_rounded else number


def figure_in_words(figure: ParsedNumber) -> str:
    return in_words(figure.value, is_rounded=figure.is_rounded)


def unmistakable(number: Decimal) -> str:
    """Text that can only be read one way, whatever the marks of its reader: never with just three decimals."""
    whole, _point, decimals = f"{number:f}".partition(".")
    decimals = decimals.rstrip("0")
    if not decimals:
        return whole
    return f"{whole},{decimals.ljust(4, '0') if len(decimals) == len('000') else decimals}"


def no_number(text: str) -> str:
    """For whoever wrote something else."""
    sentence = _("Write a number from 0 to %(most)s, for example 1.250 or 3,5. This is none: %(text)s")
    return sentence % {"most": plain_number(MOST), "text": text}


def two_readings(error: AmbiguousError) -> str:
    """For whoever wrote what can be two numbers."""
    one, other = (str(figure.value) for figure in error.figures[:2])
    sentence = _("%(text)s can be read as %(one)s and as %(other)s. Write it so that it can only be one of them.")
    return sentence % {
        "text": error,
        "one": one.replace(".", own_marks().decimals),
        "other": other.replace(".", own_marks().decimals),
    }
