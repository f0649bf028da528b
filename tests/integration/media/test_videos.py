"""From what is sent to what is shown: real encodings, group B of the bad inputs, and what the admin says of it all."""

import random
import re
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import av
import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import Collection

from media.enums import VideoProblem, VideoState
from media.models import Video
from media.services import retry_unfinished_videos
from media.storage_operations import run_pending_deletions
from media.transcoding import transcode
from media.validators import FILM_MAX_BYTES, validate_video_size
from media.video_processing import process_video
from tests.factories import core, videos
from tests.nightly import by_night_but

pytestmark = [pytest.mark.django_db, pytest.mark.once]
VTT = b"WEBVTT\n\n00:00.000 --> 00:02.000\nRegn\n"


def _sent(path: Path, **fields: Any) -> Video:
    with path.open("rb") as file:
        return Video.objects.create(title="Stilhed", original=File(file, name=path.name), **fields)


def _sent_bytes(data: bytes, name: str = "film.mp4") -> Video:
    return Video.objects.create(title="Stilhed", original=ContentFile(data, name=name))


def _made(video: Video) -> Video:
    process_video(video.pk)
    return Video.objects.get(pk=video.pk)


def _as_visitors_get_it(video: Video, folder: Path) -> Path:
    path = folder / "result.mp4"
    with video.file.open("rb") as file:
        path.write_bytes(file.read())
    return path


@pytest.mark.parametrize("name", by_night_but(videos.GOOD, "h264.mp4", "hevc-10-bit.mov", "vp9.webm"))
def test_film_becomes_one_that_plays_everywhere(tmp_path: Path, name: str) -> None:
    _arguments, width, height, has_sound = videos.GOOD[name]

    video = _made(_sent(videos.make(tmp_path, name)))

    path = _as_visitors_get_it(video, tmp_path)
    with av.open(str(path)) as result:
        picture = result.streams.video[0]
        assert (picture.codec_context.name, picture.codec_context.pix_fmt) == ("h264", "yuv420p")
        assert (picture.width, picture.height) == (width, height) == (video.width, video.height)
        assert [stream.codec_context.name for stream in result.streams.audio] == ["aac"] * has_sound
    data = path.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat"), "it starts before it is loaded"
    assert not re.search(rb"Karen|\+55\.67", data)
    assert (video.state, video.problem, video.progress) == (VideoState.READY, "", 100)
    assert video.duration_seconds in {1, 2}


def test_portrait_film_stands_upright(tmp_path: Path) -> None:
    """B9."""
    video = _made(_sent(videos.portrait(tmp_path)))

    assert (video.width, video.height) == (180, 320)
    with av.open(str(_as_visitors_get_it(video, tmp_path))) as result:
        assert next(result.decode(video=0)).rotation == 0


def test_very_many_frames_become_sixty_a_second(tmp_path: Path) -> None:
    """B7."""
    with av.open(str(_as_visitors_get_it(_made(_sent(videos.fast(tmp_path))), tmp_path))) as result:
        assert float(result.streams.video[0].average_rate or 0) <= 60


def test_what_was_sent_is_deleted_and_a_poster_is_taken(tmp_path: Path) -> None:
    video = _sent(videos.make(tmp_path, "h264.mp4"), credit="Fjordby")
    sent = video.original.name

    video = _made(video)
    run_pending_deletions()

    assert not video.original
    assert not storages["default"].exists(str(sent))
    assert video.poster is not None
    assert (video.poster.width, video.poster.height, video.poster.credit) == (320, 180, "Fjordby")
    assert "Stilhed" in video.poster.alt_text


def test_chosen_poster_is_kept(tmp_path: Path) -> None:
    poster = core.make_image()

    assert _made(_sent(videos.make(tmp_path, "no-sound.mkv"), poster=poster)).poster == poster


class _Listener(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_arguments: Any) -> None: ...


@pytest.fixture
def listener() -> Iterator[str]:
    _Listener.asked.clear()
    server = HTTPServer(("127.0.0.1", 0), _Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/latest/meta-data"
    server.shutdown()
    server.server_close()


BAD: dict[str, Callable[[Path, str], bytes]] = {
    "B1 playlist of another's film": lambda folder, _url: videos.playlist(f"file://{folder}/h264.mp4"),
    "B2 ffconcat": lambda folder, _url: f"ffconcat version 1.0\nfile {folder}/h264.mp4\n".encode(),
    "B3 playlist of an inner address": lambda _folder, url: videos.playlist(url),
    "B4 concat of an address": lambda folder, url: videos.playlist(f"concat:{url}|file://{folder}/h264.mp4"),
    "B4 DASH": lambda _folder, url: f"<?xml version='1.0'?><MPD><BaseURL>{url}</BaseURL></MPD>".encode(),
    "B5 nothing": lambda _folder, _url: b"x",
    "B5 no index": lambda folder, _url: (folder / "h264.mp4").read_bytes()[:2000],
    "B5 huge index": lambda folder, _url: videos.damaged((folder / "h264.mp4").read_bytes()),
    "B8 AVI": lambda folder, _url: videos.in_avi(folder).read_bytes(),
    "B8 FLV": lambda _folder, _url: b"FLV\x01\x05\0\0\0\x09" + bytes(99),
    "B8 only sound": lambda folder, _url: videos.only_sound(folder).read_bytes(),
    "B6 ten hours": lambda folder, _url: videos.long(folder).read_bytes(),
    "B7 8192 x 4320": lambda folder, _url: videos.large(folder).read_bytes(),
    "B7 twenty tracks": lambda folder, _url: videos.many_tracks(folder).read_bytes(),
}
DAILY = (
    "B1 playlist of another's film",
    "B3 playlist of an inner address",
    "B5 nothing",
    "B8 AVI",
    "B6 ten hours",
    "B7 8192 x 4320",
)


@pytest.mark.parametrize("make", by_night_but(BAD.values(), *(BAD[one] for one in DAILY)), ids=BAD)
def test_bad_film_is_refused_in_plain_words_and_nothing_is_copied_or_fetched(
    tmp_path: Path, listener: str, make: Callable[[Path, str], bytes]
) -> None:
    videos.make(tmp_path, "h264.mp4")
    video = _made(_sent_bytes(make(tmp_path, listener)))

    assert video.state == VideoState.FAILED
    assert video.problem in VideoProblem.values
    assert not video.file
    assert not storages["public"].exists(video.result_key)
    assert _Listener.asked == []


@pytest.mark.parametrize("rounds", [3, pytest.param(12, marks=pytest.mark.deep)])
def test_damaged_films_never_stop_the_worker(tmp_path: Path, rounds: int) -> None:
    """B5: some bytes of a good film replaced; whatever comes of it, the job ends and says so."""
    data = videos.make(tmp_path, "h264.mp4").read_bytes()
    chance = random.Random(5)
    for _round in range(rounds):
        hurt = bytearray(data)
        for _byte in range(200):
            hurt[chance.randrange(40, len(hurt))] = chance.randrange(256)
        assert _made(_sent_bytes(bytes(hurt))).state in {VideoState.READY, VideoState.FAILED}


@pytest.mark.parametrize(
    "name", by_night_but(["-i .mp4", "$(id).mp4", ";x.mp4", "a|b.mp4", "\u202e4pm.mp4"], "-i .mp4")
)
def test_name_of_a_film_is_never_part_of_a_command(tmp_path: Path, name: str) -> None:
    """B12."""
    path = videos.make(tmp_path, "no-sound.mkv")

    video = _sent_bytes(path.read_bytes(), name=name)

    assert re.fullmatch(r"sent_films/[0-9a-f]{32}\.mp4", str(video.original.name))
    assert _made(video).state == VideoState.READY


def test_film_waits_while_there_is_no_ffmpeg_and_starts_when_there_is(
    tmp_path: Path, settings: Any, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    settings.FFMPEG = "no-such-program"
    video = _made(_sent(videos.make(tmp_path, "no-sound.mkv")))
    assert (video.state, video.problem) == (VideoState.WAITING, VideoProblem.NO_FFMPEG)
    assert "ffmpeg" in video.state_text

    retry_unfinished_videos()
    assert not DBTaskResult.objects.exists()
    settings.FFMPEG = ""
    retry_unfinished_videos()

    assert [job.args_kwargs["kwargs"] for job in DBTaskResult.objects.all()] == [{"video_id": video.pk}]
    assert _made(video).state == VideoState.READY


def test_film_that_no_worker_will_finish_is_given_up_and_may_be_tried_again(tmp_path: Path, client: Client) -> None:
    video = _sent(videos.make(tmp_path, "no-sound.mkv"))
    Video.objects.filter(pk=video.pk).update(state=VideoState.WORKING, job_id="00000000-0000-0000-0000-000000000001")

    retry_unfinished_videos()

    video.refresh_from_db()
    assert (video.state, video.problem) == (VideoState.FAILED, VideoProblem.GAVE_UP)
    client.force_login(core.make_user("admin", is_superuser=True))
    client.post(reverse("retry_video", args=[video.pk]))
    video.refresh_from_db()
    assert (video.state, video.problem) == (VideoState.WAITING, "")
    assert str(DBTaskResult.objects.get().id) == str(video.job_id)


def test_sending_a_film_puts_it_in_a_queue_of_its_own(
    tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    """B15: fifty films hold up nothing else."""
    with django_capture_on_commit_callbacks(execute=True):
        video = _sent(videos.make(tmp_path, "no-sound.mkv"))

    job = DBTaskResult.objects.get()
    video.refresh_from_db()
    assert (job.queue_name, str(video.job_id)) == ("films", str(job.id))
    assert video.state == VideoState.WAITING


def test_film_replaced_while_the_worker_had_it_keeps_the_newer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    video = _sent(videos.make(tmp_path, "no-sound.mkv"))

    def replaced(*arguments: Any) -> None:
        Video.objects.filter(pk=video.pk).update(original="sent_films/" + "0" * 32 + ".mp4")
        return transcode(*arguments)

    monkeypatch.setattr("media.video_processing.transcode", replaced)
    old_key = video.result_key
    video = _made(video)
    run_pending_deletions()

    assert not video.file
    assert not storages["public"].exists(old_key)


def test_second_run_of_a_finished_job_changes_nothing(tmp_path: Path) -> None:
    video = _made(_sent(videos.make(tmp_path, "no-sound.mkv")))

    assert process_video(video.pk) is None
    assert process_video(9_999) is None
    assert storages["public"].exists(str(video.file.name))


def test_film_of_half_a_gigabyte_and_more_is_refused_in_the_form() -> None:
    """B10."""

    class Huge:
        size = FILM_MAX_BYTES + 1

    with pytest.raises(Exception, match="500"):
        validate_video_size(Huge())  # type: ignore[arg-type]


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(core.make_user("admin", is_superuser=True))
    return client


def _form(**values: Any) -> dict[str, Any]:
    root = Collection.get_first_root_node().pk
    empty = {"title": "Stilhed", "collection": root, "url": "", "transcript": "", "audio_description": "undecided"}
    return {**empty, "audio_description_note": "", "credit": "", "licence": "", **values}


def test_captions_are_sent_as_a_file_and_kept_as_text(editor: Client) -> None:
    values = _form(url="https://vimeo.com/1", captions_file=SimpleUploadedFile("a.vtt", VTT))

    response = editor.post(reverse("wagtailsnippets_media_video:add"), values)

    assert response.status_code == 302, response.context["form"].errors
    assert Video.objects.get().captions.startswith("WEBVTT\n\n00:00:00.000")


def test_bad_captions_are_a_field_error_and_nothing_is_lost(editor: Client) -> None:
    """B14."""
    values = _form(url="https://vimeo.com/1", captions_file=SimpleUploadedFile("a.srt", b"<script>"))

    response = editor.post(reverse("wagtailsnippets_media_video:add"), values)

    assert response.status_code == 200
    assert response.context["form"].errors["captions_file"]
    assert response.context["form"]["title"].value() == "Stilhed"


def test_admin_says_how_far_a_film_is(editor: Client, tmp_path: Path) -> None:
    video = _sent(videos.make(tmp_path, "no-sound.mkv"))
    Video.objects.filter(pk=video.pk).update(state=VideoState.WORKING, progress=42)

    answer = editor.get(reverse("video_status", args=[video.pk])).json()

    assert (answer["state"], answer["progress"]) == ("working", 42)
    assert "42 %" in answer["text"]
    assert "42 %" in editor.get(reverse("wagtailsnippets_media_video:edit", args=[video.pk])).content.decode()
    assert "42 %" in editor.get(reverse("wagtailsnippets_media_video:list")).content.decode()


def test_there_is_nothing_to_try_again_for_a_ready_film(editor: Client) -> None:
    video = core.make_video()

    editor.post(reverse("retry_video", args=[video.pk]))

    assert not DBTaskResult.objects.exists()


def test_deleting_a_film_deletes_its_files(
    tmp_path: Path, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    video = _made(_sent(videos.make(tmp_path, "no-sound.mkv")))
    key = str(video.file.name)

    with django_capture_on_commit_callbacks(execute=True):
        video.delete()

    assert not storages["public"].exists(key)
