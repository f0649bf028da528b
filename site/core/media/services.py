"""What editors and the clock do to films and to pictures and films whose consent has lapsed."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.media.enums import FilmProblem, FilmState
from core.media.models import CatalogueDocument, CatalogueImage, Consent, PictureSet, Video
from core.media.tasks import collect_picture_set, make_renditions, transcode_film
from core.media.transcoding import ffmpeg_path
from core.rounds import do_each


def queue_film(video: Video) -> None:
    """Put a sent film in the queue, and note the job so that a lost one is noticed."""
    job = transcode_film.enqueue(video_id=video.pk)
    Video.objects.filter(pk=video.pk).update(job_id=job.id, state=FilmState.WAITING, problem="", progress=0)


def mind_films() -> None:
    """A duty of the clock: begin what waited for ffmpeg, and give up on what no worker will finish."""
    unfinished = Video.objects.filter(state__in=[FilmState.WAITING, FilmState.WORKING], is_withheld=False)
    open_jobs = DBTaskResult.objects.filter(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
    do_each(unfinished.exclude(original="").exclude(job_id__in=open_jobs.values("id")), _mind_film)


def _mind_film(video: Video) -> None:
    if video.problem != FilmProblem.NO_FFMPEG:
        Video.objects.filter(pk=video.pk).update(state=FilmState.FAILED, problem=FilmProblem.GAVE_UP)
    elif ffmpeg_path():
        queue_film(video)


def withhold_lapsed() -> None:
    """Make pages, galleries and APIs leave out what shows somebody against her will, and show again what may be.

    Cost: 4 queries when nothing changes. The files follow with the clock (`mind_consents`).
    """
    lapsed = Consent.objects.lapsed()
    videos = Video.objects.filter(pk__in=lapsed.exclude(video=None).values("video"))
    images = CatalogueImage.objects.filter(
        Q(pk__in=lapsed.exclude(image=None).values("image")) | Q(poster_of__in=videos.values("pk"))
    )
    videos.filter(is_withheld=False).update(is_withheld=True)
    CatalogueImage.objects.filter(pk__in=images.values("pk"), is_withheld=False).update(is_withheld=True)
    do_each(Video.objects.filter(is_withheld=True).exclude(pk__in=videos.values("pk")), _release_film)
    do_each(CatalogueImage.objects.filter(is_withheld=True).exclude(pk__in=images.values("pk")), _release_picture)


def mind_consents() -> None:
    """A duty of the clock: no public byte of a withheld picture stays. What fails is begun again the next time.

    Films are the worker's (`core.media.moving`).
    """
    withhold_lapsed()
    pictures = CatalogueImage.objects.filter(is_withheld=True, renditions__isnull=False)
    do_each(pictures.distinct(), take_down_renditions)
    do_each(PictureSet.objects.filter(images__is_withheld=True).distinct(), remake_set)


def renew_sets_with(item: CatalogueImage | CatalogueDocument) -> None:
    """Make anew what pages offer to take home with something that is changed or deleted; the old files go at once."""
    is_in_it = Q(images=item) if isinstance(item, CatalogueImage) else Q(page__showings__document=item)
    for picture_set in PictureSet.objects.filter(is_in_it).distinct():
        remake_set(picture_set)


@transaction.atomic
def remake_set(picture_set: PictureSet) -> None:
    page_id = picture_set.page_id
    picture_set.delete()
    collect_picture_set.enqueue(page_id=page_id)


@transaction.atomic
def take_down_renditions(image: CatalogueImage) -> None:
    """Delete every public byte of a picture. The original stays, and is private."""
    image.renditions.all().delete()


def _release_film(video: Video) -> None:
    Video.objects.filter(pk=video.pk).update(is_withheld=False)
    if video.original:
        transaction.on_commit(partial(queue_film, video))


def _release_picture(image: CatalogueImage) -> None:
    CatalogueImage.objects.filter(pk=image.pk).update(is_withheld=False)
    transaction.on_commit(partial(make_renditions.enqueue, image_id=image.pk))
    for page_id in image.showings.values_list("page", flat=True):
        transaction.on_commit(partial(collect_picture_set.enqueue, page_id=page_id))
