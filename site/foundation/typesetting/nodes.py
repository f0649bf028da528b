"""Texts as trees that a template on paper can walk: what tags hold, and nothing that could be a command."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from foundation.dpl import INLINE

Node = dict[str, Any] | str


def nodes_of(html: str) -> list[Node]:
    """The tree of a text with the tags that `foundation.dpl` leaves.

    Shape: a node is a string, or a `tag` with its `kids`; a link has its `href`, a table its `caption` and its `rows`
    of cells, each with `kids` and whether it `is_head`.
    """
    return _kids(BeautifulSoup(html, "html.parser"))


def _kids(parent: Tag) -> list[Node]:
    """What lies in a tag; blanks at its edges and between its parts are how the text was written down, and go."""
    found = [_node(child) for child in parent.children if isinstance(child, Tag | NavigableString)]
    if parent.name in INLINE:
        return [node for node in found if node]
    kept = [node for node in found if node and not (isinstance(node, str) and not node.strip() and _has_parts(parent))]
    if kept and isinstance(kept[0], str):
        kept[0] = kept[0].lstrip()
    if kept and isinstance(kept[-1], str):
        kept[-1] = kept[-1].rstrip()
    return [node for node in kept if node]


def _has_parts(parent: Tag) -> bool:
    return any(isinstance(child, Tag) and child.name not in INLINE for child in parent.children)


def _node(child: Tag | NavigableString) -> Node:
    if isinstance(child, NavigableString):
        return str(child)
    if child.name == "table":
        return _table(child)
    node: dict[str, Any] = {"tag": child.name, "kids": _kids(child)}
    if child.name == "a":
        node["href"] = str(child.get("href", ""))
    if child.name in {"ul", "ol"}:
        node["kids"] = [kid for kid in node["kids"] if isinstance(kid, dict)]
    return node


def _table(table: Tag) -> Node:
    """Rows as long as the longest, so that none of them shifts the cells of the next."""
    rows = [
        [{"kids": _kids(cell), "is_head": cell.name == "th"} for cell in row.find_all(["th", "td"])]
        for row in table.find_all("tr")
    ]
    width = max((len(row) for row in rows), default=0)
    filled = [row + [{"kids": [], "is_head": False}] * (width - len(row)) for row in rows]
    caption = table.find("caption")
    return {"tag": "table", "caption": _kids(caption) if caption else [], "rows": filled} if width else ""
