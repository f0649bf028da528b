"""Films that leave the addresses they were public under: in the worker, and never over a newer one."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from media import storage_operations, video_processing
from media.enums import Exposure
from media.models import FileTombstone, PendingDeletion, Video
from media.relocation import queue_relocations, relocate_videos
from media.storage_audit import ALIASES, keys_of
from media.storage_operations import run_pending_deletions
from media.video_metadata import VideoMetadata
from tests.factories import core

pytestmark = pytest.mark.django_db


def _films() -> set[str]:
    return {key for alias in ALIASES for key in keys_of(storages[alias]) if key.startswith(("videos/", "sent_films/"))}


@pytest.fixture(params=["hidden", "withheld"])
def film(request: pytest.FixtureRequest) -> Video:
    """A film that must be moved."""
    return core.make_video(exposure=Exposure.NOW, is_withheld=request.param == "withheld")


def _meanwhile(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> None:
    """Something happens while the film is being copied, which may take minutes."""
    fetch = storage_operations.fetch

    def slowly(*arguments: Any) -> None:
        fetch(*arguments)
        act()

    monkeypatch.setattr(storage_operations, "fetch", slowly)


def _in_its_place(film: Video) -> str:
    """As the worker stores a newer film."""
    film.refresh_from_db()
    old = str(film.file.name)
    film.file.save("ny.mp4", ContentFile(b"ny film"))
    PendingDeletion.objects.note(old)
    return str(film.file.name)


def test_film_is_moved_and_its_old_address_remembered(film: Video) -> None:
    old, others = str(film.file.name), _films() - {str(film.file.name)}

    assert relocate_videos.call() == 1
    run_pending_deletions()

    film.refresh_from_db()
    (moved,) = _films() - others
    assert {str(film.file.name), str(film.original.name)} == {moved, ""}
    assert moved.startswith("sent_films/" if film.is_withheld else "videos/")
    assert list(FileTombstone.objects.values_list("key", flat=True)) == [old]
    assert not PendingDeletion.objects.exists()
    assert relocate_videos.call() == 0


def test_film_stored_while_the_old_one_was_copied_is_kept(film: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    others, newer = _films() - {str(film.file.name)}, []
    _meanwhile(monkeypatch, lambda: newer.append(_in_its_place(film)))

    relocate_videos.call()
    run_pending_deletions()

    film.refresh_from_db()
    assert [film.file.name] == newer
    assert _films() - others == set(newer)


def test_film_sent_while_the_old_one_was_copied_is_kept(film: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    others = _films() - {str(film.file.name)}

    def send() -> None:
        row = Video.objects.get(pk=film.pk)
        row.original.save("ny.mp4", ContentFile(b"ny film"))

    _meanwhile(monkeypatch, send)
    relocate_videos.call()
    monkeypatch.undo()
    relocate_videos.call()
    run_pending_deletions()

    film.refresh_from_db()
    with film.original.open("rb") as file:
        assert file.read() == b"ny film"
    named = {str(film.original.name), str(film.file.name)} - {""}
    assert _films() - others == named
    assert bool(film.file) is not film.is_withheld


def test_film_deleted_while_it_was_copied_leaves_no_copy(film: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    others = _films() - {str(film.file.name)}
    _meanwhile(monkeypatch, film.delete)

    relocate_videos.call()
    run_pending_deletions()

    assert _films() == others


def test_copy_of_a_killed_worker_goes_when_its_time_is_up(film: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _films()

    def die(*_arguments: Any) -> None:
        raise SystemExit

    monkeypatch.setattr(PendingDeletion.objects, "claim", die)
    with pytest.raises(SystemExit):
        relocate_videos.call()
    monkeypatch.undo()
    run_pending_deletions()
    assert len(_films() - before) == 1, "somebody may still be copying"
    PendingDeletion.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    run_pending_deletions()

    assert _films() == before
    film.refresh_from_db()
    assert film.file.storage.exists(str(film.file.name))


def test_copy_that_was_given_up_is_not_named(film: Video, monkeypatch: pytest.MonkeyPatch) -> None:
    old = str(film.file.name)
    _meanwhile(monkeypatch, lambda: PendingDeletion.objects.all().delete())

    assert relocate_videos.call() == 0

    film.refresh_from_db()
    assert film.file.name == old
    assert film.file.storage.exists(old)


def test_clock_asks_the_worker_once(film: Video) -> None:
    queue_relocations()
    queue_relocations()

    job = DBTaskResult.objects.get()
    assert (job.task_path, job.queue_name) == ("media.relocation.relocate_videos", "moves")
    film.refresh_from_db()
    assert film.exposure == Exposure.NOW


def test_clock_asks_for_nothing_when_nothing_is_to_be_moved() -> None:
    core.make_video()

    queue_relocations()

    assert not DBTaskResult.objects.exists()


def test_worker_that_comes_second_deletes_nothing_of_the_first() -> None:
    """A worker may be taken for dead while it works; then two make the same film."""
    film = core.make_video(file="", original=ContentFile(b"sendt", name="a.mp4"))
    key = storages["public"].save(film.result_key, ContentFile(b"film"))
    Video.objects.filter(pk=film.pk).update(file=key, original="")

    made = VideoMetadata("mov", 1, 2, 2, 1, is_hdr=False, last_picture_seconds=1)
    is_finished = video_processing._finish(film, made)
    run_pending_deletions()

    assert not is_finished
    assert storages["public"].exists(key)
