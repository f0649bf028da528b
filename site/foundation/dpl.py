"""Convert text for DPL, the CMS of the Danish public libraries: what its editors can paste, and nothing else.

Most libraries' sites allow neither iframe nor script nor feed, so a text that survives pasting is the only way in.
"""

import re
from html import escape
from urllib.parse import urljoin

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

TITLE_LENGTH = 55
LEAD_LENGTH = 160
INLINE = frozenset({"a", "br", "em", "strong"})
TABLE = frozenset({"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
TAGS = INLINE | TABLE | {"blockquote", "h2", "h3", "li", "ol", "p", "ul"}
SCHEMES = {"http", "https", "mailto", "tel"}
RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
# Boxes that DPL lacks; one that holds running text only becomes a paragraph, the others dissolve.
BOXES = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hgroup",
        "legend",
        "main",
        "nav",
        "pre",
        "search",
        "section",
        "summary",
    ]
)
# No text: code, drawings, and what nobody sees.
NO_TEXT = "script, style, template, svg, math, [hidden]"
KEPT_EMPTY = ("br", "td", "th", "table", "tbody", "thead", "tfoot", "tr")
NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
BLANKS = " \t\r\n\f"  # what browsers take for nothing; a no-break space is text
SPACE = re.compile(f"[{BLANKS}]+")
ROUNDS = 4  # until the parser and we agree; beyond that only the words are kept


def shortened(text: str, length: int) -> str:
    """At most `length` characters, cut after a word."""
    return text if len(text) <= length else f"{text[: length - 1].rpartition(' ')[0] or text[: length - 1]}…"


def to_dpl(html: str, base_url: str = "") -> str:
    """The same text with only the tags, attributes and addresses that DPL keeps.

    Links are made absolute with `base_url`; without one, links within the catalogue become plain text. Reading
    the result again with the same allow-list changes nothing, and no text is lost but that of NO_TEXT.
    """
    soup = BeautifulSoup(NOT_IN_TEXT.sub("", html), "html.parser")
    for element in soup.select(NO_TEXT):
        element.decompose()
    for note in soup.find_all(string=lambda text: isinstance(text, PreformattedString)):
        note.extract()  # comments, doctypes and the like
    for element in reversed(soup.find_all(True)):  # what is within, first
        _settle(element, base_url)
    _tidy(soup)
    return _agreed(soup.decode(formatter="minimal"), soup.get_text(" "))


def _settle(element: Tag, base_url: str) -> None:
    """Give one element the name and the attributes it may have, or leave only what it holds."""
    name = RENAMED.get(element.name, element.name)
    if name in BOXES and all(child.name in INLINE for child in element.find_all(True)):
        name = "p"
    address = urljoin(base_url, str(element.get("href", ""))) if name == "a" else ""
    is_link = address.partition(":")[0] in SCHEMES
    element.name, element.attrs = name, {"href": address} if is_link else {}
    if name not in TAGS or (name == "a" and not is_link):
        element.unwrap()


def _tidy(soup: BeautifulSoup) -> None:
    """Single spaces, no empty elements, one line for each part."""
    soup.smooth()
    for text in soup.find_all(string=True):
        text.replace_with(NavigableString(SPACE.sub(" ", text)))
    for element in reversed(soup.find_all(True)):
        if element.name not in KEPT_EMPTY and not element.get_text().strip(BLANKS) and not element.find(KEPT_EMPTY):
            element.decompose()
    for part in list(soup.children):
        if isinstance(part, Tag) and part.name not in INLINE:
            part.insert_after("\n")


def _agreed(html: str, text: str) -> str:
    """What the allow-list leaves as it is."""
    for _round in range(ROUNDS):
        cleaned = _allowed(html)
        if cleaned == html:
            return html
        html = cleaned
    return _allowed(f"<p>{escape(text, quote=False)}</p>")


def _allowed(html: str) -> str:
    return nh3.clean(html, tags=set(TAGS), attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None).strip(BLANKS)
