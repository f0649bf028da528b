"""How two versions of a page are set side by side: every block by its name, every choice by what was chosen.

Wagtail's own comparison leaves out which block it speaks of, pictures, the order, and shows choices as they are stored.
"""

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format, localize
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.compare import (
    BaseSequenceBlockComparison,
    BlockComparison,
    CharBlockComparison,
    FieldComparison,
    ListBlockComparison,
    StreamBlockComparison,
    StreamFieldComparison,
    StructBlockComparison,
    TextDiff,
    diff_text,
    get_comparison_class_for_block,
    register_comparison_class,
)
from wagtail.fields import RichTextField
from wagtail.utils.text import text_from_html

from foundation.danish.readability import PARAGRAPH_END
from foundation.fields import StreamField

TOLD = (blocks.BooleanBlock, blocks.ChoiceBlock, blocks.DateBlock, blocks.DateTimeBlock, blocks.ChooserBlock)
BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
NUMBERS = (blocks.IntegerBlock, blocks.FloatBlock, blocks.DecimalBlock)


def in_words(value: Any) -> str:
    """A stored value as an editor would say it; empty for none."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime.datetime):
        return date_format(timezone.localtime(value) if timezone.is_aware(value) else value, "DATETIME_FORMAT")
    if isinstance(value, datetime.date):
        return date_format(value)
    if isinstance(value, Decimal | float):
        return localize(Decimal(str(value)).normalize() + 0)
    return "" if value is None else str(value)


class ToldBlock(BlockComparison):
    """A choice, a date, a number, something chosen: replaced as a whole."""

    def told(self, value: Any) -> str:
        choices = getattr(getattr(self.block, "field", None), "choices", None)
        if isinstance(self.block, blocks.ChoiceBlock) and choices:
            return str(_flat(choices).get(value, value or ""))
        return in_words(value)

    def htmlvalue(self, val: Any) -> str:
        return escape(self.told(val))

    def htmldiff(self) -> SafeString:
        return _replaced(self.told(self.val_a), self.told(self.val_b))


class ToldText(CharBlockComparison):
    """A plain text or an address, word by word."""

    def htmlvalue(self, val: Any) -> str:
        return escape(val or "")

    def htmldiff(self) -> SafeString:
        return diff_text(self.val_a or "", self.val_b or "").to_html()


class ToldRichText(ToldText):
    """What is written, a space between its paragraphs."""

    def htmlvalue(self, val: Any) -> str:
        return escape(_plain(val))

    def htmldiff(self) -> SafeString:
        return diff_text(_plain(self.val_a), _plain(self.val_b)).to_html()


class NamedStruct(StructBlockComparison):
    """Each part under its name; what is empty in both versions is left out."""

    def htmlvalue(self, val: Any) -> SafeString:
        return self._parts(val, val, lambda part: part.htmlvalue(part.val_b))

    def htmldiff(self) -> SafeString:
        return self._parts(self.val_a, self.val_b, lambda part: part.htmldiff())

    def _parts(self, a: Any, b: Any, tell: Callable[[Any], str]) -> SafeString:
        told = []
        for name, block in self.block.child_blocks.items():
            if not (_is_empty(a.get(name)) and _is_empty(b.get(name))):
                told.append((block.label, tell(kind_of(block)(block, True, True, a.get(name), b.get(name)))))
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", told))


class NamedSequence(BaseSequenceBlockComparison):
    """Several blocks, each with its name and what became of it, in words."""

    def get_block_comparisons(self) -> list[BlockComparison]:
        found = super().get_block_comparisons()
        return [kind_of(one.block)(one.block, one.exists_a, one.exists_b, one.val_a, one.val_b) for one in found]

    def htmlvalue(self, val: Any) -> SafeString:
        parts = [kind_of(child.block)(child.block, True, True, child.value, child.value) for child in _children(val)]
        return _joined((part.block.label, "", "", part.htmlvalue(part.val_b)) for part in parts)

    def htmldiff(self) -> SafeString:
        moved = _moved(_children(self.val_a), _children(self.val_b))
        return _joined(self._told(part, moved) for part in self.get_block_comparisons())

    def _told(self, part: BlockComparison, moved: list[Any]) -> tuple[Any, str, str, str]:
        if part.is_new():
            return part.block.label, _("added"), "addition", part.htmlvalue(part.val_b)
        if part.is_deleted():
            return part.block.label, _("removed"), "deletion", part.htmlvalue(part.val_a)
        is_moved = any(part.val_b is value for value in moved)
        if not is_moved and _without_ids(part.block, part.val_a) == _without_ids(part.block, part.val_b):
            return part.block.label, _("unchanged"), "", ""
        return part.block.label, _("moved") if is_moved else "", "", part.htmldiff()


class NamedStream(NamedSequence, StreamBlockComparison):
    pass


class NamedList(NamedSequence, ListBlockComparison):
    pass


class NamedStreamField(StreamFieldComparison):
    def htmldiff(self) -> SafeString:
        return NamedStream(self.field.stream_block, True, True, self.val_a, self.val_b).htmldiff()


class RichTextFieldInWords(FieldComparison):
    def has_changed(self) -> bool:
        return bool(_keyless(self.val_a or "") != _keyless(self.val_b or ""))

    def htmldiff(self) -> SafeString:
        return diff_text(_plain(self.val_a), _plain(self.val_b)).to_html()


class ToldField(FieldComparison):
    """Dates, numbers and yes or no, as they are read here."""

    def htmldiff(self) -> SafeString:
        return _replaced(in_words(self.val_a), in_words(self.val_b))


def kind_of(block: blocks.Block) -> type[BlockComparison]:
    kinds: list[tuple[Any, type[BlockComparison]]] = [
        (blocks.StreamBlock, NamedStream),
        (blocks.ListBlock, NamedList),
        (blocks.StructBlock, NamedStruct),
        (TOLD + NUMBERS, ToldBlock),
        (blocks.RichTextBlock, ToldRichText),
        ((blocks.CharBlock, blocks.TextBlock, blocks.URLBlock), ToldText),
    ]
    own = next((comparison for kind, comparison in kinds if isinstance(block, kind)), None)
    return own or get_comparison_class_for_block(block)


def compare_in_words() -> None:
    """Called once, when Wagtail has registered its own."""
    register_comparison_class(RichTextField, comparison_class=RichTextFieldInWords)
    register_comparison_class(StreamField, comparison_class=NamedStreamField)
    for field in (models.DateField, models.DateTimeField, models.BooleanField, models.DecimalField):
        register_comparison_class(field, comparison_class=ToldField)


def _children(value: Any) -> list[Any]:
    return list(value.bound_blocks) if hasattr(value, "bound_blocks") else list(value or [])


def _moved(before: list[Any], after: list[Any]) -> list[Any]:
    """The values whose place among those that stayed has changed."""
    old, new = [child.id for child in before], {child.id: child for child in after}
    stayed = [pk for pk in old if pk in new]
    order = [pk for pk in new if pk in set(stayed)]
    same = SequenceMatcher(None, stayed, order, autojunk=False).get_matching_blocks()
    in_place = {order[one.b + step] for one in same for step in range(one.size)}
    return [new[pk].value for pk in order if pk not in in_place]


def _joined(parts: Iterable[tuple[Any, str, str, str]]) -> SafeString:
    rows = (
        (classname, label, format_html(" ({})", became) if became else "", html)
        for label, became, classname, html in parts
    )
    template = '<div class="comparison__child-object {}"><p class="comparison__block">{}{}</p>{}</div>'
    return format_html_join("\n", template, rows)


def _replaced(before: str, after: str) -> SafeString:
    if before == after:
        return escape(after)
    changes = [("deletion", before), ("addition", after)]
    return TextDiff([change for change in changes if change[1]], separator=" ").to_html()


def _flat(choices: Any) -> dict[Any, Any]:
    found: dict[Any, Any] = {}
    for value, label in choices:
        found |= dict(label) if isinstance(label, list | tuple) else {value: label}
    return found


def _plain(rich: Any) -> str:
    return text_from_html(PARAGRAPH_END.sub(r"\g<0> ", getattr(rich, "source", rich) or ""))


def _without_ids(block: blocks.Block, value: Any) -> Any:
    """What is stored of a value; the ids of its parts are new with every list."""
    return _strip(block.get_prep_value(value))


def _strip(stored: Any) -> Any:
    if isinstance(stored, dict):
        return {name: _strip(part) for name, part in stored.items() if name != "id"}
    if isinstance(stored, list):
        return [_strip(part) for part in stored]
    return _keyless(stored) if isinstance(stored, str) else stored


def _keyless(html: str) -> str:
    """Without the names that the editor gives paragraphs whenever it opens a text; they are no change."""
    return BLOCK_KEY.sub("", html)


def _is_empty(value: Any) -> bool:
    return value is None or value == "" or (hasattr(value, "__len__") and not len(value))
