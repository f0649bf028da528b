"""Strip a line of a caption of the tags that programs put around its words."""

import html
import re
from dataclasses import dataclass, field
from html.entities import html5

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from foundation.text import composed, normalise

# Tags of the formats and those that would run or fetch something; "<3", "< 10" and "<navn>" are words.
PLAIN_TAGS = "b|i|u|s|c|p|em|strong|strike|font|span|div|ruby|rt|rp|br|v|lang|script|style|img|svg|iframe|object|embed"
ATTRIBUTES = r"\s(?=[^<>]*=)[^<>]*|\s*"  # a name with a value; "<b og c>" is words
TAG = re.compile(
    rf"<(?:v|lang)(?:\.[^\s<>]*)?\s[^<>]*>|</?(?:{PLAIN_TAGS})(?:\.[^\s<>]*)?(?:{ATTRIBUTES})/?>"
    r"|<(?:[0-9]{1,9}:)?[0-9]{1,9}:[0-9]{1,2}\.[0-9]{1,3}>"  # when a word is sung
    r"|\{\\[^{}]*\}",  # what SubRip has from Advanced SubStation
    re.IGNORECASE,
)
BREAK = re.compile(r"<br(?:\s[^<>]*)?/?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
MOST_ROUNDS = 20


@dataclass
class Words:
    """Shape: `lines` are never empty; `tags` and `has_signs` say what was taken away."""

    lines: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    has_signs: bool = False


def words_of(written: list[str]) -> Words:
    """The words as they are read: tags gone, also those that entities hide.

    Raises: ValidationError for tags within tags within tags: nobody writes that.
    """
    words = Words()
    for line in written:
        shown = _without_tags(line, words)
        shown = _without_tags(ENTITY.sub(_sign, shown), words)
        plain = (" ".join(part.split("\t")).strip() for part in shown.split("\n"))
        words.lines += [part for part in plain if part]
    return words


def escaped(line: str) -> str:
    return html.escape(line, quote=False)


def _without_tags(line: str, words: Words) -> str:
    """Until nothing changes: what is left may form a tag, or a letter with its accent, anew."""
    for _round in range(MOST_ROUNDS):
        clean = normalise(line)
        words.has_signs |= clean != composed(line)
        broken = BREAK.sub("\n", clean)
        plain = TAG.sub("", broken)
        if plain != broken:
            words.tags += TAG.findall(broken)
        if plain == line:
            return line
        line = plain
    raise ValidationError(_("The captions hold too many tags within tags."), code="format")


def _sign(entity: re.Match[str]) -> str:
    is_known = entity[0][1] == "#" or entity[0][1:] in html5
    return html.unescape(entity[0]) if is_known else entity[0]
