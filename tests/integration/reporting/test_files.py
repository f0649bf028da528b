"""Pictures and films of a report: who sees them, how many there may be, and what becomes of them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from media.models import CatalogueImage, Consent, Video
from showcase.reporting import files, triage
from showcase.reporting.enums import ReportState
from showcase.reporting.models import Report, ReportFile
from showcase.reporting.signed_tokens import token_for
from tests.factories import core
from tests.factories.reports import make_draft, make_report, make_report_file
from tests.factories.site import Tree

pytestmark = pytest.mark.django_db

FILM = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40


def _picture(name: str = "foto.jpg", kind: str = "JPEG") -> SimpleUploadedFile:
    data = BytesIO()
    Image.new("RGB", (40, 30), "#2f4fa8").save(data, kind)
    return SimpleUploadedFile(name, data.getvalue(), "image/jpeg")


def _film(name: str = "film.mov") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, FILM, "video/quicktime")


def _send(client: Client, report: Report, *sent: Any) -> Any:
    return client.post(f"/indberet/{token_for(report.key)}/billeder/", {"file": list(sent)})


@pytest.mark.parametrize("state", ["a draft", "sent"])
def test_report_is_sent_after_its_pictures_and_by_a_button_of_its_own_form(
    tree: Tree, client: Client, state: str
) -> None:
    report = make_draft() if state == "a draft" else make_report()

    page = client.get(f"/indberet/{token_for(report.key)}/trin/4/").content.decode()

    last = page.index('form="report" name="send"' if state == "a draft" else 'form="report" name="gem"')
    assert page.index('id="report"') < page.index('id="report-file"') < last


def test_picture_is_cleaned_kept_private_and_shown_to_its_reporter_only(tree: Tree, client: Client) -> None:
    report = make_draft()
    token, other = token_for(report.key), token_for(make_draft(name="En anden").key)
    response = _send(client, report, _picture())
    file = ReportFile.objects.get()
    client.post(f"/indberet/{token}/billeder/beskriv/", {f"alt_{file.pk}": "En bus."})
    client.post(f"/indberet/{other}/billeder/beskriv/", {f"alt_{file.pk}": "Fremmed."})
    file.refresh_from_db()

    assert response.status_code == 302
    assert file.alt_text == "En bus."
    assert client.get(f"/indberet/{token}/billeder/{file.pk}/")["Content-Type"] == "image/jpeg"
    assert client.get(f"/indberet/{other}/billeder/{file.pk}/").status_code == 404
    client.post(f"/indberet/{other}/billeder/{file.pk}/fjern/")
    assert ReportFile.objects.count() == 1
    assert client.get(file.file.url).status_code in {403, 404}
    client.post(f"/indberet/{token}/billeder/{file.pk}/fjern/")
    assert not ReportFile.objects.exists()


def test_of_several_files_the_good_ones_are_kept_and_the_others_named(tree: Tree, client: Client) -> None:
    report = make_draft()
    response = _send(client, report, _picture(), SimpleUploadedFile("<b>a.txt", b"<script>"), _film(), _picture())
    text = response.content.decode()

    assert response.status_code == 400
    assert "&lt;b&gt;a.txt: Filen kan ikke læses som et billede" in text
    assert [file.is_film for file in report.files.all()] == [False, True, False]
    assert _send(client, report).status_code == 400


def test_film_is_for_saving_and_never_shown_in_the_browser(tree: Tree, client: Client) -> None:
    report = make_draft()
    _send(client, report, _film())
    file = report.files.get()
    response = client.get(f"/indberet/{token_for(report.key)}/billeder/{file.pk}/")

    assert str(file.file.name).endswith(".mp4")
    assert response["Content-Disposition"].startswith(f'attachment; filename="Film {file.pk}.mp4"')
    assert response.getvalue() == FILM


def test_film_too_large_for_memory_is_kept_whole(tree: Tree, client: Client) -> None:
    report = make_draft()
    whole = FILM + b"\x01" * 4 * 2**20
    _send(client, report, SimpleUploadedFile("film.mp4", whole, "video/mp4"))

    with report.files.get().file.open("rb") as kept:
        assert kept.read() == whole


@pytest.mark.parametrize(
    ("limit", "value", "sent", "sentence"),
    [
        ("MOST_PICTURES", 1, _picture, "højst 1 billeder"),
        ("MOST_PICTURE_BYTES", 900, _picture, "Fjern et først"),
        ("MOST_FILMS", 1, _film, "én film"),
    ],
)
def test_report_holds_so_much(
    tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, sent: Any, sentence: str
) -> None:
    report = make_draft()
    _send(client, report, sent())
    monkeypatch.setattr(files, limit, value)
    response = _send(client, report, sent())

    assert response.status_code == 400
    assert sentence in response.content.decode()
    assert report.files.count() == 1


def test_all_reports_together_hold_so_much(tree: Tree, client: Client, settings: LazySettings) -> None:
    make_report_file(make_draft())
    settings.REPORT_QUOTA_BYTES = 600
    report = make_draft()
    response = _send(client, report, _picture())

    assert "ikke plads til flere filer" in response.content.decode()
    assert not report.files.exists()


def test_unconfirmed_drafts_of_one_network_share_a_little_room(
    tree: Tree, client: Client, settings: LazySettings
) -> None:
    size = _sent_bytes(client)
    settings.REPORT_NETWORK_QUOTA_BYTES = 2 * size
    for _number in range(5):
        response = _send(client, make_draft(), _picture())

    assert "Der er mere plads, når du har bekræftet din mail" in response.content.decode()
    assert ReportFile.objects.count() == 2
    assert _send(client, make_draft(confirmed=True), _picture()).status_code == 302
    assert _send(Client(REMOTE_ADDR="192.0.2.9"), make_draft(), _picture()).status_code == 302
    assert "127.0.0.1" not in str(list(ReportFile.objects.values()))


def test_confirmed_address_has_one_quota_over_all_its_reports(
    tree: Tree, client: Client, settings: LazySettings
) -> None:
    settings.REPORT_EMAIL_QUOTA_BYTES = 2 * _sent_bytes(client)
    drafts = [make_draft(confirmed=True) for _number in range(4)]
    answers = [_send(client, draft, _picture()) for draft in drafts]
    Report.objects.filter(pk=drafts[0].pk).update(state=ReportState.PUBLISHED, sent_at=timezone.now())

    assert [answer.status_code for answer in answers] == [302, 302, 400, 400]
    assert "Jeres indberetninger har alle de filer, der er plads til" in answers[-1].content.decode()
    assert _send(client, drafts[3], _picture()).status_code == 302
    assert _send(client, make_draft(email="en@anden.dk", confirmed=True), _picture()).status_code == 302


def test_changed_address_is_no_longer_confirmed_for_files(tree: Tree, client: Client, settings: LazySettings) -> None:
    settings.REPORT_NETWORK_QUOTA_BYTES = 10
    report = make_draft(confirmed=True)
    Report.objects.filter(pk=report.pk).update(email="ny@fjordby.dk")

    assert _send(client, report, _picture()).status_code == 400


def _sent_bytes(client: Client) -> int:
    """How much the picture fills, as it is kept."""
    report = make_draft()
    _send(client, report, _picture())
    size = report.files.get().size_bytes
    report.delete()
    return size


def test_film_that_fills_too_much_is_said(tree: Tree, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("media.validators.FILM_MAX_BYTES", 20)

    assert "Filmen fylder for meget" in _send(client, make_draft(), _film()).content.decode()


def test_heic_picture_is_no_film(tree: Tree, client: Client) -> None:
    report = make_draft()
    _send(client, report, _picture("IMG_1.HEIC", "HEIF"))

    assert not report.files.get().is_film


@pytest.mark.parametrize(("megabytes", "status"), [(10, 400), (510, 400), (530, 413), (1_024, 413)])
def test_film_of_a_phone_gets_in_and_a_gigabyte_is_refused_unread(
    tree: Tree, client: Client, megabytes: int, status: int
) -> None:
    address = f"/indberet/{token_for(make_draft(confirmed=True).key)}/billeder/"
    response = client.generic("POST", address, b"x", CONTENT_LENGTH=str(megabytes * 2**20))

    assert response.status_code == status
    assert ("For meget på én gang" in response.content.decode()) is (status == 413)


def test_two_hundred_files_at_once_are_refused_with_a_sentence(tree: Tree, client: Client) -> None:
    files = {f"file{number}": _picture() for number in range(200)}
    response = client.post(f"/indberet/{token_for(make_draft().key)}/billeder/", files)

    assert response.status_code == 400
    assert "Prøv med mindre" in response.content.decode()


def test_closed_report_takes_no_file(tree: Tree, client: Client) -> None:
    report = make_report(ReportState.WITHDRAWN)

    assert _send(client, report, _picture()).status_code == 409
    assert not report.files.exists()


def test_page_gets_copies_of_pictures_and_film_with_their_consents(tree: Tree) -> None:
    until = (timezone.localdate() + timedelta(days=90)).isoformat()
    people = {"people": "adults", "has_agreement": "on", "channels": ["catalogue"], "agreed_until": until}
    report = make_report(answers=people)
    make_report_file(report)
    ReportFile.objects.create(report=report, file=ContentFile(FILM, name="a.mp4"), size_bytes=52, is_film=True)
    page = triage.make_initiative(report, core.make_user())
    items = page.media[0].value["items"]

    assert [bool(item.get("video")) for item in items] == [False, True]
    assert Consent.objects.filter(images=CatalogueImage.objects.get()).exists()
    assert Consent.objects.filter(videos=Video.objects.get()).exists()
    with Video.objects.get().original.open("rb") as kept:
        assert kept.read() == FILM
    assert report.files.count() == 2
