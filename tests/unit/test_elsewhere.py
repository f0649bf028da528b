"""Other people's players, by the parsed address alone."""

import pytest
from django.conf import settings

from core.elsewhere import elsewhere

KNOWN = [
    (
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=3",
        "YouTube",
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
    ),
    ("https://youtu.be/aqz-KE-bpKQ", "YouTube", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"),
    ("https://youtube.com/shorts/aqz-KE-bpKQ", "YouTube", "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"),
    ("https://vimeo.com/1084537", "Vimeo", "https://player.vimeo.com/video/1084537?dnt=1"),
    ("https://vimeo.com/1084537/ab12", "Vimeo", "https://player.vimeo.com/video/1084537?dnt=1&h=ab12"),
    ("https://www.instagram.com/reel/C0_x-1/", "Instagram", "https://www.instagram.com/reel/C0_x-1/embed/"),
    ("https://www.tiktok.com/@fjordby/video/7301", "TikTok", "https://www.tiktok.com/player/v1/7301"),
    (
        "https://www.facebook.com/fjordby/posts/12",
        "Facebook",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Ffjordby%2Fposts%2F12",
    ),
]
UNKNOWN = [
    "",
    "http://youtu.be/aqz-KE-bpKQ",
    "https://youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
    "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
    "https://www.youtube.com:8443/watch?v=aqz-KE-bpKQ",
    "https://yоutube.com/watch?v=aqz-KE-bpKQ",
    "https://www.youtube.com/watch?v=../../x",
    "https://www.youtube.com/redirect?q=https://evil.example",
    "https://vimeo.com/../../evil",
    "https://vimeo.com/1\nx",
    "https://www.instagram.com/p/x/../../evil",
    "https://www.facebook.com/sharer.php?u=https://evil.example",
    "javascript:alert(1)//youtu.be/aqz-KE-bpKQ",
    "https://[::1/x",
]


@pytest.mark.parametrize(("url", "receiver", "embed_url"), KNOWN)
def test_known_address_has_a_named_receiver(url: str, receiver: str, embed_url: str) -> None:
    found = elsewhere(url)

    assert found is not None
    assert (found.receiver, found.embed_url) == (receiver, embed_url)


@pytest.mark.parametrize("url", UNKNOWN)
def test_look_alike_has_none(url: str) -> None:
    """B16."""
    assert elsewhere(url) is None


@pytest.mark.parametrize("url", [url for url, _receiver, _embed in KNOWN])
def test_policy_lets_exactly_these_players_in(url: str) -> None:
    found = elsewhere(url)

    assert found is not None
    assert found.embed_url.startswith(tuple(f"{source}/" for source in settings.PLAYER_SOURCES))
