"""Films and posts on other people's platforms: who receives the visitor, and what a player of theirs is addressed by.

Decided on the parsed address alone. Nothing is fetched from there; the visitor's browser does, after a click.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

YOUTUBE_HOSTS = frozenset({"www.youtube.com", "youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"})
VIMEO_HOSTS = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
FACEBOOK_HOSTS = frozenset({"www.facebook.com", "facebook.com", "m.facebook.com"})
INSTAGRAM_HOSTS = frozenset({"www.instagram.com", "instagram.com"})
TIKTOK_HOSTS = frozenset({"www.tiktok.com", "tiktok.com"})
FILM_HOSTS = YOUTUBE_HOSTS | VIMEO_HOSTS


@dataclass(frozen=True)
class Elsewhere:
    """Shape: `embed_url` is the address of the receiver's player, without cookies where the receiver offers that."""

    receiver: str
    embed_url: str


def parsed_host(url: str) -> str | None:
    """The host of an https address without user name and port; None for anything else."""
    try:
        parts = urlsplit(url)
        has_extras = parts.username is not None or parts.password is not None or parts.port is not None
    except ValueError:
        return None
    return parts.hostname if parts.scheme == "https" and not has_extras else None


def elsewhere(url: str) -> Elsewhere | None:
    """The player behind an address of a film or a post; None for hosts we do not know and for other addresses there."""
    host = parsed_host(url)
    if host is None or not url.isascii():
        return None
    parts = urlsplit(url)
    if host in YOUTUBE_HOSTS:
        return _youtube(host, parts.path, parts.query)
    if host in VIMEO_HOSTS and (found := re.fullmatch(r"/(?:video/)?(\d+)(?:/([0-9a-f]+))?/?", parts.path)):
        secret = f"&h={found[2]}" if found[2] else ""
        return Elsewhere("Vimeo", f"https://player.vimeo.com/video/{found[1]}?dnt=1{secret}")
    if host in INSTAGRAM_HOSTS and (found := re.fullmatch(r"/(p|reel)/([\w-]+)/?", parts.path)):
        return Elsewhere("Instagram", f"https://www.instagram.com/{found[1]}/{found[2]}/embed/")
    if host in TIKTOK_HOSTS and (found := re.fullmatch(r"/@[\w.-]+/video/(\d+)/?", parts.path)):
        return Elsewhere("TikTok", f"https://www.tiktok.com/player/v1/{found[1]}")
    if host in FACEBOOK_HOSTS and re.fullmatch(r"/[\w.-]+/(posts|videos)/[\w.-]+/?", parts.path):
        address = quote(f"https://www.facebook.com{parts.path}", safe="")
        return Elsewhere("Facebook", f"https://www.facebook.com/plugins/post.php?href={address}")
    return None


def _youtube(host: str, path: str, query: str) -> Elsewhere | None:
    if host == "youtu.be":
        key = path[1:]
    elif path == "/watch":
        key = parse_qs(query).get("v", [""])[0]
    else:
        key = path.removeprefix("/shorts/").removeprefix("/embed/").removeprefix("/live/")
    if not re.fullmatch(r"[\w-]{11}", key):
        return None
    return Elsewhere("YouTube", f"https://www.youtube-nocookie.com/embed/{key}")
