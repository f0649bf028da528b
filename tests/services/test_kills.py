"""A worker process that is killed in the middle of a job: the job is done in the end, once."""

import random
import subprocess
import sys
import time
from pathlib import Path

import imageio_ffmpeg
import pytest

from media.pictures import specs_for

ROOT = Path(__file__).resolve().parents[2]
SET_UP = """
from io import BytesIO
from django.core.files.images import ImageFile
from PIL import Image
from media.models import CatalogueImage
data = BytesIO()
Image.effect_noise((2400, 1600), 90).convert("RGB").save(data, "JPEG")
CatalogueImage.objects.create(title="Støj", alt_text="Støj.", file=ImageFile(data, name="a.jpg"))
"""
SET_UP_FILM = """
from pathlib import Path
from django.core.files import File
from media.models import Video
with Path({path!r}).open("rb") as file:
    Video.objects.create(title="Støj", original=File(file, name="a.mp4"))
"""
TELL_FILM = """
from datetime import timedelta
from media.storage_audit import keys_of, audit_storages
from media.models import CatalogueImage, Video
from django.core.files.storage import storages
video = Video.objects.get()
inventory = audit_storages(older_than=timedelta(0))
keys = [key for alias in ("default", "public") for key in keys_of(storages[alias])]
films = [key for key in keys if key.startswith(("videos/", "sent_films/"))]
orphans = [key for keys in inventory.orphans.values() for key in keys if not key.startswith("images/")]
print(video.state, len(films), CatalogueImage.objects.count(), len(orphans), sum(map(len, inventory.missing.values())))
"""
FORGET_LEASES = "from foundation.worker.models import Heartbeat; Heartbeat.objects.all().delete()"
REAP = "from foundation.worker.queue_maintenance import reap_dead_jobs; reap_dead_jobs()"
TELL = """
from pathlib import Path
from django.conf import settings
from django_tasks_db.models import DBTaskResult
from media.models import CatalogueRendition
job = DBTaskResult.objects.get()
files = {str(file.relative_to(settings.MEDIA_ROOT)) for file in Path(settings.MEDIA_ROOT, "images").glob("*")}
rows = [rendition.file.name for rendition in CatalogueRendition.objects.all()]
print(job.status, len(rows), len(set(rows)), len(files - set(rows)), len(set(rows) - files))
"""


def _manage(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-m", "django", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def _worker(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "django", "run_worker", "--interval", "0.1"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _work_and_kill(environment: dict[str, str], seconds: float) -> None:
    worker = _worker(environment)
    time.sleep(seconds)
    worker.kill()
    worker.wait()
    _manage(environment, "shell", "-v", "0", "-c", FORGET_LEASES)  # as if the lease had run out
    _manage(environment, "shell", "-v", "0", "-c", REAP)


def _final_state(environment: dict[str, str]) -> list[str]:
    _manage(environment, "run_worker", "--until-empty")
    return _manage(environment, "shell", "-v", "0", "-c", TELL).split()


@pytest.mark.deep
@pytest.mark.parametrize("round_number", range(10))
def test_job_of_a_killed_worker_is_finished_by_the_next(environment: dict[str, str], round_number: int) -> None:
    _manage(environment, "shell", "-v", "0", "-c", SET_UP)

    _work_and_kill(environment, random.Random(round_number).uniform(1.5, 6))
    status, rows, different, orphans, missing = _final_state(environment)

    every = str(len(specs_for(width=2_400)))
    assert (status, rows, different, missing) == ("SUCCESSFUL", every, every, "0")
    assert int(orphans) <= len(["the file being written when the worker died"])


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten seconds that are hard to compress, so that there is time to be killed."""
    path = tmp_path_factory.mktemp("film") / "noise.mp4"
    source = ["-f", "lavfi", "-i", "nullsrc=s=960x540:r=25:d=8,geq=random(1)*255:128:128"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-loglevel", "error", "-y", *source, "-preset", "ultrafast", str(path)]
    subprocess.run(command, check=True)
    return path


@pytest.mark.deep
@pytest.mark.parametrize("round_number", range(10))
def test_film_of_a_killed_worker_is_made_once_and_leaves_no_orphan(
    environment: dict[str, str], noise: Path, round_number: int
) -> None:
    _manage(environment, "shell", "-v", "0", "-c", SET_UP_FILM.format(path=str(noise)))

    _work_and_kill(environment, 1.5 + round_number * 1.1)
    _manage(environment, "run_worker", "--until-empty")

    told = _manage(environment, "shell", "-v", "0", "-c", TELL_FILM).split()
    assert told == ["ready", "1", "1", "0", "0"]
