"""A file that was chosen is not sent twice because another field of its form was wrong."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django import forms
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import Collection

from media.held_uploads import FOLDER, HoldsUploadsMixin
from media.models import CatalogueDocument, CatalogueImage, Consent, PendingDeletion, Video
from media.storage_operations import run_pending_deletions
from tests.contracts.test_text_fields import _kinds
from tests.factories import core
from tests.factories.consents import consent_form
from tests.factories.core import picture_file

pytestmark = pytest.mark.django_db
FILM = b"\0\0\0\x18ftypmp42" + bytes(99)
CAPTIONS = b"1\n00:00:01,000 --> 00:00:02,500\nVi <3 biblioteket\n"
GONE = "Filen, der blev sendt tidligere, er slettet igen efter to timer. Vælg den én gang til."
ADD_FILM = "wagtailsnippets_media_video:add"
# Forms with a file that is no work to choose again, or that Wagtail keeps itself.
NOT_OURS = {
    "AvatarPreferencesForm": "a portrait of a few kilobytes, alone in its form",
    "ImportForm": "redirects out of a file that is alone in its form",
}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


Lying = Callable[[], int]


def _keys() -> set[str]:
    try:
        return set(storages["default"].listdir(FOLDER)[1])
    except FileNotFoundError:
        return set()


@pytest.fixture
def lying() -> Lying:
    """Counts the files put by since the test began."""
    before = _keys()
    return lambda: len(_keys() - before)


def _collection() -> int:
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")  # a flushed database has none
    return int(root.pk)


def _film_values(**values: Any) -> dict[str, Any]:
    empty = {"title": "Stilhed", "url": "", "transcript": "Vi læser.", "audio_description": "not-needed"}
    rest = {"audio_description_note": "", "credit": "", "licence": "", "collection": _collection()}
    return {**empty, **rest, **values}


def _kept(page: str) -> dict[str, str]:
    """The hidden fields that stand for the files."""
    found = re.findall(r'<input type="hidden" name="([\w-]+-kept)" value="([^"]+)">', page)
    return {name: unescape(token) for name, token in found}


def _picture() -> SimpleUploadedFile:
    sent = picture_file(size=(60, 40))
    sent.seek(0)
    return SimpleUploadedFile("bus.jpg", sent.read())


def _film(name: str = "Børn læser.mp4") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, FILM)


def test_film_and_captions_are_kept_when_the_title_is_missing(
    editor: Client, lying: Lying, django_capture_on_commit_callbacks: Any
) -> None:
    captions = SimpleUploadedFile("tekster.srt", CAPTIONS)
    wrong = _film_values(title="", original=_film(), captions_file=captions)

    page = editor.post(reverse(ADD_FILM), wrong).content.decode()
    assert not Video.objects.exists()
    assert "»Børn læser.mp4«" in page
    assert "er modtaget og bliver gemt sammen med resten" in page
    kept = _kept(page)
    assert set(kept) == {"original-kept", "captions_file-kept"}

    with django_capture_on_commit_callbacks(execute=True):
        answer = editor.post(reverse(ADD_FILM), _film_values(**kept))

    video = Video.objects.get()
    assert answer.status_code == 302
    assert video.original.read() == FILM
    assert video.title == "Stilhed"
    assert "Vi &lt;3 biblioteket" in video.captions
    assert lying() == 0


def test_file_is_kept_however_often_the_form_comes_back(editor: Client, lying: Lying) -> None:
    page = editor.post(reverse(ADD_FILM), _film_values(title="", original=_film())).content.decode()
    again = editor.post(reverse(ADD_FILM), _film_values(title="", **_kept(page))).content.decode()

    assert lying() == 1
    editor.post(reverse(ADD_FILM), _film_values(**_kept(again)))
    assert Video.objects.get().original.read() == FILM


def test_another_file_or_none_may_be_chosen_instead(editor: Client) -> None:
    page = editor.post(reverse(ADD_FILM), _film_values(title="", original=_film())).content.decode()

    away = {**_kept(page), "original-kept-away": "on", "url": "https://vimeo.com/1"}
    editor.post(reverse(ADD_FILM), _film_values(**away))
    other = SimpleUploadedFile("anden.webm", b"\x1a\x45\xdf\xa3" + bytes(99))
    editor.post(reverse(ADD_FILM), _film_values(**_kept(page), original=other))

    first, second = Video.objects.order_by("pk")
    assert (first.url, bool(first.original)) == ("https://vimeo.com/1", False)
    assert str(second.original.name).endswith(".webm")


def test_file_that_is_itself_wrong_is_not_kept(editor: Client, lying: Lying) -> None:
    page = editor.post(reverse(ADD_FILM), _film_values(title="", original=_film("film.exe"))).content.decode()

    assert _kept(page) == {}
    assert lying() == 0


@pytest.mark.parametrize("token", ["", "x", "a:b:c", "\x00"])
def test_what_is_no_key_is_no_file(editor: Client, token: str) -> None:
    answer = editor.post(reverse(ADD_FILM), {**_film_values(), "original-kept": token})

    assert answer.status_code == 200
    assert not Video.objects.exists()


def test_kept_file_goes_by_itself(transactional_db: None, editor: Client, lying: Lying) -> None:
    page = editor.post(reverse(ADD_FILM), _film_values(title="", original=_film())).content.decode()
    PendingDeletion.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    run_pending_deletions()

    answer = editor.post(reverse(ADD_FILM), _film_values(**_kept(page)))

    assert lying() == 0
    assert answer.status_code == 200
    assert answer.context["form"].errors["original"] == [GONE]


def test_picture_is_kept_when_its_title_is_missing(editor: Client) -> None:
    address = reverse("wagtailimages:add")
    values = {"title": "", "alt_text": "En bus.", "tags": "", "collection": _collection()}
    page = editor.post(address, {**values, "file": _picture()}).content.decode()

    answer = editor.post(address, {**values, "title": "Bussen", **_kept(page)})

    assert answer.status_code == 302
    assert CatalogueImage.objects.get().width == 60


def test_picture_chosen_in_a_page_is_kept_when_its_title_is_missing(editor: Client) -> None:
    address = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload-"
    values = {f"{prefix}title": "", f"{prefix}collection": _collection(), f"{prefix}tags": ""}
    values |= {f"{prefix}alt_text": "En bus.", f"{prefix}credit": "", f"{prefix}licence": ""}
    answer = editor.post(address, {**values, f"{prefix}file": _picture()})
    kept = _kept(answer.json()["htmlFragment"])

    editor.post(address, {**values, f"{prefix}title": "Bussen", **kept})

    assert set(kept) == {f"{prefix}file-kept"}
    assert CatalogueImage.objects.get().title == "Bussen"


def test_document_is_kept_when_its_title_is_missing(editor: Client) -> None:
    address = reverse("wagtaildocs:add")
    values = {"title": "", "tags": "", "collection": _collection()}
    file = SimpleUploadedFile("plan.txt", b"Bussen")
    page = editor.post(address, {**values, "file": file}).content.decode()

    editor.post(address, {**values, "title": "Planen", **_kept(page)})

    assert CatalogueDocument.objects.get().file.read() == b"Bussen"


def test_proof_of_a_consent_is_kept_when_the_name_is_missing(editor: Client) -> None:
    address = reverse("wagtailsnippets_media_consent:add")
    values = consent_form([core.make_image()], who="")
    proof = SimpleUploadedFile("aftale.pdf", b"%PDF-1.4")
    page = editor.post(address, {**values, "proof": proof}).content.decode()

    editor.post(address, {**values, "who": "Ida", **_kept(page)})

    assert Consent.objects.get().proof.read() == b"%PDF-1.4"


def test_every_form_with_a_file_keeps_it() -> None:
    get_resolver().url_patterns  # noqa: B018  # loads every view, and with it every form
    kinds = [kind for kind in dict.fromkeys(_kinds(forms.BaseForm)) if _takes_files(kind)]
    losing = {kind.__name__ for kind in kinds if not issubclass(kind, HoldsUploadsMixin)}

    assert losing - set(NOT_OURS) == set()
    assert len(kinds) > len(NOT_OURS)


def _takes_files(kind: Any) -> bool:
    return any(isinstance(field, forms.FileField) for field in getattr(kind, "base_fields", {}).values())
