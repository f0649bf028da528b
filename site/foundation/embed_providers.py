"""Embed providers: whose player shows an address of a film or post, and what that player is addressed by.

Decided on the parsed address alone. Nothing is fetched from there; the visitor's browser does, after a click. Links
that only the platform itself can resolve therefore have no player: `why_no_player` says what to paste instead.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit

from django.utils.translation import gettext_lazy as _

SHORT = _(
    "Only the platform itself can follow this short link. Open it, and paste the address that your browser shows."
)
NO_POST = _("This is not the address of a single film or post. Open that, and paste its address or its embed code.")
BY_NAME = _("The player needs the post's own number. Choose “Embed post” at Bluesky, and paste the code.")

KEY = r"[\w-]{5,64}"
NUMBER = r"\d{1,25}"
NAME = r"[\w.%-]{1,120}"
Place = tuple[str, str]  # the one address of a film or post, and that of its player
Query = Mapping[str, str]


@dataclass(frozen=True)
class EmbedPlayer:
    """Shape: `embed_url` is the address of the receiver's player, without cookies where the receiver offers that;
    `address` is the one spelling of where the film or post is.
    """

    receiver: str
    embed_url: str
    address: str


@dataclass(frozen=True)
class EmbedProvider:
    receiver: str
    hosts: frozenset[str]
    place: Callable[[str, Query], Place | None]
    short_hosts: frozenset[str] = frozenset()
    short_paths: str = r"(?!)"


def parsed_host(url: str) -> str | None:
    """The host of an https address without user name and port; None for anything else."""
    try:
        parts = urlsplit(url)
        has_extras = parts.username is not None or parts.password is not None or parts.port is not None
    except ValueError:
        return None
    return parts.hostname if parts.scheme == "https" and not has_extras else None


def find_embed_player(url: str) -> EmbedPlayer | None:
    """The player behind an address of a film or a post; None for hosts we do not know and for other addresses there."""
    platform = embed_provider_of(url)
    if platform is None or not url.isascii() or re.search(r"\s", url):
        return None
    parts = urlsplit(url)
    place = platform.place(parts.path.rstrip("/"), dict(parse_qsl(parts.query)))
    return EmbedPlayer(platform.receiver, place[1], place[0]) if place else None


def embed_provider_of(url: str) -> EmbedProvider | None:
    host = parsed_host(url)
    return next((platform for platform in EMBED_PROVIDERS if host in platform.hosts | platform.short_hosts), None)


def why_no_player(url: str) -> str | None:
    """What to say to somebody who pasted an address of a platform with players, but none for it."""
    platform = embed_provider_of(url)
    if platform is None or find_embed_player(url):
        return None
    path = urlsplit(url).path
    if parsed_host(url) in platform.short_hosts or re.match(platform.short_paths, path):
        return str(SHORT)
    return str(BY_NAME if platform.receiver == "Bluesky" and "/post/" in path else NO_POST)


def _youtube(path: str, query: Query) -> Place | None:
    found = re.fullmatch(r"/(?:(?:shorts|embed|live|v|e)/)?([\w-]{11})", path)
    key = found[1] if found else query.get("v", "") if path == "/watch" else ""
    if not re.fullmatch(r"[\w-]{11}", key):
        return None
    return f"https://www.youtube.com/watch?v={key}", f"https://www.youtube-nocookie.com/embed/{key}"


def _vimeo(path: str, query: Query) -> Place | None:
    around = rf"video|manage/videos|channels/{NAME}|groups/{NAME}/videos|(?:album|showcase)/\d+/video|ondemand/{NAME}"
    found = re.fullmatch(rf"/(?:(?:{around})/)?({NUMBER})(?:/([0-9a-f]+))?", path)
    if not found:
        return None
    secret = found[2] or query.get("h", "")
    secret = secret if re.fullmatch("[0-9a-f]+", secret) else ""
    address = f"https://vimeo.com/{found[1]}" + (f"/{secret}" if secret else "")
    return address, f"https://player.vimeo.com/video/{found[1]}?dnt=1" + (f"&h={secret}" if secret else "")


def _instagram(path: str, _query: Query) -> Place | None:
    found = re.fullmatch(rf"/(?:(?!share/){NAME}/)?(p|reels?|tv)/({KEY})(?:/embed(?:/captioned)?)?", path)
    if not found:
        return None
    address = f"https://www.instagram.com/{'reel' if found[1] in {'reel', 'reels'} else 'p'}/{found[2]}/"
    return address, f"{address}embed/"


def _tiktok(path: str, _query: Query) -> Place | None:
    found = re.fullmatch(rf"/(@[\w.-]{{1,40}})/video/({NUMBER})", path)
    number = found or re.fullmatch(rf"/(embed|embed/v2|player/v1|v|video)/({NUMBER})(?:\.html)?", path)
    if not number:
        return None
    player = f"https://www.tiktok.com/player/v1/{number[2]}"
    return (f"https://www.tiktok.com/{found[1]}/video/{number[2]}" if found else player), player


def _facebook(path: str, query: Query) -> Place | None:
    if re.fullmatch(r"/plugins/(?:post|video)\.php", path):
        inner = query.get("href", "").replace("http://", "https://", 1)
        again = find_embed_player(inner) if "/plugins/" not in inner else None
        return (again.address, again.embed_url) if again and again.receiver == "Facebook" else None
    if film := _facebook_film(path, query):
        return _facebook_player("video", film)
    post = re.fullmatch(rf"(/{NAME}/posts)/(?:{NAME}/)?({NAME})|(/groups/{NAME})/(?:posts|permalink)/({NUMBER})", path)
    if post:
        return _facebook_player("post", f"{post[1]}/{post[2]}" if post[1] else f"{post[3]}/posts/{post[4]}")
    if re.fullmatch(rf"/{NAME}/photos/(?:{NAME}/)?{NUMBER}", path):
        return _facebook_player("post", path)
    story, page, photo = (query.get(name, "") for name in ("story_fbid", "id", "fbid"))
    if path in {"/permalink.php", "/story.php"} and re.fullmatch(KEY, story) and re.fullmatch(NUMBER, page):
        return _facebook_player("post", f"/permalink.php?story_fbid={story}&id={page}")
    if path in {"/photo", "/photo.php"} and re.fullmatch(NUMBER, photo):
        return _facebook_player("post", f"/photo.php?fbid={photo}")
    return None


def _facebook_film(path: str, query: Query) -> str:
    """The path of a film; empty for other posts."""
    if reel := re.fullmatch(rf"/(?:{NAME}/)?reels?/({NUMBER})", path):
        return f"/reel/{reel[1]}"
    if film := re.fullmatch(rf"(/{NAME}/videos)/(?:{NAME}/)?({NUMBER})", path):
        return f"{film[1]}/{film[2]}"
    number = query.get("v", "")
    is_watch = path in {"/watch", "/watch/live", "/video.php"} and re.fullmatch(NUMBER, number)
    return f"/watch/?v={number}" if is_watch else ""


def _facebook_player(kind: str, path: str) -> Place:
    address = f"https://www.facebook.com{path}"
    return address, f"https://www.facebook.com/plugins/{kind}.php?href={quote(address, safe='')}"


def _linkedin(path: str, _query: Query) -> Place | None:
    found = re.fullmatch(r"(?:/embed)?/feed/update/urn:li:(activity|share|ugcPost):(\d+)", path)
    found = found or re.fullmatch(rf"/posts/{NAME}-(activity|share|ugcPost)-(\d+)(?:-[\w-]+)?", path)
    if not found:
        return None
    post = f"feed/update/urn:li:{found[1]}:{found[2]}"
    return f"https://www.linkedin.com/{post}", f"https://www.linkedin.com/embed/{post}"


def _bluesky(path: str, _query: Query) -> Place | None:
    found = re.fullmatch(r"/profile/(did:(?:plc|web):[\w.:-]+)/post/(\w+)", path)
    found = found or re.fullmatch(r"/embed/(did:(?:plc|web):[\w.:-]+)/app\.bsky\.feed\.post/(\w+)", path)
    if not found:
        return None
    address = f"https://bsky.app/profile/{found[1]}/post/{found[2]}"
    return address, f"https://embed.bsky.app/embed/{found[1]}/app.bsky.feed.post/{found[2]}"


def _hosts(domain: str, *parts: str) -> frozenset[str]:
    return frozenset({domain, f"www.{domain}", f"m.{domain}", *(f"{part}.{domain}" for part in parts)})


YOUTUBE = EmbedProvider(
    "YouTube", _hosts("youtube.com", "music") | _hosts("youtube-nocookie.com") | {"youtu.be", "www.youtu.be"}, _youtube
)
VIMEO = EmbedProvider("Vimeo", _hosts("vimeo.com", "player"), _vimeo)
EMBED_PROVIDERS = (
    YOUTUBE,
    VIMEO,
    EmbedProvider("Instagram", _hosts("instagram.com") | {"instagr.am"}, _instagram, short_paths="/share/"),
    EmbedProvider("TikTok", _hosts("tiktok.com"), _tiktok, frozenset({"vm.tiktok.com", "vt.tiktok.com"}), "/t/"),
    EmbedProvider(
        "Facebook",
        _hosts("facebook.com", "web", "mbasic", "touch", "da-dk", "business") | {"fb.com", "www.fb.com"},
        _facebook,
        frozenset({"fb.watch", "www.fb.watch", "fb.me"}),
        "/share/",
    ),
    EmbedProvider("LinkedIn", _hosts("linkedin.com", "dk"), _linkedin, frozenset({"lnkd.in"})),
    EmbedProvider("Bluesky", frozenset({"bsky.app", "www.bsky.app", "embed.bsky.app"}), _bluesky),
)
FILM_HOSTS = YOUTUBE.hosts | VIMEO.hosts
