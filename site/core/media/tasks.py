"""What the worker does to media."""

from django_tasks import task

from core.media.models import CatalogueImage
from core.media.pictures import specs_for


@task(backend="background", queue_name="media")
def make_renditions(image_id: int) -> int:
    """Make the renditions that pages show and that are missing; safe to run twice.

    Returns: how many the image has afterwards; 0 when it was deleted meanwhile.
    """
    image = CatalogueImage.objects.filter(pk=image_id).first()
    return len(image.get_renditions(*specs_for(image.width))) if image else 0
