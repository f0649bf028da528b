"""Process an uploaded video into the one that pages show."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.utils.translation import gettext as _

from foundation.before_commit import atomic
from media.enums import VideoProblem, VideoState
from media.models import CatalogueImage, PendingDeletion, Video
from media.sanitising import sanitise
from media.storage_keys import storage_of
from media.storage_operations import fetch, put
from media.transcoding import take_still, transcode
from media.truncation import falls_short
from media.video_metadata import MAX_SECONDS, UnusableVideo, VideoMetadata, read_video_metadata

REPORT_EVERY_SECONDS = 2.0


def process_video(video_id: int) -> VideoState | None:
    """Make what was sent into what pages show; safe to run again, whenever it was interrupted.

    The result lies under a key known beforehand, and the row is changed once, last. Returns: the state reached, None
    when the film was deleted or its file already used.
    """
    video = Video.objects.filter(pk=video_id).select_related("poster").first()
    if video is None or not video.original or video.is_withheld:
        return None
    if video.file.name == video.result_key:  # interrupted at the very end
        _forget_original(video)
        return VideoState.READY
    Video.objects.filter(pk=video_id).update(state=VideoState.WORKING, problem="", progress=0)
    try:
        with TemporaryDirectory(prefix="film-") as folder:
            _make(video, Path(folder))
    except UnusableVideo as unusable:
        waits = unusable.problem == VideoProblem.NO_FFMPEG
        state = VideoState.WAITING if waits else VideoState.FAILED
        Video.objects.filter(pk=video_id).update(state=state, problem=unusable.problem)
        return state
    return VideoState.READY


def _make(video: Video, folder: Path) -> None:
    sent, film = folder / "sent", folder / "film.mp4"
    try:
        fetch(video.original, sent)
    except FileNotFoundError as error:
        raise UnusableVideo(VideoProblem.FILE_GONE) from error
    found = read_video_metadata(sent)
    transcode(sent, film, found, _reporter(video.pk))
    made = read_video_metadata(film)
    if (made.duration_seconds or 0) > MAX_SECONDS:
        raise UnusableVideo(VideoProblem.TOO_LONG)
    if falls_short(made.last_picture_seconds, found.last_picture_seconds):
        raise UnusableVideo(VideoProblem.CUT_OFF)
    put(storage_of(video.result_key), video.result_key, film)
    if video.poster is None:
        _put_still(video, film, made, folder / "still.jpg")
    if _finish(video, made):
        _forget_original(video)


def _reporter(video_id: int) -> Callable[[int], None]:
    """Writes the progress into the row, but not more often than someone would look."""
    last = time.monotonic()

    def report(percent: int) -> None:
        nonlocal last
        if time.monotonic() - last >= REPORT_EVERY_SECONDS:
            last = time.monotonic()
            Video.objects.filter(pk=video_id).update(progress=percent)

    return report


def _put_still(video: Video, film: Path, made: VideoMetadata, still: Path) -> None:
    take_still(film, still, min(1.0, (made.duration_seconds or 0) / 2))
    with still.open("rb") as file:
        picture = sanitise(File(file, name="still.jpg"))
    still.write_bytes(picture.read())
    put(storage_of(video.poster_key), video.poster_key, still)


@atomic()
def _finish(video: Video, made: VideoMetadata) -> bool:
    """One change of the row. Returns: False when the film was replaced or deleted while we worked."""
    row = Video.objects.select_for_update().filter(pk=video.pk, original=video.original.name).first()
    if row is None:
        _drop(video)
        return False
    if row.file.name != video.result_key:
        PendingDeletion.objects.note(str(row.file.name or ""))
    row.file.name = video.result_key
    row.duration_seconds, row.width, row.height = round(made.duration_seconds or 0), made.width, made.height
    row.state, row.problem, row.progress, row.job_id = VideoState.READY, "", 100, None
    if row.poster is None:
        row.poster = _poster_of(video, made)
    row.save()
    return True


def _drop(video: Video) -> None:
    """Nobody waits for what was made, unless another worker has made the same of it meanwhile."""
    if not Video.objects.filter(file=video.result_key).exists():
        PendingDeletion.objects.note(video.result_key)
    if not CatalogueImage.objects.filter(file=video.poster_key).exists():
        PendingDeletion.objects.note(video.poster_key)


@atomic()
def _forget_original(video: Video) -> None:
    """Delete what was sent: it may tell where and by whom it was filmed."""
    if Video.objects.filter(pk=video.pk, original=video.original.name).update(original=""):
        PendingDeletion.objects.note(str(video.original.name))


def _poster_of(video: Video, made: VideoMetadata) -> CatalogueImage:
    """The still as a picture of its own; its file is in place already."""
    title = _("Still from “%(title)s”") % {"title": video.title}
    return CatalogueImage.objects.create(
        file=video.poster_key,
        width=made.width,
        height=made.height,
        title=title,
        alt_text=title,
        credit=video.credit,
        licence=video.licence,
        collection=video.collection,
        still_of=video,
    )
