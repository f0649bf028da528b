"""A file of captions beside a film in the admin: what the editor is told, and that nothing else is lost by it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection

from media.models import Video
from tests.factories import core

pytestmark = pytest.mark.django_db
CUE = "1\n00:00:01,000 --> 00:00:02,500\nVi <3 biblioteket\n\n2\n"
ARROW = CUE + "00:00:03,000 -> 00:00:04,000\nOgså du\n"
BACKWARD = CUE + "00:00:04,000 --> 00:00:03,000\nOgså <b>du\n"
ADD = "wagtailsnippets_media_video:add"
OLD = "WEBVTT\n\n00:00:09.000 --> 00:00:10.000\nDe gamle\n"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def _values(srt: str, **values: Any) -> dict[str, Any]:
    empty = {"title": "Stilhed", "url": "", "transcript": "Vi læser.", "audio_description": "not-needed"}
    rest = {
        "audio_description_note": "",
        "credit": "",
        "licence": "",
        "collection": Collection.get_first_root_node().pk,
    }
    return {**empty, **rest, "captions_file": SimpleUploadedFile("a.srt", srt.encode()), **values}


def _film() -> SimpleUploadedFile:
    return SimpleUploadedFile("film.mp4", b"\0\0\0\x18ftypmp42" + bytes(99))


def _told(editor: Client, address: str, values: dict[str, Any]) -> str:
    return editor.post(address, values, follow=True).content.decode()


def test_what_was_read_otherwise_is_told_by_caption_after_saving(editor: Client) -> None:
    told = _told(editor, reverse(ADD), _values(ARROW, original=_film()))

    assert "Undertekst 2 (linje 6): tegnet mellem tiderne er læst som --&gt;, »-&gt;«." in told
    assert Video.objects.get().captions == (
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nVi &lt;3 biblioteket\n\n00:00:03.000 --> 00:00:04.000\nOgså du\n"
    )


def test_plain_captions_are_saved_without_further_words(editor: Client) -> None:
    assert "læst anderledes" not in _told(editor, reverse(ADD), _values(CUE.removesuffix("2\n"), original=_film()))


def test_chosen_film_is_kept_when_its_captions_are_refused(editor: Client) -> None:
    response = editor.post(reverse(ADD), _values(BACKWARD, original=_film()))

    video = Video.objects.get()
    assert response.headers["Location"] == reverse("wagtailsnippets_media_video:edit", args=[video.pk])
    told = editor.get(response.headers["Location"]).content.decode()
    assert "Filmen er gemt uden de undertekster, du sendte." in told
    assert "Undertekst 2 (linje 6): slutningen ligger ikke efter begyndelsen" in told
    assert (video.title, video.transcript, video.captions) == ("Stilhed", "Vi læser.", "")
    assert video.original


def test_film_in_place_of_another_is_kept_and_so_are_the_captions_there_were(editor: Client) -> None:
    video = core.make_video(captions=OLD)

    _told(
        editor,
        reverse("wagtailsnippets_media_video:edit", args=[video.pk]),
        _values(BACKWARD, original=_film(), url=""),
    )

    video.refresh_from_db()
    assert (video.title, video.captions) == ("Stilhed", OLD)
    assert video.original


@pytest.mark.parametrize(
    "values",
    [
        {"url": "https://vimeo.com/1"},
        {"title": "", "original": "film"},
        {"original": "film", "url": "https://vimeo.com/1"},
    ],
)
def test_refused_captions_are_a_field_error_where_the_form_comes_back(editor: Client, values: dict[str, Any]) -> None:
    sent = {**values, **({"original": _film()} if "original" in values else {})}

    response = editor.post(reverse(ADD), _values(BACKWARD, **sent))

    assert not Video.objects.exists()
    assert response.context["form"].errors["captions_file"] == [
        "Undertekst 2 (linje 6): slutningen ligger ikke efter begyndelsen, »00:00:04,000 --> 00:00:03,000«."
    ]
    assert response.context["form"]["transcript"].value() == "Vi læser."


def test_captions_after_the_end_are_told_when_sent_and_when_the_film_is_seen(editor: Client) -> None:
    video = core.make_video(duration_seconds=2)
    address = reverse("wagtailsnippets_media_video:edit", args=[video.pk])

    told = _told(editor, address, _values(CUE + "00:00:03,000 --> 00:00:04,000\nOgså du\n"))

    assert "Undertekst 2 (linje 6): efter filmens slutning, 00:00:02.000" in told
    assert "Undertekst 2 (linje 6): efter filmens slutning" in editor.get(address).content.decode()


def test_length_of_a_film_that_is_replaced_says_nothing_of_its_captions(editor: Client) -> None:
    address = reverse("wagtailsnippets_media_video:edit", args=[core.make_video(duration_seconds=2).pk])
    srt = CUE + "00:00:03,000 --> 00:00:04,000\nOgså du\n"

    assert "læst anderledes" not in _told(editor, address, _values(srt, original=_film()))
