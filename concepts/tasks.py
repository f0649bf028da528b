"""Background work of concepts: what somebody has asked for with her own words in it."""

from django.core.files.base import ContentFile
from django.utils import translation
from django_tasks import task

from concepts.kit import kit_of
from concepts.models import ConceptPage, FilledKit, OrderedPictures, OrderedSheet
from concepts.models.orders import MadeToOrder
from concepts.own_pictures import own_pictures
from concepts.printed import sheet_pdf
from foundation.before_commit import atomic
from media.download_packages import still_in
from media.models import PendingDeletion


@task(backend="background", queue_name="orders")
def fill_kit(kit_id: int) -> int:
    """Make it. Returns: its size in bytes; 0 when it went meanwhile, or its page."""
    kit = FilledKit.objects.filter(pk=kit_id, file="").select_related("package").first()
    if kit is None:
        return 0
    page = ConceptPage.objects.filter(pk=kit.package.page_id, live=True).select_related("locale").first()
    if page is None:
        return 0
    with translation.override(page.locale.language_code):
        made = kit_of(page, still_in(kit.package, page), kit.details)
    return _store(kit, {"pdf": ("concept.pdf", made.pdf), "file": ("kit.zip", made.package)})


@task(backend="background", queue_name="orders")
def print_sheet(sheet_id: int) -> int:
    """Print it. Returns: its size in bytes; 0 when it went meanwhile."""
    sheet = OrderedSheet.objects.filter(pk=sheet_id, file="").first()
    if sheet is None:
        return 0
    with translation.override(sheet.told["language"]):
        pdf = sheet_pdf(sheet.told)
    return _store(sheet, {"file": ("sheet.pdf", pdf)})


@task(backend="background", queue_name="orders")
def draw_pictures(order_id: int) -> int:
    """Draw them over the concept's cover, where that may be passed on. Returns: bytes; 0 when it went meanwhile."""
    order = OrderedPictures.objects.filter(pk=order_id, file="").select_related("package").first()
    page = ConceptPage.objects.filter(pk=order.package.page_id, live=True).first() if order else None
    if order is None or page is None:
        return 0
    cover = next((image for image in still_in(order.package, page) if image == page.cover), None)
    with translation.override(order.told["language"]):
        made = own_pictures(order.told, cover, page.own_licence())
    return _store(order, {"file": ("pictures.zip", made)})


@atomic()
def _store(order: MadeToOrder, files: dict[str, tuple[str, bytes]]) -> int:
    """Unless it went, or another made it. Returns: the size of its `file` in bytes, or 0.

    Whoever deletes an order may have read it before it had files: they go by themselves, and later than it does.
    Shape: `files` are names and contents by field.
    """
    if not type(order)._default_manager.select_for_update().filter(pk=order.pk, file="").exists():
        return 0
    for field, (name, content) in files.items():
        stored = getattr(order, field)
        stored.save(name, ContentFile(content), save=False)
        PendingDeletion.objects.reserve(str(stored.name))
    order.save()
    return len(files["file"][1])
