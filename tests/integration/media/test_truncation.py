"""A film of which the end did not arrive is never called ready."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from media.enums import VideoProblem, VideoState
from media.models import Video
from media.video_metadata import demuxer_of, read_video_metadata
from media.video_metadata_process import read
from media.video_processing import process_video
from tests.factories import videos
from tests.nightly import by_night_but

pytestmark = pytest.mark.once


@pytest.fixture(scope="module", params=videos.WHOLE)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return videos.whole(tmp_path_factory.mktemp("whole"), request.param)


def _is_cut_off(folder: Path, data: bytes) -> bool:
    """What the probe says, without a process of its own for each."""
    path = folder / "sent"
    path.write_bytes(data)
    return bool(read(str(path), demuxer_of(path))["is_cut_off"])


def test_film_is_cut_off_wherever_it_is_cut(tmp_path: Path, whole: Path) -> None:
    data = whole.read_bytes()

    found = {share: _is_cut_off(tmp_path, data[: int(len(data) * share)]) for share in (0.24, 0.5, 0.83, 0.98, 1)}

    assert found == {0.24: True, 0.5: True, 0.83: True, 0.98: True, 1: False}


def test_something_strange_behind_a_film_is_no_loss(tmp_path: Path, whole: Path) -> None:
    if "live" not in whole.name:  # behind a recording without lengths nobody can tell
        assert not _is_cut_off(tmp_path, whole.read_bytes() + b"\xff\xff\xff\xffslut")


def test_trimmed_film_is_whole(tmp_path: Path) -> None:
    path = videos.trimmed_on_the_phone(tmp_path)

    assert read_video_metadata(path).last_picture_seconds < 3


@pytest.mark.django_db
@pytest.mark.parametrize("name", by_night_but(["still.mp4", "still.mkv"], "still.mp4"))
def test_film_that_stands_still_is_whole(tmp_path: Path, name: str) -> None:
    assert _made(videos.standing_still(tmp_path, name).read_bytes()).state == VideoState.READY


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", by_night_but(["index first.mp4", "silent.mp4", "film.mkv", "film.webm"], "silent.mp4", "film.webm")
)
def test_film_whose_end_is_empty_is_cut_off(tmp_path: Path, name: str) -> None:
    """What a download that was given its room beforehand leaves behind: only reading the pictures tells."""
    video = _made(videos.with_empty_end(videos.whole(tmp_path, name).read_bytes()))

    assert video.state == VideoState.FAILED
    assert video.problem in {VideoProblem.CUT_OFF, VideoProblem.DAMAGED}, "both sentences say it may be cut off"
    assert not video.file


@pytest.mark.django_db
def test_admin_says_that_a_film_is_cut_off(tmp_path: Path) -> None:
    """1.4 of 6 seconds were called ready."""
    data = videos.whole(tmp_path, "index first.mp4").read_bytes()

    video = _made(data[: len(data) * 24 // 100])

    assert video.state_text == (
        "Kunne ikke bruges: Filmen er afbrudt: Slutningen mangler. Send den igen fra der, hvor den ligger hel."
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", by_night_but(["index first.mp4", "in pieces.mp4", "live, without lengths.webm"], "in pieces.mp4")
)
def test_whole_film_becomes_ready_in_its_whole_length(tmp_path: Path, name: str) -> None:
    video = _made(videos.whole(tmp_path, name).read_bytes())

    assert (video.state, video.duration_seconds) == (VideoState.READY, 6)


def _made(data: bytes) -> Video:
    video = Video.objects.create(title="Stilhed", original=ContentFile(data, name="film.mp4"))
    process_video(video.pk)
    return Video.objects.get(pk=video.pk)
