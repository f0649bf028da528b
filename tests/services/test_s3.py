"""Files in an S3 service. moto forgives signatures and expiry; what needs a strict service runs against Swift."""

import os
import socket
import time
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread, local
from typing import Any, ClassVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from foundation.cache_control import ANSWER
from media.download_packages import make_download_package
from media.fingerprints import PART_BYTES
from media.models import CatalogueDocument, CatalogueImage, DownloadPackage
from media.pictures import FALLBACK_SPEC
from media.s3 import StorageUnavailable, VerifiedS3Storage
from media.storage_keys import random_key
from media.tasks import make_renditions
from media.transactional_storage import delete_now
from tests.factories import core, pages
from tests.factories.bad_pictures import jpeg
from tests.factories.rounds import run_media_jobs
from tests.factories.site import Tree

pytestmark = [pytest.mark.s3, pytest.mark.django_db]
needs_strict_service = pytest.mark.skipif(
    os.environ.get("TEST_S3_KIND") != "swift", reason="moto checks neither secrets nor expiry; runs in make test-deep"
)


def _storage(**options: Any) -> VerifiedS3Storage:
    return VerifiedS3Storage(**{**settings.STORAGES["default"]["OPTIONS"], **options})


def test_public_and_private_files_lie_apart() -> None:
    image = core.make_image()
    make_renditions.call(image_id=image.pk)
    rendition = image.renditions.all()[0]

    assert image.file.storage.bucket_name != rendition.file.storage.bucket_name
    assert "Signature" in image.file.url
    assert rendition.file.url == f"{os.environ['CATALOGUE_S3_PUBLIC_URL']}/{rendition.file.name}"


def test_what_is_taken_home_from_the_service_is_called_by_its_title(tree: Tree) -> None:
    """Browsers heed a link's `download` only on the link's own host, so there it was called by its key."""
    image = core.make_image("Læsesalen")
    make_renditions.call(image_id=image.pk)
    page = pages.make_concept(tree.concepts, "Æblets dag", cover=image)
    make_download_package(page.pk)
    files = [image.renditions.get(filter_spec=FALLBACK_SPEC).file, DownloadPackage.objects.get().file]

    named = [file.storage.bucket.Object(file.name).content_disposition for file in files]

    assert named == [
        "inline; filename=\"Laesesalen.jpg\"; filename*=utf-8''L%C3%A6sesalen.jpg",
        "attachment; filename=\"Aeblets dag.zip\"; filename*=utf-8''%C3%86blets%20dag.zip",
    ]


def test_no_file_overwrites_another() -> None:
    """A22."""
    storage = _storage()

    first, second = (storage.save("a/æøå.txt", ContentFile(text)) for text in (b"1", b"2"))

    assert first != second
    assert [storage.open(key).read() for key in (first, second)] == [b"1", b"2"]


@pytest.mark.parametrize("size", [0, 1, PART_BYTES - 1, PART_BYTES, 2 * PART_BYTES + 7])
def test_upload_is_checked_by_size_and_checksum(size: int) -> None:
    storage, data = _storage(), os.urandom(size)

    key = storage.save("a/b.bin", ContentFile(data))

    assert storage.open(key).read() == data
    assert storage.holds(key, ContentFile(data))
    assert not storage.holds(key, ContentFile(data + b"x"))
    assert not storage.holds("a/none", ContentFile(data))
    storage.delete_now(key)


def _client_that_says(monkeypatch: pytest.MonkeyPatch, storage: VerifiedS3Storage, change: Any) -> None:
    """Let the service's answers to HeadObject be changed on their way."""
    client = storage.connection.meta.client
    head = client.head_object
    monkeypatch.setattr(client, "head_object", lambda **asked: change(dict(head(**asked))))


KMS = {"ServerSideEncryption": "aws:kms", "ETag": '"9b2cf535f27731c974343645a3985328"'}
NO_CHECKSUM = {"ChecksumSHA256": None, "ChecksumType": None}


@pytest.mark.parametrize("size", [0, 1, PART_BYTES, 2 * PART_BYTES + 7])
@pytest.mark.parametrize("said", [KMS, {**KMS, **NO_CHECKSUM}, {**NO_CHECKSUM}, {**NO_CHECKSUM, "ETag": '"x-2"'}])
def test_upload_is_kept_whatever_the_service_calls_it(
    monkeypatch: pytest.MonkeyPatch, size: int, said: dict[str, Any]
) -> None:
    """With SSE-KMS an ETag is no checksum: every upload was refused and deleted."""
    storage, data = _storage(), os.urandom(size)
    _client_that_says(monkeypatch, storage, lambda kept: kept | said)

    key = storage.save("a/b.bin", ContentFile(data))

    assert storage.holds(key, ContentFile(data))
    monkeypatch.undo()
    assert storage.open(key).read() == data
    storage.delete_now(key)


@pytest.mark.parametrize("size", [100, PART_BYTES + 7])
@pytest.mark.parametrize(
    "said",
    [
        {**KMS, "ChecksumSHA256": "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="},
        {**NO_CHECKSUM, "ETag": '"9b2cf535f27731c974343645a3985328"'},
        {**KMS, "ContentLength": 99},
    ],
)
def test_upload_that_was_not_kept_as_sent_is_refused(
    monkeypatch: pytest.MonkeyPatch, size: int, said: dict[str, Any]
) -> None:
    storage = _storage()
    _client_that_says(monkeypatch, storage, lambda kept: kept | said)

    with pytest.raises(StorageUnavailable, match="as it was sent"):
        storage._save("a/corrupt.bin", ContentFile(os.urandom(size)))

    assert not storage.exists("a/corrupt.bin")


def test_service_checks_what_arrives_by_the_checksum_it_is_sent() -> None:
    """What is damaged on the way is refused by the service itself, and what it keeps can be compared later."""
    storage = _storage()
    key = storage.save("a/b.bin", ContentFile(b"x" * 100))

    kept = storage._head(key)

    is_kept = os.environ["TEST_S3_KIND"] != "swift"  # which keeps none, and is judged by its ETag
    assert kept.get("ChecksumSHA256") == (b64encode(sha256(b"x" * 100).digest()).decode() if is_kept else None)


def test_deleting_a_picture_deletes_its_files(django_capture_on_commit_callbacks: Any) -> None:
    image = core.make_image()
    storage, key = image.file.storage, image.file.name

    with django_capture_on_commit_callbacks(execute=True):
        image.delete()

    assert not storage.exists(key)


class _Proxy(BaseHTTPRequestHandler):
    """Stands before the service and does to it what networks do."""

    fault: ClassVar[str] = ""
    asked: ClassVar[list[str]] = []
    released: ClassVar[Event] = Event()
    protocol_version = "HTTP/1.1"

    def do_any(self) -> None:
        self.asked.append(self.command)
        if self.fault == "500":
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._say(500, b"")
        elif self.fault == "hang":
            self.released.wait(40)
        elif self.fault == "cut":
            self.rfile.read(int(self.headers.get("Content-Length", 0)) // 2)
            self.connection.shutdown(socket.SHUT_RDWR)
        elif self.fault == "lies":
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._say(200, b"", {"ETag": '"0"'})
        self.close_connection = True

    do_GET = do_PUT = do_HEAD = do_DELETE = do_POST = do_any

    def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None: ...


@pytest.fixture
def proxy() -> Iterator[str]:
    _Proxy.asked.clear()
    _Proxy.released.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Proxy)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    _Proxy.released.set()
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("fault", "seconds"), [("500", 10), ("hang", 25), ("cut", 10), ("lies", 10)])
def test_faulty_service_is_given_up_soon_and_nothing_is_taken_for_stored(
    proxy: str, monkeypatch: pytest.MonkeyPatch, fault: str, seconds: float
) -> None:
    """H10, H11, H12."""
    monkeypatch.setattr(_Proxy, "fault", fault)
    storage = _storage(endpoint_url=proxy)
    start = time.monotonic()

    with pytest.raises((StorageUnavailable, Exception)) as refused:
        storage._save(random_key("original_images", "a.jpg"), ContentFile(b"x" * 100_000, name="a.jpg"))

    assert isinstance(refused.value, OSError)
    assert time.monotonic() - start < seconds


def test_upload_during_a_fault_is_answered_politely_and_stores_no_row(
    proxy: str, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    monkeypatch.setattr(_Proxy, "fault", "500")
    monkeypatch.setattr(CatalogueImage._meta.get_field("file"), "storage", _storage(endpoint_url=proxy))
    client.force_login(core.make_user("admin", is_superuser=True))

    response = client.post(
        "/admin/images/add/", {"title": "Bus", "alt_text": "En bus.", "file": SimpleUploadedFile("a.jpg", jpeg())}
    )

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "Intet er ændret" in response.content.decode()
    assert not CatalogueImage.objects.exists()


def test_public_page_asks_the_service_nothing(
    tree: Tree, proxy: str, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    image = core.make_image()
    make_renditions.call(image_id=image.pk)
    video = core.make_video(captions="WEBVTT\n", poster=image)
    body = [
        ("gallery", {"heading": "", "items": [{"image": image, "caption": ""}]}),
        ("video", {"video": video, "caption": ""}),
    ]
    concept = pages.make_concept(tree.concepts, cover=image, body=body)
    pages.make_gallery(tree.home)
    for alias in ("default", "public"):
        monkeypatch.setattr(storages[alias], "endpoint_url", proxy)
        monkeypatch.setattr(storages[alias], "_connections", local())

    for address in (concept.get_url(), "/galleri/", "/koncepter/", f"/api/v2/pages/{concept.pk}/"):
        response = client.get(address)
        assert response.status_code == 200
        assert os.environ["CATALOGUE_S3_PUBLIC_URL"] in response.content.decode()
    assert _Proxy.asked == []


def test_audit_finds_rows_without_files_and_files_without_rows(capsys: pytest.CaptureFixture[str]) -> None:
    image = core.make_image()
    image.file.storage.delete_now(image.file.name)
    orphan = storages["public"].save("images/orphan.webp", ContentFile(b"x"))

    time.sleep(1.1)  # services write times in whole seconds

    with pytest.raises(CommandError):
        call_command("media_audit", "--older-than", "0")
    told = capsys.readouterr().out
    assert f"row without file  default: {image.file.name}" in told
    assert f"file without row  public: {orphan}" in told

    image.delete()
    call_command("media_audit", "--older-than", "0", "--delete-orphans")
    call_command("media_audit", "--older-than", "0")
    assert "0 rows without files, 0 files without rows." in capsys.readouterr().out


def test_young_file_may_still_wait_for_its_row(capsys: pytest.CaptureFixture[str]) -> None:
    storages["public"].save("images/young.webp", ContentFile(b"x"))

    call_command("media_audit")

    assert "0 files without rows" in capsys.readouterr().out


def test_migration_copies_what_is_missing_and_may_be_run_again(
    tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [random_key("images", "a.webp") for _number in range(3)]
    (tmp_path / "public/images").mkdir(parents=True)
    (tmp_path / "private").mkdir()
    for name in names:
        (tmp_path / "public" / name).write_bytes(name.encode())
    folders = ("--public", str(tmp_path / "public"), "--private", str(tmp_path / "private"))
    storages["public"].save(names[0], ContentFile(names[0].encode()))
    storages["public"].save(names[1], ContentFile(b"half"))

    call_command("media_migrate", *folders)
    assert "3 files, 2 copied now, 1 there already." in capsys.readouterr().out
    call_command("media_migrate", *folders)

    assert "3 files, 0 copied now, 3 there already." in capsys.readouterr().out
    assert [storages["public"].open(name).read() for name in names] == [name.encode() for name in names]


def _status(url: str, method: str = "GET") -> int:
    try:
        with urlopen(Request(url, method=method)) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_signed_address_opens_a_private_file_and_a_tampered_one_does_not() -> None:
    storage = _storage()
    key = storage.save("proofs/a.txt", ContentFile(b"x"))

    url = storage.url(key)

    assert _status(url) == 200
    assert _status(url.replace("a.txt", "b.txt")) in {403, 404}
    assert _status(url.partition("?")[0]) in {400, 403, 404}


def test_taken_down_file_is_gone_from_the_service() -> None:
    storage = storages["public"]
    key = storage.save(random_key("images", "a.webp"), ContentFile(b"x"))
    url = storage.url(key)

    delete_now(storage, key)

    assert _status(url) in {400, 403, 404}


def test_what_no_visible_page_shows_is_gone_from_the_public_bucket(tree: Tree) -> None:
    """Nobody is asked when a browser fetches from there."""
    image, film = core.make_image(), core.make_video()
    make_renditions.call(image_id=image.pk)
    concept = pages.make_concept(tree.concepts, cover=image, body=[("video", {"video": film, "caption": ""})])
    storage = storages["public"]
    keys = [str(one.file.name) for one in image.renditions.all()] + [str(film.file.name)]
    assert all(storage.exists(key) for key in keys)

    concept.unpublish()
    run_media_jobs()

    assert not any(storage.exists(key) for key in keys)
    film.refresh_from_db()
    assert storage.exists(str(film.file.name))


def test_public_files_say_how_long_they_may_be_kept() -> None:
    storage = storages["public"]
    key = storage.save(random_key("images", "a.webp"), ContentFile(b"x"))

    assert storage._head(key)["CacheControl"] == ANSWER  # type: ignore[attr-defined]  # ours


def test_document_comes_through_its_door_from_the_private_bucket(tree: Tree, client: Client) -> None:
    document = CatalogueDocument.objects.create(title="Plan", file=ContentFile(b"plan", name="Karens fil.txt"))
    assert client.get(document.url).status_code == 404

    pages.make_concept(tree.concepts, kit=[("file", {"file": document, "use": ""})])

    response = client.get(document.url)
    assert (response.status_code, response.getvalue()) == (200, b"plan")
    assert "Karen" not in str(response.headers) + str(document.file.name)
    storage: Any = document.file.storage
    assert storage.bucket_name == os.environ["CATALOGUE_S3_PRIVATE_BUCKET"]


@pytest.mark.deep
@needs_strict_service
def test_signature_expires() -> None:
    storage = _storage(querystring_expire=1)
    url = storage.url(storage.save("proofs/a.txt", ContentFile(b"x")))
    assert _status(url) == 200

    time.sleep(3)

    assert _status(url) == 403


@pytest.mark.deep
@needs_strict_service
def test_wrong_secret_stores_nothing() -> None:
    with pytest.raises(OSError, match="did not take"):
        _storage(secret_key="wrong")._save("a/b.txt", ContentFile(b"x", name="b.txt"))
