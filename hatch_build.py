"""Build hook: the message catalogues, which git does not hold compiled, are compiled into the wheel."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class MessagesHook(BuildHookInterface):  # type: ignore[type-arg]  # hatchling says of which configuration
    PLUGIN_NAME = "messages"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before anything is packed, an editable install too."""
        for source in Path(self.root).glob("site/website/locale*/*/LC_MESSAGES/*.po"):
            with source.open("rb") as texts, source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, read_po(texts, locale=source.parent.parent.name))
