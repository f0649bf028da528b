"""Texts as trees that a template on paper can walk: what tags hold, and nothing that could be a command."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

Node = dict[str, Any] | str


def nodes_of(html: str) -> list[Node]:
    """The tree of a text with the tags that `foundation.dpl` leaves.

    Shape: a node is a string, or a `tag` with its `kids`; a link has its `href`, a table its `caption` and its `rows`
    of cells, each with `kids` and whether it `is_head`.
    """
    return _kids(BeautifulSoup(html, "html.parser"))


def _kids(parent: Tag) -> list[Node]:
    found = [_node(child) for child in parent.children if isinstance(child, Tag | NavigableString)]
    return [node for node in found if node and node != "\n"]


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
