"""What the worker does to media."""

from django_tasks import task
from wagtail.models import Page

from core.media.film_making import make_film
from core.media.models import CatalogueImage
from core.media.pictures import specs_for
from core.media.sets import make_picture_set
from core.media.showings import record_showings


@task(backend="background", queue_name="media")
def make_renditions(image_id: int) -> int:
    """Make the renditions that pages show and that are missing; safe to run twice.

    Returns: how many the image has afterwards; 0 when it was deleted or withheld meanwhile.
    """
    image = CatalogueImage.objects.filter(pk=image_id, is_withheld=False).first()
    return len(image.get_renditions(*specs_for(image.width))) if image else 0


@task(backend="background", queue_name="films")
def transcode_film(video_id: int) -> str | None:
    """Make a sent film ready for pages. Its own queue, so that fifty films hold up neither pictures nor mail."""
    return make_film(video_id)


@task(backend="background", queue_name="media")
def collect_picture_set(page_id: int) -> int:
    """Pack the pictures of a page that others may use. Returns: how many."""
    return make_picture_set(page_id)


@task(backend="background", queue_name="media")
def record_all_showings() -> int:
    """Record anew what every published page uses; safe to run twice. Returns: how many pages."""
    pages = Page.objects.live().filter(depth__gt=1).specific()
    for page in pages.iterator():
        record_showings(page)
    return pages.count()
