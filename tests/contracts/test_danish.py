"""One Danish: what the catalogues say, ours and others', is in the words of docs/glossary.md."""

import re

import pytest

from tests.contracts.danish import HELD, against_glossary, english_in, in_danish, own, upstream

DOMAINS = ("django", "djangojs")
QUOTES = re.compile(r"[“”„]|(?<!\w)'[^']+'(?!\w)")
each_domain = pytest.mark.parametrize("domain", DOMAINS)


def _said(domain: str) -> dict[str, list[str]]:
    """Danish text -> the English it stands for: ours, and of others' all that can be met."""
    found: dict[str, list[str]] = {}
    for key in {**upstream(domain, HELD), **own(domain)}:
        for text in in_danish(key, domain):
            found.setdefault(text, []).append(str(key[0]))
    return found


@each_domain
def test_all_that_wagtail_says_has_danish(domain: str) -> None:
    left = [key[0] for key in upstream(domain, HELD) for text in in_danish(key, domain) if english_in(text)]

    assert left == []


@each_domain
def test_translations_say_one_word_for_one_thing(domain: str) -> None:
    wrong = {text: found for text in _said(domain) if (found := against_glossary(text))}

    assert wrong == {}


@each_domain
def test_quotation_marks_are_danish(domain: str) -> None:
    assert [text for text in _said(domain) if QUOTES.search(re.sub(r"<[^>]*>", "", text))] == []
