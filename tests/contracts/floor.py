"""Which of the web's features a style sheet, script or template uses, by MDN's names for what the floor lacks."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2

LACKING = json.loads(Path(__file__).with_name("floor.json").read_text("utf-8"))
CSS = {kind: set(names) for kind, names in LACKING["css"].items()}
JAVASCRIPT = {kind: set(names) for kind, names in LACKING["javascript"].items()}
HTML = set(LACKING["html"])

GROUPS = {"media", "supports", "layer", "container"}
DYNAMIC_UNIT = re.compile(r"[sld]v(?:h|w|b|i|min|max)")  # MDN has one name for all of them
CONTAINER_UNIT = re.compile(r"cq(?:w|h|i|b|min|max)")
COMMENT = re.compile(r"(?m)(?:^|\s)//\s.*$")
SYNTAX = {
    "classes.static.initialization_blocks": r"\bstatic\s*\{",
    "regular_expressions.lookbehind_assertion": r"\(\?<[=!]",
    "regular_expressions.modifier": r"\(\?[ims-]+:",
    "statements.import.import_attributes": r"\bimport\b[^;]*\bwith\s*\{",
    "statements.using": r"(?m)^\s*(?:await\s+)?using\s+\w",
}
TAG = re.compile(r"<([a-z][a-z0-9-]*)\b((?:\"[^\"]*\"|[^>\"])*)>")
ATTRIBUTE = re.compile(r"([a-z][a-z-]*)(?:=\"([^\"{]*)\")?(?=[\s/]|$)")


def in_css(text: str) -> Iterator[str]:
    """Features the floor lacks, unless @supports asks for them or the floor has a declaration to fall back on."""
    yield from _in_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def _in_rules(rules: list[Any], within: str = "") -> Iterator[str]:
    read = set[str]()
    for rule in rules:
        if rule.type == "at-rule":
            yield from _in_at_rule(rule)
        elif rule.type == "qualified-rule":
            yield from ["selector nesting"] if within == "rule" else []
            yield from _in_selector(rule.prelude)
            yield from _in_rules(_contents(rule), "rule")
        elif rule.type == "declaration":
            lacking = set(_in_declaration(rule, within))
            if not lacking:
                read.add(rule.lower_name.removeprefix("-webkit-"))
            elif rule.lower_name not in read:
                yield from sorted(lacking)


def _contents(rule: Any) -> list[Any]:
    return list(tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True))


def _in_at_rule(rule: Any) -> Iterator[str]:
    name = rule.lower_at_keyword
    if name == "supports":
        return
    yield from [f"@{name}"] if name in CSS["at-rules"] else []
    if name == "media":
        for token in _flat(rule.prelude):
            feature = "range_syntax" if token in ("literal <", "literal >") else token.removeprefix("ident ")
            yield from [f"@media {feature}"] if f"media {feature}" in CSS["at-rules"] else []
    if rule.content is not None:
        yield from _in_rules(_contents(rule), "" if name in GROUPS else f"@{name}")


def _in_selector(prelude: list[Any]) -> Iterator[str]:
    colons = ""
    for token in prelude:
        name = token.lower_name if token.type == "function" else getattr(token, "lower_value", "")
        yield from [f"{colons}{name}"] if colons and name in CSS["selectors"] else []
        if token.type == "function":
            yield from _in_selector(token.arguments)
        colons = f"{colons}:" if token == ":" else ""


def _in_declaration(declaration: Any, within: str) -> Iterator[str]:
    name, tokens = declaration.lower_name, list(_flat(declaration.value))
    if within.startswith("@"):
        yield from [f"{within} {name}"] if f"{within[1:]} {name}" in CSS["at-rules"] else []
    elif name in CSS["properties"]:
        yield name
    for token in tokens:
        kind, _, value = token.partition(" ")
        if kind == "ident" and f"{name}: {value}" in CSS["values"]:
            yield f"{name}: {value}"
        elif kind == "function" and value in CSS["functions"]:
            yield f"{value}()"
        elif kind == "unit" and (lacking := _unit(value)) in CSS["units"]:
            yield f"unit {lacking}"
    if name == "content" and "literal /" in tokens and "content: alt_text" in CSS["values"]:
        yield "content: alt_text"


def _unit(unit: str) -> str:
    if DYNAMIC_UNIT.fullmatch(unit):
        return "viewport_percentage_units_dynamic"
    return "container_query_length_units" if CONTAINER_UNIT.fullmatch(unit) else unit


def _flat(tokens: list[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "function":
            yield f"function {token.lower_name}"
            yield from _flat(token.arguments)
        elif token.type in ("() block", "[] block", "{} block"):
            yield from _flat(token.content)
        elif token.type == "dimension":
            yield f"unit {token.lower_unit}"
        elif token.type in ("ident", "literal"):
            yield f"{token.type} {token.value.lower()}"


def in_javascript(text: str) -> Iterator[str]:
    """Names the floor lacks; one that some older thing has too is found only with its owner (`AbortSignal.any`)."""
    code = COMMENT.sub("", text)
    found = {
        "globals": re.findall(r"(?<![\w.])[A-Z]\w+", code),
        "members": re.findall(r"\.(\w+)", code) + re.findall(r"\"(\w+)\" in \w", code),
        "statics": re.findall(r"\b[A-Z]\w+\.\w+", code),
        "constructors": re.findall(r"\bnew (\w+)", code),
        "events": re.findall(r"addEventListener\(\s*\"(\w+)\"", code),
    }
    for kind, names in found.items():
        yield from (f"{kind}: {name}" for name in names if name in JAVASCRIPT[kind])
    yield from (
        f"syntax: {name}" for name, shape in SYNTAX.items() if re.search(shape, code) and name in JAVASCRIPT["syntax"]
    )
    for sheet in re.findall(r"STYLE = `([^`]*)`", text):
        yield from in_css(sheet)


def in_html(text: str) -> Iterator[str]:
    for tag, rest in TAG.findall(re.sub(r"{%.*?%}|{#.*?#}", " ", text)):
        yield from [f"<{tag}>"] if tag in HTML else []
        for name, value in ATTRIBUTE.findall(rest):
            asked = (f"*[{name}]", f"{tag}[{name}]", *(f"{tag}[{name}={one}]" for one in value.split()))
            yield from (one for one in asked if one in HTML)
