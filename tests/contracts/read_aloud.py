"""All that a page of the admin says: to who sees it, to who hears it, and to the scripts that write on."""

import json
from contextlib import suppress
from html.parser import HTMLParser
from typing import Any

SPOKEN = ("title", "aria-label", "aria-description", "placeholder", "alt", "label")
WRITTEN_LATER = ("data-w-progress-active-value", "data-w-tooltip-content-value", "data-w-teleport-content-value")
IN_JSON = ("label", "helpText", "help_text", "description", "text", "title", "addLabel", "defaultLabel", "html")
CODES = ("CSRF_TOKEN", "CSRF_HEADER_NAME")
BUTTONS = ("submit", "button", "reset")
NOT_SAID = ("script", "style")
NO_END = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")


class ReadAloud(HTMLParser):
    """Collects texts. What an element hides is read too: it is shown some time."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self._open: list[str] = []
        self._is_json = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in NO_END:
            self._open.append(tag)
        values = {name: value for name, value in attrs if value}
        self._is_json = tag == "script" and "json" in values.get("type", "")
        is_button = tag == "input" and values.get("type") in BUTTONS
        for name, value in values.items():
            if name in SPOKEN or name in WRITTEN_LATER or (is_button and name == "value"):
                self._say(value)
            elif name.startswith("data-") and value.startswith(("{", "[")):
                self._read_json(value)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._is_json and self._open[-1:] == ["script"]:
            self._read_json(data)
        elif not self._open or self._open[-1] not in NOT_SAID:
            self._say(data)

    def _say(self, text: str) -> None:
        if text := " ".join(text.split()):
            self.texts.add(text)

    def _read_json(self, text: str) -> None:
        with suppress(json.JSONDecodeError):
            self.texts |= said_in_json(json.loads(text))


def said(html: str) -> set[str]:
    reader = ReadAloud()
    reader.feed(html)
    reader.close()
    return reader.texts


def said_in_json(value: Any, key: str = "") -> set[str]:
    """The labels, help texts and pieces of HTML in what scripts are handed."""
    if isinstance(value, dict):
        return set[str]().union(*(said_in_json(child, name) for name, child in value.items()))
    if isinstance(value, list):
        return set[str]().union(*(said_in_json(child, key) for child in value))
    if not isinstance(value, str) or not (key in IN_JSON or key.isupper()) or key in CODES or value.startswith("/"):
        return set()
    return said(value) if "<" in value else {" ".join(value.split())} - {""}
