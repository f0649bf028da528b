"""Background tasks of media: renditions, transcoding, download packages."""

from django_tasks import task
from wagtail.models import Page

from media.download_packages import make_download_package
from media.models import CatalogueImage, DownloadPackage
from media.pictures import specs_for
from media.signals import pictures_changed
from media.usage import record_usage
from media.video_processing import process_video


@task(backend="background", queue_name="media")
def make_renditions(image_id: int) -> int:
    """Make the renditions that pages show and that are missing; safe to run twice.

    Returns: how many the image has afterwards; 0 when it was deleted or withheld meanwhile.
    """
    image = CatalogueImage.objects.filter(pk=image_id, is_withheld=False).first()
    if image is None:
        return 0
    made = image.get_renditions(*specs_for(image.width))
    pictures_changed.send(CatalogueImage, ids=[image_id])
    return len(made)


@task(backend="background", queue_name="films")
def transcode_video(video_id: int) -> str | None:
    """Make a sent film ready for pages. Its own queue, so that fifty films hold up neither pictures nor mail."""
    return process_video(video_id)


@task(backend="background", queue_name="media")
def build_download_package(page_id: int) -> int:
    """Pack the pictures of a page that others may use. Returns: how many."""
    return make_download_package(page_id)


@task(backend="background", queue_name="media")
def rebuild_all_download_packages() -> int:
    """Have all that is offered to take home packed anew, one page after another. Returns: how many pages."""
    pages = list(DownloadPackage.objects.order_by("pk").values_list("page", flat=True))
    for page_id in pages:
        build_download_package.enqueue(page_id=page_id)
    return len(pages)


@task(backend="background", queue_name="media")
def record_all_usage() -> int:
    """Record anew what every published page uses; safe to run twice. Returns: how many pages."""
    pages = Page.objects.live().filter(depth__gt=1).specific()
    for page in pages.iterator():
        record_usage(page)
    return pages.count()
