"""Texts as trees for paper: nothing in them is a command, nothing is lost, and blanks of the markup are not text."""

from pathlib import Path
from typing import Any

import pytest

from foundation.typesetting import Typeset, typeset
from foundation.typesetting.nodes import nodes_of

PAGE = '#import "house.typ": *\n#let data = json("data.json")\n#show: house.with(data)\n#flow(data.body)\n'
HOSTILE = """#panic("x") $ x_1 $ *fed* _kursiv_ @note // /* ` ``` <p> [by] #read("/etc/passwd") ~ --- ' \\ """
LINK = '<p><a href="https://a.dk/?b=1&amp;c=2">a</a></p>'
TABLE = "<table><caption>Det</caption><tr><th>A</th></tr><tr><td>1</td><td>2</td></tr></table>"


def _tag(name: str, *kids: Any, **more: str) -> dict[str, Any]:
    return {"tag": name, "kids": list(kids), **more}


def _cell(*kids: str, is_head: bool = False) -> dict[str, Any]:
    return {"kids": list(kids), "is_head": is_head}


ROWS = [[_cell("A", is_head=True), _cell()], [_cell("1"), _cell("2")]]


@pytest.mark.parametrize(
    ("html", "nodes"),
    [
        ("", []),
        ("<p>Hej <strong>du</strong> der</p>", [_tag("p", "Hej ", _tag("strong", "du"), " der")]),
        ("<p> Hej </p>\n<p>du</p>\n", [_tag("p", "Hej"), _tag("p", "du")]),
        ("<ol> <li> <h3>Et</h3> <p>To</p> </li> </ol>", [_tag("ol", _tag("li", _tag("h3", "Et"), _tag("p", "To")))]),
        (LINK, [_tag("p", _tag("a", "a", href="https://a.dk/?b=1&c=2"))]),
        (TABLE, [{"tag": "table", "caption": ["Det"], "rows": ROWS}]),
        ("<table><caption>Tom</caption></table>", []),
    ],
)
def test_text_becomes_a_tree(html: str, nodes: list[object]) -> None:
    assert nodes_of(html) == nodes


@pytest.fixture
def page(tmp_path: Path) -> Path:
    template = tmp_path / "page.typ"
    template.write_text(PAGE)
    return template


def _typeset(page: Path, body: list[Any], words: str = "Tegn") -> Typeset:
    return typeset(
        page, {**dict.fromkeys(("title", "lead", "owner", "foot"), words), "language": "da", "body": body}, {}
    )


def test_what_a_text_says_is_set_and_never_obeyed(page: Path) -> None:
    made = _typeset(page, [_tag("p", HOSTILE), _tag("blockquote", HOSTILE), _tag("ul", _tag("li", HOSTILE))], HOSTILE)

    assert made.is_accessible
    assert made.pdf.startswith(b"%PDF-")


def test_sign_without_a_letter_is_told_and_costs_nothing_else(page: Path) -> None:
    assert _typeset(page, ["Ø 📚 مكتبة бібліотека Ελλ kütüphane"]).is_accessible
    assert not _typeset(page, ["漢字"]).is_accessible
