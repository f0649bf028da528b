"""Form field for URLs of films and posts as editors paste them: with words, an embed code or a tracker around."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django import forms

from foundation.embed_providers import embed_provider_of, find_embed_player, parsed_host
from foundation.text import one_line

SIGNS = r"[^\s<>\"'«»“”\u200b-\u200f\u2060]+"  # phones put signs around a link that nobody sees
ADDRESS = re.compile(rf"https?://{SIGNS}", re.IGNORECASE)
BARE = re.compile(rf"(?<![\w@/.:-])(?://)?(?:[a-z0-9-]{{1,63}}\.){{1,4}}[a-z]{{2,10}}/{SIGNS}", re.IGNORECASE)
# Where an embed code says what it shows: the platform's own words for it before the frame, the frame before a link.
BLUESKY = re.compile(r"at://(did:[\w.:-]+)/app\.bsky\.feed\.post/(\w+)")
IN_CODE = [
    re.compile(rf"""\b{name}\s*=\s*["']((?:https?:)?//[^"'\s]+)["']""", re.IGNORECASE)
    for name in ("data-instgrm-permalink", "cite", "data-href", "src", "href")
]
BEHIND = ".,;:!?)]}*_"
MOST_SIGNS = 10_000
TRACKERS = re.compile(
    r"utm_.*|fbclid|gclid|igsh|igshid|ig_rid|img_index|si|feature|pp|mibextid|rdid|sfnsn|share_.*|__.*|ref|ref_src|ref_url"
    r"|_r|_t|is_from_webapp|sender_device|web_id|is_copy_url|trk|rcm|originalSubdomain"
)


def address_in(pasted: str) -> str:
    """The address that is meant, in its one spelling where the platform is known; what was pasted when none is clear.

    Two different addresses are none: which of them is meant is not ours to guess.
    """
    text = one_line(pasted).strip()
    if len(text) > MOST_SIGNS:
        return text
    found = list(dict.fromkeys(_plain(address) for address in _candidates(text)))
    known = [address for address in found if find_embed_player(address)]
    meant = known or found
    return meant[0] if len(set(meant)) == 1 else text


def _candidates(text: str) -> list[str]:
    if bluesky := BLUESKY.search(text):
        return [f"https://bsky.app/profile/{bluesky[1]}/post/{bluesky[2]}"]
    return _in_code(text) or [address.rstrip(BEHIND) for address in ADDRESS.findall(text) or BARE.findall(text)]


def _in_code(text: str) -> list[str]:
    """What an embed code shows, by the first of its attributes that names a platform; other links are its trimmings."""
    if "<" not in text:
        return []
    for pattern in IN_CODE:
        addresses = (address.replace("&amp;", "&") for address in pattern.findall(text))
        if known := [address for address in addresses if embed_provider_of(_secure(address))]:
            return known
    return []


def _plain(address: str) -> str:
    """The one spelling of a film or a post, and any other address of a platform without what follows the reader."""
    secure = _secure(address)
    if place := find_embed_player(secure):
        return place.address
    if embed_provider_of(secure) is None:
        return address if "//" in address[:8] else secure
    parts = urlsplit(secure)
    query = [(name, value) for name, value in parse_qsl(parts.query, True) if not TRACKERS.fullmatch(name)]
    return urlunsplit(parts._replace(query=urlencode(query), fragment=""))


def _secure(address: str) -> str:
    """With https in front, and the host in small letters; known platforms answer there."""
    bare = re.sub(r"^(?:https?:)?//", "", address, flags=re.IGNORECASE)
    host, slash, rest = bare.partition("/")
    secure = f"https://{host.lower()}{slash}{rest}"
    return secure if parsed_host(secure) else address


class PastedURLField(forms.URLField):
    """Takes whatever is pasted; a browser's own check would turn it away before we see it."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(address_in(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs: dict[str, Any] = {**super().widget_attrs(widget), "inputmode": "url"}
        attrs.pop("data-most", None)  # counted once the address is found in what was pasted
        return attrs
