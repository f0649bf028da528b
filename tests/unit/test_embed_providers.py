"""Other people's players, by the parsed address alone."""

import pytest
from django.conf import settings

from foundation.embed_providers import BY_NAME, NO_POST, SHORT, find_embed_player, why_no_player
from foundation.pasted_urls import address_in

WATCH = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
POST, FILM = "https://www.facebook.com/plugins/post.php?href=", "https://www.facebook.com/plugins/video.php?href="
URN = "feed/update/urn:li:activity:7123456789012345678"
DID = "did:plc:z72i7hdynmk6r22z27h6tvur"
# receiver, the one address, the player's, and how platforms and phones spell it
PLAYERS: list[tuple[str, str, str, list[str]]] = [
    (
        "YouTube",
        WATCH,
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        [
            f"{WATCH}&t=3",
            "https://www.youtube.com/watch?app=desktop&v=aqz-KE-bpKQ&list=PL1",
            "https://m.youtube.com/watch?v=aqz-KE-bpKQ&feature=share",
            "https://music.youtube.com/watch?v=aqz-KE-bpKQ",
            "https://youtu.be/aqz-KE-bpKQ",
            "https://youtu.be/aqz-KE-bpKQ/?si=abc",
            "https://youtube.com/shorts/aqz-KE-bpKQ",
            "https://www.youtube.com/shorts/aqz-KE-bpKQ/",
            "https://www.youtube.com/live/aqz-KE-bpKQ?si=abc",
            "https://www.youtube.com/embed/aqz-KE-bpKQ?rel=0",
            "https://www.youtube.com/v/aqz-KE-bpKQ",
            "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
        ],
    ),
    (
        "Vimeo",
        "https://vimeo.com/1084537",
        "https://player.vimeo.com/video/1084537?dnt=1",
        [
            "https://vimeo.com/1084537?share=copy",
            "https://vimeo.com/manage/videos/1084537",
            "https://vimeo.com/channels/staffpicks/1084537",
            "https://vimeo.com/groups/biblioteker/videos/1084537/",
            "https://vimeo.com/showcase/12/video/1084537",
            "https://player.vimeo.com/video/1084537?title=0",
        ],
    ),
    (
        "Vimeo",
        "https://vimeo.com/1084537/ab12",
        "https://player.vimeo.com/video/1084537?dnt=1&h=ab12",
        ["https://vimeo.com/1084537?h=ab12", "https://player.vimeo.com/video/1084537?h=ab12&badge=0"],
    ),
    (
        "Instagram",
        "https://www.instagram.com/reel/C0_x-1/",
        "https://www.instagram.com/reel/C0_x-1/embed/",
        [
            "https://www.instagram.com/reels/C0_x-1/?igsh=abc==",
            "https://www.instagram.com/bibliotek/reel/C0_x-1/",
            "https://m.instagram.com/reel/C0_x-1",
            "https://www.instagram.com/reel/C0_x-1/embed/captioned/",
        ],
    ),
    (
        "Instagram",
        "https://www.instagram.com/p/C0_x-1/",
        "https://www.instagram.com/p/C0_x-1/embed/",
        [
            "https://www.instagram.com/bibliotek/p/C0_x-1/?img_index=2",
            "https://instagr.am/p/C0_x-1/",
            "https://www.instagram.com/tv/C0_x-1/",
        ],
    ),
    (
        "TikTok",
        "https://www.tiktok.com/@fjord.by/video/7301",
        "https://www.tiktok.com/player/v1/7301",
        [
            "https://www.tiktok.com/@fjord.by/video/7301?is_from_webapp=1&sender_device=pc",
            "https://m.tiktok.com/@fjord.by/video/7301",
        ],
    ),
    (
        "TikTok",
        "https://www.tiktok.com/player/v1/7301",
        "https://www.tiktok.com/player/v1/7301",
        ["https://www.tiktok.com/embed/v2/7301", "https://m.tiktok.com/v/7301.html"],
    ),
    (
        "Facebook",
        "https://www.facebook.com/fjordby/posts/12",
        f"{POST}https%3A%2F%2Fwww.facebook.com%2Ffjordby%2Fposts%2F12",
        [
            "https://m.facebook.com/fjordby/posts/12?mibextid=abc",
            "https://www.facebook.com/fjordby/posts/titel-paa-dansk/12/",
            f"{POST}https%3A%2F%2Fwww.facebook.com%2Ffjordby%2Fposts%2F12&show_text=true&width=500",
        ],
    ),
    (
        "Facebook",
        "https://www.facebook.com/permalink.php?story_fbid=pfbid0abc&id=1000",
        f"{POST}https%3A%2F%2Fwww.facebook.com%2Fpermalink.php%3Fstory_fbid%3Dpfbid0abc%26id%3D1000",
        ["https://m.facebook.com/story.php?story_fbid=pfbid0abc&id=1000&sfnsn=mo"],
    ),
    (
        "Facebook",
        "https://www.facebook.com/groups/12/posts/34",
        f"{POST}https%3A%2F%2Fwww.facebook.com%2Fgroups%2F12%2Fposts%2F34",
        ["https://www.facebook.com/groups/12/permalink/34/"],
    ),
    (
        "Facebook",
        "https://www.facebook.com/photo.php?fbid=12",
        f"{POST}https%3A%2F%2Fwww.facebook.com%2Fphoto.php%3Ffbid%3D12",
        ["https://www.facebook.com/photo/?fbid=12&set=a.1"],
    ),
    (
        "Facebook",
        "https://www.facebook.com/reel/12",
        f"{FILM}https%3A%2F%2Fwww.facebook.com%2Freel%2F12",
        ["https://www.facebook.com/reel/12/?s=single_unit", "https://web.facebook.com/fjordby/reels/12"],
    ),
    (
        "Facebook",
        "https://www.facebook.com/watch/?v=12",
        f"{FILM}https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D12",
        ["https://www.facebook.com/watch?v=12&ref=sharing", "https://www.facebook.com/video.php?v=12"],
    ),
    (
        "Facebook",
        "https://www.facebook.com/bibliotek/videos/12",
        f"{FILM}https%3A%2F%2Fwww.facebook.com%2Fbibliotek%2Fvideos%2F12",
        ["https://www.facebook.com/bibliotek/videos/titel-paa-dansk/12/", "https://fb.com/bibliotek/videos/12"],
    ),
    (
        "LinkedIn",
        f"https://www.linkedin.com/{URN}",
        f"https://www.linkedin.com/embed/{URN}",
        [
            f"https://www.linkedin.com/embed/{URN}?collapsed=1",
            "https://www.linkedin.com/posts/fjordby_sjov-activity-7123456789012345678-aB_c?utm_source=share",
        ],
    ),
    (
        "Bluesky",
        f"https://bsky.app/profile/{DID}/post/3k2a",
        f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3k2a",
        [f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3k2a?id=1"],
    ),
]
KNOWN = [(url, receiver, embed) for receiver, address, embed, more in PLAYERS for url in [address, *more]]
SHORTENED = [
    "https://www.facebook.com/share/p/1AbCdEf/",
    "https://www.facebook.com/share/r/1AbCdEf/",
    "https://www.facebook.com/share/v/1AbCdEf/",
    "https://www.facebook.com/share/1AbCdEf/",
    "https://fb.watch/abcDEF/",
    "https://www.instagram.com/share/reel/BAabc/",
    "https://vm.tiktok.com/ZMabc/",
    "https://vt.tiktok.com/ZMabc/",
    "https://www.tiktok.com/t/ZMabc/",
    "https://lnkd.in/abc",
]
NO_POSTS = [
    "https://www.instagram.com/klintrupbib/",
    "https://www.instagram.com/stories/klintrupbib/123/",
    "https://www.facebook.com/fjordby",
    "https://www.youtube.com/@fjordby",
    "https://www.youtube.com/playlist?list=PL1",
    "https://vimeo.com/fjordby",
    "https://www.tiktok.com/@fjordby",
    "https://www.linkedin.com/company/fjordby/",
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
    found = find_embed_player(url)

    assert found is not None
    assert (found.receiver, found.embed_url) == (receiver, embed_url)


@pytest.mark.parametrize("url", UNKNOWN)
def test_look_alike_has_none(url: str) -> None:
    """B16."""
    assert find_embed_player(url) is None


@pytest.mark.parametrize("url", [url for url, _receiver, _embed in KNOWN])
def test_policy_lets_exactly_these_players_in(url: str) -> None:
    found = find_embed_player(url)

    assert found is not None
    assert found.embed_url.startswith(tuple(f"{source}/" for source in settings.PLAYER_SOURCES))


@pytest.mark.parametrize(("address", "more"), [(address, more) for _receiver, address, _embed, more in PLAYERS])
def test_every_spelling_is_kept_as_one(address: str, more: list[str]) -> None:
    assert {address_in(url) for url in [address, *more]} == {address}


@pytest.mark.parametrize("url", SHORTENED)
def test_link_that_only_the_platform_can_follow_is_told(url: str) -> None:
    assert (find_embed_player(url), why_no_player(url)) == (None, str(SHORT))


@pytest.mark.parametrize("url", NO_POSTS)
def test_page_that_is_no_post_is_told(url: str) -> None:
    assert (find_embed_player(url), why_no_player(url)) == (None, str(NO_POST))


def test_post_by_name_is_told_where_its_number_is_found() -> None:
    assert why_no_player("https://bsky.app/profile/fjordby.dk/post/3k2a") == str(BY_NAME)


@pytest.mark.parametrize("url", ["https://x.com/fjordby/status/1", "https://dr.dk/", WATCH, ""])
def test_there_is_nothing_to_say_of_players_and_of_pages_elsewhere(url: str) -> None:
    assert why_no_player(url) is None


@pytest.mark.parametrize(
    "pasted",
    [
        f"  {WATCH}\n",
        f"Se filmen her: {WATCH}.",
        f"Se den ({WATCH}&si=1), den er sjov! https://fjordby.dk/nyt",
        "www.youtube.com/watch?v=aqz-KE-bpKQ",
        "youtu.be/aqz-KE-bpKQ?si=abc",
        "//youtu.be/aqz-KE-bpKQ",
        "http://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "HTTPS://WWW.YouTube.com/watch?v=aqz-KE-bpKQ",
        f"{WATCH}\u200e",
        f"{WATCH} {WATCH}&t=3",
        '<iframe width="560" src="https://www.youtube.com/embed/aqz-KE-bpKQ?si=a&amp;start=3" title="A"></iframe>',
        "<iframe src='//www.youtube-nocookie.com/embed/aqz-KE-bpKQ'></iframe><p><a href='https://x.dk/'>x</a></p>",
        f'<a href="{WATCH}">Se filmen</a>',
    ],
)
def test_address_is_found_in_what_is_pasted(pasted: str) -> None:
    assert address_in(pasted) == WATCH


@pytest.mark.parametrize(
    ("code", "address"),
    [
        (
            '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/reel/C0_x-1/?utm=1">'
            '<a href="https://www.instagram.com/p/andet1/">x</a></blockquote><script src="//www.instagram.com/a.js">',
            "https://www.instagram.com/reel/C0_x-1/",
        ),
        (
            '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@fjordby/video/7301" data-video-id="7301">'
            '<a href="https://www.tiktok.com/@fjordby?refer=embed">@fjordby</a></blockquote>',
            "https://www.tiktok.com/@fjordby/video/7301",
        ),
        (
            f'<iframe src="{POST}https%3A%2F%2Fwww.facebook.com%2Ffjordby%2Fposts%2F12&amp;show_text=true"></iframe>',
            "https://www.facebook.com/fjordby/posts/12",
        ),
        (
            f'<blockquote class="bluesky-embed" data-bluesky-uri="at://{DID}/app.bsky.feed.post/3k2a"></blockquote>',
            f"https://bsky.app/profile/{DID}/post/3k2a",
        ),
        (f'<iframe src="https://www.linkedin.com/embed/{URN}" height="9"></iframe>', f"https://www.linkedin.com/{URN}"),
    ],
)
def test_embed_code_is_as_good_as_an_address(code: str, address: str) -> None:
    assert address_in(code) == address


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (f"{WATCH} https://vimeo.com/1", f"{WATCH} https://vimeo.com/1"),
        ("https://a.dk/1 https://b.dk/2", "https://a.dk/1 https://b.dk/2"),
        ("ingen adresse", "ingen adresse"),
        ("https://a.dk/?a=1&region=2&copy=3#top", "https://a.dk/?a=1&region=2&copy=3#top"),
        ("https://fb.watch/abcDEF/?mibextid=x", "https://fb.watch/abcDEF/"),
        ("https://x.com/fjordby/status/1?s=20", "https://x.com/fjordby/status/1?s=20"),
        (
            "https://youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
            "https://youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
        ),
        ("http://dr.dk/", "http://dr.dk/"),
        ("", ""),
    ],
)
def test_what_is_not_clear_or_not_ours_stays_as_it_is(pasted: str, kept: str) -> None:
    assert address_in(pasted) == kept
