"""Texts for DPL: what comes out survives the allow-list unchanged, and no text is lost."""

from collections import Counter

import nh3
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from foundation.dpl import NOT_IN_TEXT, TAGS, shortened, to_dpl

ALLOWED = [
    "br",
    "p",
    "h2",
    "h3",
    "strong",
    "em",
    "blockquote",
    "a",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "thead",
    "tbody",
    "tfoot",
    "caption",
]  # docs/design.md, section 6
NAMES = [*ALLOWED, "div", "section", "b", "i", "h1", "h5", "span", "figure", "figcaption", "dl", "dt", "dd", "textarea"]
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    wrapped = st.tuples(st.sampled_from(NAMES), st.lists(children, max_size=4)).map(
        lambda pair: f"<{pair[0]} class='x'>{''.join(pair[1])}</{pair[0]}>"
    )
    linked = st.tuples(st.sampled_from(["https://a.dk/?b=1&c", "/om/", "javascript:alert(1)", ""]), children).map(
        lambda pair: f'<a href="{pair[0]}">{pair[1]}</a>'
    )
    return wrapped | linked


ESCAPED = TEXTS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
TREES = st.recursive(ESCAPED, _element, max_leaves=25)
SOUPS = st.lists(st.sampled_from([*(f"<{name}>" for name in NAMES), *(f"</{name}>" for name in NAMES), "ord", " & "]))


def _survives(html: str) -> None:
    cleaned = nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    assert cleaned == html


def _characters(html: str) -> Counter[str]:
    text = BeautifulSoup(html, "html.parser").get_text()
    return Counter(NOT_IN_TEXT.sub("", text).replace(" ", "").replace("\t", "").replace("\n", "").replace("\r", ""))


def test_allow_list_is_the_promised_one() -> None:
    assert set(ALLOWED) == TAGS


@settings(max_examples=400, deadline=None, derandomize=True)  # the same on every machine
@given(TREES)
def test_text_of_any_tree_survives_the_allow_list_and_loses_nothing(html: str) -> None:
    result = to_dpl(html, "https://katalog.dk")

    _survives(result)
    assert _characters(result) == _characters(html)


@settings(max_examples=400, deadline=None, derandomize=True)  # the same on every machine
@given(SOUPS.map("".join))
def test_tag_soup_survives_the_allow_list(html: str) -> None:
    _survives(to_dpl(html))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="https://a.dk/">\xa0</a>', '<a href="https://a.dk/">&nbsp;</a>'),
        ("<div><p>Et</p></div>", "<p>Et</p>"),
        ("<div>Et <b>to</b></div>", "<p>Et <strong>to</strong></p>"),
        ("<section>\n <h1>Et</h1>\n <h4>to</h4> </section>", "<h2>Et</h2>\n <h3>to</h3>"),
        ('<p>Se <a href="/om/" class="x">om</a></p>', '<p>Se <a href="https://katalog.dk/om/">om</a></p>'),
        ('<p><a href="javascript:alert(1)">her</a></p>', "<p>her</p>"),
        ("<p>a<script>alert(1)</script><svg><text>x</text></svg><button hidden>Kopiér</button></p>", "<p>a</p>"),
        ("<p></p><ul><li> </li></ul><p>a<br>b</p>", "<p>a<br>b</p>"),
        ("<p>1 &lt; 2 &amp; 3</p>", "<p>1 &lt; 2 &amp; 3</p>"),
        ("<!-- skjult --><p>a</p>", "<p>a</p>"),
        ("", ""),
    ],
)
def test_what_becomes_of(html: str, expected: str) -> None:
    assert to_dpl(html, "https://katalog.dk") == expected


def test_without_an_own_address_inner_links_are_plain_text() -> None:
    assert (
        to_dpl('<p><a href="/om/">om</a> <a href="https://a.dk/">a</a></p>')
        == '<p>om <a href="https://a.dk/">a</a></p>'
    )


@pytest.mark.parametrize("length", [55, 160])
def test_long_texts_are_cut_after_a_word(length: int) -> None:
    short = shortened("Ét bogstav galt " * 20, length)

    assert len(short) <= length
    assert short.endswith("…")
    assert shortened("Kort", length) == "Kort"
