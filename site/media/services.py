"""Services for videos, and for pictures and videos whose consent has lapsed."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from foundation.before_commit import atomic
from foundation.fault_isolation import do_each
from media.enums import VideoProblem, VideoState
from media.models import CatalogueDocument, CatalogueImage, Consent, DownloadPackage, Video
from media.signals import pictures_changed, withholding_changed
from media.tasks import build_download_package, make_renditions, transcode_video
from media.transcoding import ffmpeg_path


def queue_video(video: Video) -> None:
    """Put a sent film in the queue, and note the job so that a lost one is noticed."""
    job = transcode_video.enqueue(video_id=video.pk)
    Video.objects.filter(pk=video.pk).update(job_id=job.id, state=VideoState.WAITING, problem="", progress=0)


def retry_unfinished_videos() -> None:
    """A scheduled job: begin what waited for ffmpeg, and give up on what no worker will finish."""
    unfinished = Video.objects.filter(state__in=[VideoState.WAITING, VideoState.WORKING], is_withheld=False)
    open_jobs = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    do_each(unfinished.exclude(original="").exclude(job_id__in=open_jobs.values("id")), _retry_or_give_up)


def _retry_or_give_up(video: Video) -> None:
    if video.problem != VideoProblem.NO_FFMPEG:
        Video.objects.filter(pk=video.pk).update(state=VideoState.FAILED, problem=VideoProblem.GAVE_UP)
    elif ffmpeg_path():
        queue_video(video)


def withhold_lapsed() -> None:
    """Make pages, galleries and APIs leave out what shows somebody against her will, and show again what may be.

    Cost: 4 queries when nothing changes. The files follow with the clock (`enforce_consents`).
    """
    lapsed = Consent.objects.lapsed()
    videos = Video.objects.filter(pk__in=lapsed.exclude(videos=None).values("videos"))
    images = CatalogueImage.objects.filter(
        Q(pk__in=lapsed.exclude(images=None).values("images")) | Q(poster_of__in=videos.values("pk"))
    )
    videos.filter(is_withheld=False).update(is_withheld=True)
    shown = CatalogueImage.objects.filter(pk__in=images.values("pk"), is_withheld=False)
    if ids := list(shown.values_list("pk", flat=True)):
        _withhold_pictures(ids)
    do_each(Video.objects.filter(is_withheld=True).exclude(pk__in=videos.values("pk")), _release_video)
    do_each(CatalogueImage.objects.filter(is_withheld=True).exclude(pk__in=images.values("pk")), _release_picture)


def enforce_consents() -> None:
    """A scheduled job: no public byte of a withheld picture stays. What fails is begun again the next time.

    Films are the worker's (`media.relocation`).
    """
    withhold_lapsed()
    pictures = CatalogueImage.objects.filter(is_withheld=True, renditions__isnull=False)
    do_each(pictures.distinct(), take_down_renditions)
    do_each(DownloadPackage.objects.filter(images__is_withheld=True).distinct(), rebuild_download_package)


def rebuild_download_packages_with(item: CatalogueImage | CatalogueDocument) -> None:
    """Make anew what pages offer to take home with something that is changed or deleted; the old files go at once."""
    is_in_it = Q(page__media_usages__document=item)
    if isinstance(item, CatalogueImage):
        is_in_it = Q(images=item) | Q(page__media_usages__image=item)  # one that may be passed on from now on, too
    for download_package in DownloadPackage.objects.filter(is_in_it).distinct():
        rebuild_download_package(download_package)


@atomic()
def rebuild_download_package(download_package: DownloadPackage) -> None:
    page_id = download_package.page_id
    download_package.delete()
    build_download_package.enqueue(page_id=page_id)


@atomic()
def take_down_renditions(image: CatalogueImage) -> None:
    """Delete every public byte of a picture. The original stays, and is private."""
    image.renditions.all().delete()


@atomic()
def _withhold_pictures(ids: list[int]) -> None:
    CatalogueImage.objects.filter(pk__in=ids).update(is_withheld=True)
    pictures_changed.send(CatalogueImage, ids=ids)
    withholding_changed.send(CatalogueImage, ids=ids)


def _release_video(video: Video) -> None:
    Video.objects.filter(pk=video.pk).update(is_withheld=False)
    if video.original:
        transaction.on_commit(partial(queue_video, video))


@atomic()
def _release_picture(image: CatalogueImage) -> None:
    CatalogueImage.objects.filter(pk=image.pk).update(is_withheld=False)
    pictures_changed.send(CatalogueImage, ids=[image.pk])
    withholding_changed.send(CatalogueImage, ids=[image.pk])
    transaction.on_commit(partial(make_renditions.enqueue, image_id=image.pk))
    for page_id in image.media_usages.values_list("page", flat=True):
        transaction.on_commit(partial(build_download_package.enqueue, page_id=page_id))
