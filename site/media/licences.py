"""Licences by name: where each can be read, and which let a picture be passed on."""

import re
from dataclasses import dataclass

from django.utils.translation import get_language

FREE = ("CC", "PUBLIC DOMAIN")  # what their names begin with; without a name it is the catalogue's own
CREATIVE_COMMONS = re.compile(r"cc[ -](by(?:-nc)?(?:-sa|-nd)?)[ -](\d\.\d)", re.IGNORECASE)
WITHOUT_RIGHTS = {"cc0": "zero", "cc0 1.0": "zero", "public domain": "mark"}


@dataclass(frozen=True)
class Licence:
    """Shape: `url` is empty where nobody knows an address for the name."""

    name: str
    url: str

    def __str__(self) -> str:
        return f"{self.name} ({self.url})" if self.url else self.name


def may_be_passed_on(licence: str) -> bool:
    return not licence or licence.upper().startswith(FREE)


def may_be_changed(licence: str) -> bool:
    """Cut to another shape, or with something put on it."""
    return may_be_passed_on(licence) and "-nd" not in licence.lower()


def licence_of(name: str, own: Licence) -> Licence:
    """The licence of something that carries this name; without one it is the catalogue's own."""
    return Licence(name, _address_of(name)) if name else own


def _address_of(name: str) -> str:
    """Creative Commons' own page in the language of now, empty for any other licence."""
    deed = f"deed.{get_language()}"
    if kind := WITHOUT_RIGHTS.get(name.strip().lower()):
        return f"https://creativecommons.org/publicdomain/{kind}/1.0/{deed}"
    found = CREATIVE_COMMONS.fullmatch(name.strip())
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2]}/{deed}" if found else ""
