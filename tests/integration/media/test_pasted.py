"""What an editor pastes as the address of a film or a post: kept in one spelling, or told what to paste instead."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Collection

from core.blocks.media import ThirdPartyPostBlock
from foundation.embed_providers import SHORT
from media.models import Video
from tests.factories import core

CODE = (
    '<iframe src="https://player.vimeo.com/video/12?h=ab&amp;badge=0" title="' + "Et langt navn " * 30 + '"></iframe>'
)
POST = {"platform_name": "Facebook", "author": "Fjordby", "text": "Hvad er galt?", "url": ""}


def _send(client: Client, url: str) -> Any:
    client.force_login(core.make_user("admin", is_superuser=True))
    root = Collection.get_first_root_node().pk
    values = {"title": "Stilhed", "url": url, "transcript": "", "audio_description": "undecided", "collection": root}
    return client.post(
        reverse("wagtailsnippets_media_video:add"),
        {**values, "audio_description_note": "", "credit": "", "licence": ""},
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (CODE, "https://vimeo.com/12/ab"),
        (" Se filmen: youtu.be/dQw4w9WgXcQ/ ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://vimeo.com/manage/videos/123456789", "https://vimeo.com/123456789"),
    ],
)
def test_film_is_kept_under_its_one_address(client: Client, pasted: str, kept: str) -> None:
    assert _send(client, pasted).status_code == 302
    assert Video.objects.get().url == kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pasted", "said"),
    [
        ("https://fb.watch/abcDEF/", "Kun platformen selv kan følge det korte link."),
        ("https://www.youtube.com/@fjordby", "Det er ikke adressen på én bestemt film"),
        ("https://www.tiktok.com/@fjordby/video/7301", "Du kan linke til film på YouTube og Vimeo."),
        ("https://dr.dk/film", "Du kan linke til film på YouTube og Vimeo."),
    ],
)
def test_address_without_a_film_is_told_what_to_paste_instead(client: Client, pasted: str, said: str) -> None:
    (message,) = _send(client, pasted).context["form"].errors["url"]

    assert message.startswith(said)


def test_browser_lets_an_embed_code_through() -> None:
    widget = ThirdPartyPostBlock().child_blocks["url"].field.widget

    assert (widget.input_type, "maxlength" in widget.attrs) == ("text", False)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("https://www.instagram.com/bibliotek/reel/Cabc123/?igsh=x", "https://www.instagram.com/reel/Cabc123/"),
        ("https://x.com/fjordby/status/1", "https://x.com/fjordby/status/1"),
        ("", ""),
    ],
)
def test_post_is_kept_under_its_one_address(pasted: str, kept: str) -> None:
    block = ThirdPartyPostBlock()

    assert block.clean(block.to_python({**POST, "url": pasted}))["url"] == kept


def test_short_link_of_a_post_is_told_what_to_paste_instead() -> None:
    block = ThirdPartyPostBlock()

    with translation.override("en"), pytest.raises(StructBlockValidationError) as refusal:
        block.clean(block.to_python({**POST, "url": "https://www.facebook.com/share/p/1AbCdEf/"}))

    with translation.override("en"):
        assert refusal.value.block_errors["url"].messages == [str(SHORT)]
